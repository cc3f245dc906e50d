/** One session, and who of the branch was there: everyone by one tap, then those who were not; whoever made it up later is marked so later. Each tap is kept at once. One of the branch's own may be taken back. */
import { useSignal } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import { act } from '../acting'
import { useBranch, type Branch } from '../branch'
import { DeliveryChip } from '../delivery'
import { useDraft } from '../keeping'
import { useLive } from '../live'
import { back, to } from '../route'
import type { As, Member, TrainingMark, TrainingSession } from '../rows'
import { me } from '../session'
import type { Intent } from '../sync'
import { dayOf, minute, momentText } from '../time'
import { Button, ButtonLink, Card, Chips, Empty, Facts, Icon, Notice, PageHead, Section, Sheet, Suggestions, TextField, Waiting, type IconName } from '../ui'
import { shell } from '../words'
import { cancelling, marking, needsReason, STATUSES, type TrainingStatus } from './marking'
import { byName, isFor, readRoll, type Roll } from './reading'
import { dayFrom, WaitTags } from './ListPage'
import { t } from './words'
import './training.css'

const ICONS: Record<TrainingStatus, IconName> = { present: 'check', leave: 'clock', absent: 'close', made_up: 'book' }

function Face({ member, mark, onTap }: { member: Member; mark: As<TrainingMark> | undefined; onTap: () => void }) {
  return (
    <button type="button" class={`trainee ${mark?.status ?? ''}`} onClick={onTap}>
      <b>{member.name}</b>
      <small>{mark ? <><Icon name={ICONS[mark.status]} size={14} weight={3} />{shell.attendance[mark.status]}</> : member.id === me.value?.member ? t.yourself : t.unmarked}</small>
    </button>
  )
}

interface MarkSheetProps { session: string; member: Member; mark: As<TrainingMark> | undefined; markingOf: (status: TrainingStatus, reason: string) => Intent; onClose: () => void }

function MarkSheet({ session, member, mark, markingOf, onClose }: MarkSheetProps) {
  const stands = mark ? { status: mark.status, reason: mark.reason } : null
  const { writing, put, send } = useDraft<{ status: TrainingStatus; reason: string }>(`mark/${session}/${member.id}`, stands ?? { status: 'leave', reason: '' }, stands)
  // What is chosen is chosen over the mark as it was when the sheet was opened.
  const meant = useMemo(() => markingOf, [member.id])
  const { status, reason } = writing.value
  const lacks = needsReason(status) && !reason.trim()
  // A status that was chosen and left is never to be taken for the mark.
  const leave = () => send([], onClose)
  return (
    <Sheet title={member.name} open onClose={leave} actions={<><Button kind="main" disabled={lacks} onClick={() => send([meant(status, reason.trim())], onClose)}>{t.save}</Button><Button onClick={leave}>{t.cancel}</Button></>}>
      <Chips<TrainingStatus> label={t.statusOf(member.name)} columns={2} value={status} choices={STATUSES.map(value => ({ value, label: shell.attendance[value], icon: ICONS[value] }))} onChoose={value => put({ status: value, ...(!needsReason(value) && { reason: '' }) })} />
      {status !== 'present' && (
        <>
          <TextField id="mark-reason" label={t.fields.reason} hint={status === 'made_up' ? t.madeUpHint : undefined} {...(needsReason(status) ? { needed: t.needed } : {})} maxLength={200} value={reason} onInput={value => put({ reason: value })} />
          {needsReason(status) && <Suggestions label={t.fields.reason} values={status === 'leave' ? t.leaveReasons : t.absentReasons} onChoose={value => put({ reason: value })} />}
        </>
      )}
      {mark?.at && <p class="small soft">{t.markedBy(mark.by_name, momentText(mark.at, minute.value))}</p>}
    </Sheet>
  )
}

const told = (marks: Roll['marks']): string => STATUSES.map(status => [status, [...marks.values()].filter(one => one.status === status).length] as const).filter(([, n]) => n).map(([status, n]) => t.counted(shell.attendance[status], n)).join(' · ')

