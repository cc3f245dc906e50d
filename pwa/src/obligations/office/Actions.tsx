/** What one can do about duties that are still open: excuse them or put them off in two clicks, remind those who lead. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { ProblemNotice } from '../../answered'
import { Button, Notice, TextField } from '../../ui'
import { phrases } from '../../phrases'
import { wordFor } from '../../text'
import { t } from '../excusalWords'
import { busy, done, grant, refused, remind, undo } from './excusing'

const CODES = ['emergency', 'maintenance', 'stoppage'] as const

function Reasons({ obligations }: { obligations: readonly string[] }) {
  const words = useSignal('')
  const until = useSignal('')
  const by = (code: string) => { void grant(obligations, { code, words: words.value.trim(), until_on: until.value }) }
  const label = until.value ? t.office.putOffBy : t.office.grantBy
  return (
    <div class="excusing">
      {CODES.map(code => <Button key={code} small wide busy={busy.value} onClick={() => by(code)}>{label(wordFor(t.codes, code))}</Button>)}
      <TextField id="excuse-words" label={t.office.wordsLabel} maxLength={150} value={words.value} onInput={value => { words.value = value }} />
      <TextField id="excuse-until" label={t.office.untilLabel} type="date" value={until.value} onInput={value => { until.value = value }} />
      <Button small wide busy={busy.value} disabled={!words.value.trim()} onClick={() => by('other')}>{t.office.byOther}</Button>
    </div>
  )
}

/** What was just done, with the way back. */
function Done() {
  const { excusals = [], passed_over = [] } = done.value ?? {}
  if (!done.value) return null
  return (
    <Notice title={t.office.granted(excusals.length)} icon="check" actions={excusals.length > 0 && <Button small icon="undo" busy={busy.value} onClick={() => { void undo() }}>{t.office.undo}</Button>}>
      {passed_over.length > 0 && <p>{t.office.passedOver(phrases.listed(passed_over))}</p>}
    </Notice>
  )
}

/** `open`: those that can still be excused; `late`: those of which people can be reminded. */
export function Actions({ open, late, of }: { open: readonly string[]; late: readonly string[]; of: string }) {
  const asking = useSignal(false)
  useEffect(() => { asking.value = false; refused.value = null; return () => { done.value = null } }, [of])
  return (
    <div class="cell-actions">
      {done.value && <Done />}
      {refused.value && <ProblemNotice problem={refused.value} />}
      {open.length > 0 && <Button small wide icon="clock" pressed={asking.value} onClick={() => { asking.value = !asking.value }}>{open.length > 1 ? t.office.actMany(open.length) : t.office.act}</Button>}
      {asking.value && open.length > 0 && <Reasons obligations={open} />}
      {late.length > 0 && <Button small wide icon="send" busy={busy.value} onClick={() => { void remind(late) }}>{late.length > 1 ? t.office.remindMany(late.length) : t.office.remind}</Button>}
    </div>
  )
}
