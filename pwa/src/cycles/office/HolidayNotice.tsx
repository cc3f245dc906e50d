/** Says that the holidays of a year are not on record, and lets the office enter them. */
import { useSignal } from '@preact/signals'
import { ProblemNotice } from '../../answered'
import type { NoticeOut } from '../../generated/http'
import { me } from '../../session'
import { AreaField, Button, Notice, Sheet } from '../../ui'
import { daysIn } from '../notice'
import { forgetProblem, send, sending } from '../state'
import { t } from '../words'

export function HolidayNotice({ year, again }: { year: number; again: () => void }) {
  const open = useSignal(false)
  const off = useSignal('')
  const on = useSignal('')
  const asked = { holidays: daysIn(year, off.value), workdays: daysIn(year, on.value) }
  const save = async () => { if (await send<NoticeOut>('notice', `/api/workdays/${year}`, asked, 'PUT')) { open.value = false; again() } }
  const mayEnter = me.value?.roles.some(one => one.role === 'office')
  return (
    <Notice tone="heed" title={t.notice.title(year)}>
      <p>{t.notice.text}</p>
      {mayEnter && <Button small onClick={() => { forgetProblem(); open.value = true }}>{t.notice.enter(year)}</Button>}
      {open.value && (
        <Sheet title={t.notice.enter(year)} open onClose={() => { open.value = false }}
          actions={<Button kind="main" busy={sending.value.busy === 'notice'} disabled={!asked.holidays.length} onClick={() => { void save() }}>{t.notice.save}</Button>}>
          <AreaField id="notice-off" label={t.notice.off} hint={t.notice.offHint} value={off.value} onInput={value => { off.value = value }} />
          <AreaField id="notice-on" label={t.notice.on} hint={t.notice.onHint} value={on.value} onInput={value => { on.value = value }} />
          <p role="status">{t.notice.found(asked.holidays.length, asked.workdays.length)}</p>
          {sending.value.problem && <ProblemNotice problem={sending.value.problem} />}
        </Sheet>
      )}
    </Notice>
  )
}