function RollCall({ roll, branch }: { roll: Roll; branch: Branch }) {
  const asked = useSignal<Member | null>(null)
  const { session, marks } = roll
  const own = me.value?.member
  const members = byName(branch.members)
  const rest = members.filter(one => !marks.has(one.id) && one.id !== own)
  const markingOf = (wanted: Record<string, [TrainingStatus, string]>) => marking(session, branch.id, wanted, marks)
  const one = asked.value
  return (
    <Section title={t.roll} aside={t.ofMembers(marks.size, members.length)}>
      <p class="small" role="status">{told(marks)}</p>
      {rest.length > 0 && <Button wide icon="check" onClick={() => act([markingOf(Object.fromEntries(rest.map(member => [member.id, ['present', '']])))])}>{marks.size ? t.restPresent(rest.length) : t.allPresent(rest.length)}</Button>}
      <p class="small soft">{t.tapHint}</p>
      <div class="trainees">{members.map(member => <Face key={member.id} member={member} mark={marks.get(member.id)} onTap={() => { asked.value = member }} />)}</div>
      {one && (one.id === own
        ? <Sheet title={one.name} open onClose={() => { asked.value = null }} actions={<Button onClick={() => { asked.value = null }}>{t.cancel}</Button>}><p>{t.ownText}</p></Sheet>
        : <MarkSheet key={one.id} session={session.id} member={one} mark={marks.get(one.id)} markingOf={(status, reason) => markingOf({ [one.id]: [status, reason] })} onClose={() => { asked.value = null }} />)}
    </Section>
  )
}

function CancelSheet({ session, branch, onClose }: { session: As<TrainingSession>; branch: string; onClose: () => void }) {
  const { writing, put, send } = useDraft(`session-cancel/${session.id}`, { reason: '' })
  const { reason } = writing.value
  const cancel = () => send([cancelling(session, branch, reason)], onClose)
  return (
    <Sheet title={t.cancelSession} open onClose={onClose} actions={<><Button kind="main" disabled={!reason.trim()} onClick={cancel}>{t.cancelSession}</Button><Button onClick={onClose}>{t.keepSession}</Button></>}>
      <p>{t.cancelText}</p>
      <TextField id="cancel-reason" label={t.fields.reason} needed={t.needed} maxLength={200} value={reason} onInput={value => put({ reason: value })} />
      <Suggestions label={t.fields.reason} values={t.cancelReasons} onChoose={value => put({ reason: value })} />
    </Sheet>
  )
}

function Shown({ roll, branch }: { roll: Roll; branch: Branch | null }) {
  const { session, course, open } = roll
  const asking = useSignal(false)
  const pairs: [string, string][] = [[t.fields.held_on, dayFrom(session.held_on)], [t.fields.place, session.place], [t.fields.lecturer, session.lecturer], [t.fields.subject, course?.subject ?? '']]
  const over = session.held_on <= dayOf(minute.value)
  // Whoever was marked there does not take it back: the server refuses the own case.
  const mayCancel = !session.course && !roll.marks.has(me.value?.member ?? '')
  const marks = branch?.leads && isFor(session, branch.id) && !session.cancel_reason
  return (
    <>
      {open.has(session.id) && <Notice tone="heed" icon="alert" title={t.refused} actions={<a class="button small" href={to('delivery')}>{t.why}</a>} />}
      {session.cancel_reason && <Notice icon="close" title={t.cancelled}>{session.cancel_reason}</Notice>}
      <Card title={session.title} aside={<WaitTags id={session.id} open={roll} />}>
        <Facts pairs={pairs.filter(([, value]) => value)} />
        {marks && !session.course && <div class="ways"><ButtonLink small icon="pencil" href={to(`training/hold/${session.id}`)}>{t.mend}</ButtonLink>{mayCancel && <Button small icon="close" onClick={() => { asking.value = true }}>{t.cancelSession}</Button>}</div>}
      </Card>
      {branch && marks && over && <RollCall roll={roll} branch={branch} />}
      {branch && marks && asking.value && <CancelSheet session={session} branch={branch.id} onClose={() => { asking.value = false }} />}
      {marks && !over && <p class="small soft">{t.notYet}</p>}
    </>
  )
}

export function SessionPage({ id }: { id: string }) {
  const branch = useBranch()
  const roll = useLive(['row:training_session', 'row:training_mark', 'row:course', 'log'], phone => readRoll(phone, id, branch?.id ?? null), [id, branch?.id])
  return (
    <main class="page training-page">
      <PageHead title={t.one} sub={branch?.name} onBack={() => back('training')} aside={<DeliveryChip />} />
      {branch === undefined || roll === undefined ? <Waiting>{shell.loading}</Waiting> : roll ? <Shown roll={roll} branch={branch} /> : <Empty icon="search" title={t.notHere}>{t.notHereText}</Empty>}
    </main>
  )
}
