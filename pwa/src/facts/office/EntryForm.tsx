/** One fact entered by hand: who, what, when, and the words that the kind asks for. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { api, asProblem, type Problem } from '../../api'
import { ProblemNotice } from '../../answered'
import type { PersonItem } from '../../generated/http'
import { me } from '../../session'
import { dayOf } from '../../time'
import { AreaField, Button, SelectField, Sheet, TextField } from '../../ui'
import { gradeText } from '../../factWords'
import { kindOf, KINDS, lacks, tenthsOf, type Content, type Kind } from '../kinds'
import { lackingWords } from '../format'
import { t } from '../words'
import { words } from './words'

const TYPING_MS = 250

function PersonField({ onChoose }: { onChoose: (member: string) => void }) {
  const typed = useSignal('')
  const found = useSignal<readonly PersonItem[]>([])
  const chosen = useSignal('')
  useEffect(() => {
    if (!typed.value.trim()) { found.value = []; return }
    const timer = setTimeout(() => {
      void api<PersonItem[]>(`/api/people?${new URLSearchParams({ q: typed.value.trim(), limit: '20' }).toString()}`).then(people => { found.value = people.filter(one => one.member !== me.value?.member) }, () => { found.value = [] })
    }, TYPING_MS)
    return () => clearTimeout(timer)
  }, [typed.value])
  const choose = (member: string) => { chosen.value = member; onChoose(member) }
  const options = found.value.map(one => ({ value: one.member, label: `${one.name} ${one.employee_no} ${one.branch_name}` }))
  return (
    <>
      <TextField id="find-member" type="search" label={words.person} value={typed.value} onInput={next => { typed.value = next; choose('') }} />
      <SelectField id="member" label={t.member} value={chosen.value} options={[{ value: '', label: options.length || !typed.value ? words.found : words.noOne }, ...options]} onInput={choose} />
    </>
  )
}

function ContentFields({ kind, content, points, onSet, onPoints }: { kind: Kind; content: Content; points: string; onSet: (change: Partial<Content>) => void; onPoints: (text: string) => void }) {
  return (
    <>
      <TextField id="on" type="date" label={t.day} value={content.on} onInput={on => onSet({ on })} />
      {kind.grades.length > 0 && <SelectField id="grade" label={t.grade} value={content.grade} options={[{ value: '', label: '—' }, ...kind.grades.map(value => ({ value, label: gradeText(kind.key, value) }))]} onInput={grade => onSet({ grade })} />}
      {kind.most !== null && <TextField id="amount" label={t.amount} inputMode="numeric" value={points} reason={points && content.amount === null ? t.wrongAmount : undefined} onInput={onPoints} />}
      {kind.takes_until && <TextField id="until" label={t.until} placeholder="2026-12" value={content.until} maxLength={7} onInput={until => onSet({ until })} />}
      <AreaField id="text" label={t.text} hint={t.textHint} reason={content.amount !== null && lacks(kind, content) === 'text' ? lackingWords(kind) : undefined} rows={2} value={content.text} maxLength={500} onInput={text => onSet({ text })} />
    </>
  )
}

export function EntryForm({ onClose }: { onClose: (saved: boolean) => void }) {
  const member = useSignal('')
  const kind = useSignal<Kind>(KINDS[0]!)
  const points = useSignal('')
  const problem = useSignal<Problem | null>(null)
  const busy = useSignal(false)
  const content = useSignal<Content>({ on: dayOf(Date.now()), grade: '', amount: null, until: '', text: '' })
  const set = (change: Partial<Content>) => { content.value = { ...content.value, ...change } }
  const whole = member.value !== '' && lacks(kind.value, content.value) === null
  const save = async () => {
    busy.value = true
    try {
      await api('/api/facts', { method: 'POST', body: { member: member.value, kind: kind.value.key, ...content.value } })
      onClose(true)
    } catch (error) { problem.value = asProblem(error) }
    busy.value = false
  }
  const choose = (key: string) => { kind.value = kindOf(key)!; points.value = ''; set({ grade: '', amount: null, until: '' }) }
  return (
    <Sheet title={words.entering} open onClose={() => onClose(false)} actions={<Button kind="main" busy={busy.value} disabled={!whole} onClick={() => { void save() }}>{words.save}</Button>}>
      {problem.value && <ProblemNotice problem={problem.value} />}
      <PersonField onChoose={one => { member.value = one }} />
      <SelectField id="entry-kind" label={t.kind} value={kind.value.key} options={KINDS.map(one => ({ value: one.key, label: t.kinds[one.key] }))} onInput={choose} />
      <ContentFields kind={kind.value} content={content.value} points={points.value} onSet={set} onPoints={text => { points.value = text; set({ amount: tenthsOf(text, kind.value.most ?? 0) }) }} />
    </Sheet>
  )
}
