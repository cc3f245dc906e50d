/** What waits for a person on a record: conflicts to decide, what was refused or held, what was returned. */
import type { ComponentChildren } from 'preact'
import { act, putAside } from '../acting'
import type { Names } from '../branch'
import { go } from '../route'
import type { Attendance, Conflict, Meeting } from '../rows'
import { me } from '../session'
import type { Entry, Json } from '../sync'
import { momentText } from '../time'
import { Button, Notice } from '../ui'
import { shell, wordFor } from '../words'
import { unitText, valueText } from './format'
import type { Marks } from './mutations'
import { t } from './words'

const decide = (conflict: Conflict, choose: 'kept' | 'other'): void => {
  act([{ name: 'conflict.resolve.v1', row: conflict.id, base: conflict.rev, args: { choose } }])
}

function who(account: string | null, name: string | null | undefined): string {
  return account === me.value?.account ? t.me : (name ?? t.someone)
}

function Side({ label, value, by, action }: { label: string; value: ComponentChildren; by: string; action: ComponentChildren }) {
  return <div class="side"><b>{label}</b><div class="side-value">{value}</div><p class="small soft">{by}</p>{action}</div>
}

/** Both values, who wrote them and when; one tap decides, offline too. */
export function ConflictCard({ conflict, names, member }: { conflict: Conflict; names: Names; member: string | undefined }) {
  const deleted = conflict.field === 'deleted'
  const field = wordFor(t.fieldNames, conflict.field)
  const title = deleted ? t.conflictDeleted : member ? t.conflictOfMember(names.get(member) ?? t.someone) : t.conflictTitle(field)
  const kept = who(conflict.kept_by, conflict.kept_by_name)
  const other = who(conflict.other_by, conflict.other_by_name)
  return (
    <Notice tone="heed" icon="fork" title={title}>
      <div class="sides">
        <Side label={t.keptLabel} value={deleted ? t.fieldNames.deleted : unitText(conflict.kept, names)} by={t.by(kept, momentText(conflict.kept_at))}
          action={<Button wide onClick={() => decide(conflict, 'kept')}>{deleted ? t.stayDeleted : t.useThis}</Button>} />
        <Side label={t.otherLabel} value={unitText(conflict.other, names)} by={t.by(other, momentText(conflict.other_at))}
          action={<Button wide onClick={() => decide(conflict, 'other')}>{deleted ? t.restore : t.useOther}</Button>} />
      </div>
    </Notice>
  )
}

export const memberOf = (conflict: Conflict, marks: readonly Attendance[]): string | undefined => marks.find(mark => mark.id === conflict.row)?.member

function Written({ entry, names }: { entry: Entry; names: Names }) {
  const fields = Object.entries(entry.mutation.set ?? {}).filter(([, [, wanted]]) => wanted !== '' && !(Array.isArray(wanted) && !wanted.length))
  const marks = Object.keys((entry.mutation.args?.['marks'] ?? {}) as Marks).length
  if (!fields.length && !marks) return null
  return (
    <details class="written">
      <summary>{t.youWrote}</summary>
      <dl>
        {fields.map(([field, [, wanted]]) => <div key={field}><dt>{wordFor(t.fieldNames, field)}</dt><dd>{valueText(field, wanted as Json, names)}</dd></div>)}
        {marks > 0 && <div><dt>{t.attendance}</dt><dd>{t.expected(marks)}</dd></div>}
      </dl>
    </details>
  )
}

const CONTENT = new Set(['meeting.create.v1', 'meeting.set.v1', 'attendance.mark.v1'])

function resend(entry: Entry): void {
  const { name, row, base, set, args } = entry.mutation
  act([{ name, row, base, ...(set && { set }), ...(args && { args }) }], { resends: [[entry.log, entry.mid]] })
}

function titleOf(entry: Entry): string {
  const what = wordFor(shell.mutations, entry.mutation.name)
  if (entry.outcome?.result === 'quarantined') return t.quarantinedTitle(what)
  return entry.outcome?.result === 'held' ? t.heldTitle(what) : t.rejectedTitle(what)
}

function Why({ entry }: { entry: Entry }) {
  const { outcome, mutation } = entry
  if (outcome?.result === 'quarantined') return <p>{t.quarantinedText}</p>
  if (outcome?.result === 'held') return <p>{outcome.reason === 'locked' && !CONTENT.has(mutation.name) ? t.lockedStep : wordFor(t.held, outcome.reason)}</p>
  return <><p><b>{outcome?.problem?.title}</b>{outcome?.problem?.title && '：'}{outcome?.problem?.detail}</p><p>{outcome?.problem?.remedy || t.rejectedRemedy}</p></>
}

/** The ways on from a refused or held mutation. What an administrator or the office has now needs no more than to be seen. */
function WaysOn({ entry }: { entry: Entry }) {
  const { result, reason } = entry.outcome ?? {}
  const { name } = entry.mutation
  if (result === 'quarantined' || reason === 'locked') return <Button onClick={() => putAside([[entry.log, entry.mid]], 'seen')}>{t.seen}</Button>
  const mend = result === 'rejected' && (CONTENT.has(name) || name === 'meeting.submit.v1')
  return (
    <>
      {mend && <Button icon="pencil" onClick={() => go(`write/${entry.row}`)}>{t.mendAndResend}</Button>}
      {!mend && <Button icon="send" onClick={() => resend(entry)}>{t.resend}</Button>}
      <Button icon="bin" onClick={() => putAside([[entry.log, entry.mid]], 'discarded')}>{t.discard}</Button>
    </>
  )
}

/** One refused or held mutation: the reason, what was typed, and the ways on. */
export function OpenCard({ entry, names }: { entry: Entry; names: Names }) {
  return (
    <Notice tone="heed" icon={entry.outcome?.result === 'held' ? 'lock' : 'alert'} title={titleOf(entry)} actions={<WaysOn entry={entry} />}>
      <Why entry={entry} />
      <Written entry={entry} names={names} />
    </Notice>
  )
}

/** What the office wrote, field by field; each leads to the field. */
export function ReturnedCard({ meeting }: { meeting: Meeting }) {
  return (
    <Notice tone="heed" icon="undo" title={t.returnedTitle}>
      {meeting.decided_at !== null && <p>{t.returnedText(momentText(meeting.decided_at))}</p>}
      <ul class="returned">{meeting.returned_reasons.map(({ field, reason }) => <li key={`${field}${reason}`}><b>{wordFor(t.fieldNames, field.split('.')[0])}</b>{reason}</li>)}</ul>
    </Notice>
  )
}
