/** What waits for a person on a record, as cards: conflicts to decide, what was returned, and everything else that gathers there. */
import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { act } from '../acting'
import type { Names } from '../branch'
import { useDraft } from '../keeping'
import { phrases } from '../phrases'
import { to } from '../route'
import type { Attendance, Conflict, Meeting } from '../rows'
import { momentText } from '../time'
import type { Intent, Json } from '../sync'
import { AreaField, Button, Icon, Notice, Sheet } from '../ui'
import { wordFor } from '../words'
import { bothOf, WORDS } from './both'
import { fieldText, unitText, valueText, who } from './format'
import { IssueCard } from './IssueCard'
import { AmendmentCard, HeldCard, heldTogether, OpenCard, StandsCard } from './OpenCard'
import { stepOf, type Beside, type Pending } from './pending'
import { t } from './words'

/** `value`: what stands from now on, where it is neither of the two. */
const deciding = (conflict: Conflict, choose: 'kept' | 'other' | 'value', value?: Record<string, Json>): Intent =>
  ({ name: 'conflict.resolve.v1', row: conflict.id, base: conflict.rev, args: { choose, ...(value && { value }) } })

const decide = (...asked: Parameters<typeof deciding>): void => act([deciding(...asked)])

function Side({ label, value, by, action }: { label: string; value: ComponentChildren; by: string; action: ComponentChildren }) {
  return <div class="side"><b>{label}</b><div class="side-value">{value}</div><p class="small soft">{by}</p>{action}</div>
}

const Named = ({ values, names }: { values: Conflict['other']; names: Names }) => (
  <>{Object.entries(values).map(([field, value]) => <span key={field} class="unit">{wordFor(t.fieldNames, field)}{phrases.colon}{valueText(field, value, names)}</span>)}</>
)

function OwnWords({ conflict, field, onClose }: { conflict: Conflict; field: string; onClose: () => void }) {
  const { writing, put, send } = useDraft(`conflict/${conflict.id}`, { text: String(conflict.kept[conflict.field] ?? '') }, conflict.kept)
  const { text } = writing.value
  const write = () => send([deciding(conflict, 'value', { [conflict.field]: text })], onClose)
  return (
    <Sheet title={t.ownWords} open onClose={onClose} actions={<Button kind="main" icon="check" onClick={write}>{t.useOwnWords}</Button>}>
      <AreaField id="own-words" label={field} value={text} maxLength={WORDS[conflict.field]!.most} onInput={value => put({ text: value })} />
    </Sheet>
  )
}

/** Neither of the two by itself: both, where both can be true, or words of one's own. */
function OtherWays({ conflict, field }: { conflict: Conflict; field: string }) {
  const writing = useSignal(false)
  const both = bothOf(conflict.field, conflict.kept, conflict.other)
  if (!both && !(conflict.field in WORDS)) return null
  return (
    <div class="notice-actions">
      {both && <Button icon="plus" onClick={() => decide(conflict, 'value', both)}>{t.keepBoth}</Button>}
      {conflict.field in WORDS && <Button icon="pencil" onClick={() => { writing.value = true }}>{t.ownWords}</Button>}
      {writing.value && <OwnWords conflict={conflict} field={field} onClose={() => { writing.value = false }} />}
    </div>
  )
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
        <Side label={deleted ? t.deletedLabel : t.keptLabel} value={deleted ? t.recordDeleted : unitText(conflict.kept, names)} by={t.by(kept, momentText(conflict.kept_at))}
          action={<Button wide onClick={() => decide(conflict, 'kept')}>{deleted ? t.stayDeleted : t.useThis}</Button>} />
        <Side label={deleted ? t.writtenLabel : t.otherLabel} value={deleted ? <Named values={conflict.other} names={names} /> : unitText(conflict.other, names)} by={t.by(other, momentText(conflict.other_at))}
          action={<Button wide onClick={() => decide(conflict, 'other')}>{deleted ? t.restore : t.useOther}</Button>} />
      </div>
      <OtherWays conflict={conflict} field={field} />
    </Notice>
  )
}

export const memberOf = (conflict: Conflict, marks: readonly Attendance[]): string | undefined => marks.find(mark => mark.id === conflict.row)?.member

/** What the office wrote, field by field; each leads to the field. */
export function ReturnedCard({ meeting, names }: { meeting: Meeting; names: Names }) {
  return (
    <Notice tone="heed" icon="undo" title={t.returnedTitle}>
      {meeting.decided_at !== null && <p>{t.returnedText(momentText(meeting.decided_at))}</p>}
      <ul class="returned">
        {meeting.returned_reasons.map(({ field, reason }) => (
          <li key={`${field}${reason}`}><a href={to(`write/${meeting.id}?at=${field}`)}><span class="grow"><b>{fieldText(field, names)}</b><span>{reason}</span></span><Icon name="go" size={20} /></a></li>
        ))}
      </ul>
    </Notice>
  )
}

/** Everything that waits on one record. Amendments that this phone asked for are told by the step that asked. */
export function RecordCards({ pending, beside, names }: { pending: Pending; beside: Beside; names: Names }) {
  const { meeting, marks, entries, conflicts, issues, amendments } = pending
  const open = entries.filter(entry => entry.state === 'open')
  const told = new Set(open.map(entry => entry.outcome?.ref))
  const asked = amendments.filter(one => one.state === 'open' && !told.has(one.id))
  const stands = entries.filter(entry => entry.outcome?.exceptions && !entry.closed)
  return (
    <div class="cards">
      {conflicts.map(one => <ConflictCard key={one.id} conflict={one} names={names} member={memberOf(one, marks)} />)}
      {meeting?.status === 'returned' && <ReturnedCard meeting={meeting} names={names} />}
      {issues.map(one => <IssueCard key={one.id} issue={one} here={pending.id} beside={beside} names={names} />)}
      {heldTogether(open, beside).map(steps => <HeldCard key={steps[0]!.held.id} steps={steps} names={names} />)}
      {open.filter(entry => !beside.held.has(stepOf(entry))).map(entry => <OpenCard key={`${entry.log}/${entry.mid}`} entry={entry} pending={pending} names={names} />)}
      {asked.map(one => <AmendmentCard key={one.id} amendment={one} names={names} />)}
      {stands.map(entry => <StandsCard key={`${entry.log}/${entry.mid}`} entry={entry} names={names} />)}
    </div>
  )
}
