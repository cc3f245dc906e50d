/** One record: what it says, how far it has come, what waits for a person, and everything that was done to it on this phone. */
import { useSignal } from '@preact/signals'
import { attendanceText } from '../attended'
import { act } from '../acting'
import { useBranch, useNames, worksFor, type Names } from '../branch'
import { DeliveryChip } from '../delivery'
import { useLive } from '../live'
import type { PageProps } from '../part'
import { DiscardSheet } from '../repair'
import { phrases } from '../phrases'
import { back, go, to } from '../route'
import type { As, Attendance, Meeting, Member, Review } from '../rows'
import { me, phone } from '../session'
import { spanText } from '../time'
import { ActionBar, Button, ButtonLink, Card, Facts, Icon, PageHead, Section, Sheet, Waiting } from '../ui'
import { shell, wordFor } from '../words'
import { RecordCards } from './Cards'
import { kindText, resolutionText, sessionText, titleOf } from './format'
import { PENDING_TOPICS, readPending, type Beside, type Pending } from './pending'
import { FilesSection } from './photos/FilesSection'
import { Quorum, VoteVerdict } from './Quorum'
import { RemoteRecord } from './RemoteRecord'
import { HeadCount } from './RollCall'
import { countMarks, isTalkOfOne, mayVote, missingFields, needsReason, timeFault, type Heads } from './rules'
import { words as resolution } from './resolutionWords'
import { StoryOf } from './Story'
import { refusedSubmissions, standingOf, STEPS, stepsDone } from './standing'
import './meetings.css'
import { t } from './words'

export interface Record extends Pending {
  meeting: Meeting
  reviews: Review[]
}

/** `record` is null where this phone does not hold it; what was done to it here is shown all the same. */
interface Read { record: Record | null; pending: Pending; beside: Beside }

async function readRecord(store: NonNullable<typeof phone.value>, id: string): Promise<Read> {
  const { records: [pending], beside } = await readPending(store, id)
  const meeting = pending!.meeting
  if (!meeting) return { record: null, pending: pending!, beside }
  const members = new Map((await store.rows<As<Member>>('member')).map(one => [one.id, one]))
  // A mark made on this phone does not know yet who may vote; the server fills that in.
  const marks = pending!.marks.map(mark => ({ ...mark, may_vote: mark.may_vote ?? (members.has(mark.member) && mayVote(members.get(mark.member)!)) }))
  return { record: { ...pending!, meeting, marks, reviews: await store.children<As<Review>>('review', id) }, pending: pending!, beside }
}

function Steps({ record }: { record: Record }) {
  const done = stepsDone(record.meeting, record.entries)
  return (
    <ol class="steps" aria-label={t.way}>
      {STEPS.map((step, at) => (
        <li key={step} class={at < done ? 'done' : ''} aria-current={at === done - 1 ? 'step' : undefined}>
          <i><Icon name={at < done ? 'check' : 'minus'} size={16} weight={3.4} /></i><span>{t.steps[step]}</span>
        </li>
      ))}
    </ol>
  )
}

const text = (value: string) => (value ? <p class="prose">{value}</p> : <p class="soft">{t.nothingWritten}</p>)

/** `follows`: this phone's person sees what became of the resolutions. */
export function Content({ meeting, heads, names, follows }: { meeting: Meeting; heads: Heads; names: Names; follows?: boolean }) {
  const name = (id: string) => names.get(id) ?? (id ? t.someone : t.nothingWritten)
  return (
    <>
      <Card>
        <Facts pairs={[
          [t.kind, kindText(meeting)],
          [t.when, meeting.held_start === null ? t.nothingWritten : spanText(meeting.held_start, meeting.held_end)],
          [t.place, meeting.place || t.nothingWritten], [t.chair, name(meeting.chair)], [t.recorder, name(meeting.recorder)],
          ...(meeting.observers ? [[t.observers, meeting.observers] as const] : []),
        ]} />
      </Card>
      <Card title={t.agenda}>{text(meeting.agenda)}</Card>
      {meeting.discussion && <Card title={t.discussion}>{text(meeting.discussion)}</Card>}
      {meeting.resolutions.length > 0 && <Card title={t.resolutions}><ol class="numbered">{meeting.resolutions.map((one, at) => <li key={at}>{resolutionText(one)}</li>)}</ol>{follows && <p><a class="link" href={to('resolutions')}>{resolution.title}</a></p>}</Card>}
      {meeting.sessions?.map((one, at) => <Card key={`session-${at}`} title={t.session(at + 2)}><p>{sessionText(one, names)}</p></Card>)}
      {meeting.votes.map((vote, at) => <Card key={at} title={vote.subject || t.vote(at + 1)}><VoteVerdict kind={meeting.kind} vote={vote} heads={heads} /></Card>)}
    </>
  )
}

function Attendances({ marks, names }: { marks: readonly Attendance[]; names: Names }) {
  const off = marks.filter(mark => mark.status !== 'present')
  const present = marks.filter(mark => mark.status === 'present')
  const name = (mark: Attendance) => names.get(mark.member) ?? t.someone
  return (
    <>
      {off.length > 0 && <ul class="off">{off.map(mark => <li key={mark.id}><b>{name(mark)}</b><span>{attendanceText(mark.status, mark.reason)}</span></li>)}</ul>}
      {present.length > 0 && <details class="written"><summary>{t.everyone} {t.presentCount(present.length)}</summary><p class="names">{phrases.listed(present.map(name))}</p></details>}
    </>
  )
}

const say = (name: string, meeting: Meeting): void => act([{ name, row: meeting.id, base: meeting.rev, args: {} }])

/** What the person saw of the roll goes along: marks that others made meanwhile are not deleted without a word. */
const remove = ({ meeting, marks }: Record): void => {
  const revs = Object.fromEntries(marks.map(({ member, rev }) => [member, rev]))
  act([{ name: 'meeting.delete.v1', row: meeting.id, base: meeting.rev, args: { revs } }])
}

function Confirm({ kind, record, open, onClose }: { kind: 'withdraw' | 'delete'; record: Record; open: boolean; onClose: () => void }) {
  const words = kind === 'withdraw' ? [t.withdrawTitle, t.withdrawText, t.withdraw] as const : [t.deleteTitle, t.deleteText, t.deleteRecord] as const
  const act = () => { onClose(); if (kind === 'delete') { remove(record); go('meetings', true) } else say('meeting.withdraw.v1', record.meeting) }
  return (
    <Sheet title={words[0]} open={open} onClose={onClose} actions={<><Button kind="main" onClick={act}>{words[2]}</Button><Button onClick={onClose}>{t.cancel}</Button></>}>
      <p>{words[1]}</p>
    </Sheet>
  )
}

/** A record with gaps goes to the recorder, which names them; the server would refuse it. */
function submit({ meeting, marks, entries }: Record): void {
  const open = missingFields(meeting).length > 0 || timeFault(meeting.held_start, meeting.held_end, Infinity) !== null || marks.some(mark => needsReason(mark.status) && !mark.reason.trim()) || isTalkOfOne(meeting.kind, countMarks(marks))
  if (open) go(`write/${meeting.id}?check=1`)
  else act([{ name: 'meeting.submit.v1', row: meeting.id, base: meeting.rev, args: {} }], { resends: refusedSubmissions(entries) })
}

function Actions({ record }: { record: Record }) {
  const asking = useSignal<'withdraw' | 'delete' | null>(null)
  const { meeting, entries, conflicts } = record
  const standing = standingOf(meeting, entries, conflicts)
  const note = standing === 'phone_only' ? t.savedHere : standing === 'approved' ? t.approvedNote : undefined
  const editable = meeting.status === 'draft' || meeting.status === 'returned'
  return (
    <ActionBar note={note}>
      {meeting.status === 'approved' && <Button icon="pencil" onClick={() => go(`write/${meeting.id}`)}>{t.askAmendment}</Button>}
      {editable && <Button icon="pencil" onClick={() => go(`write/${meeting.id}`)}>{t.editRecord}</Button>}
      {editable && <Button kind="main" onClick={() => submit(record)} disabled={conflicts.length > 0}>{meeting.status === 'returned' ? t.submitAgain : t.submit}</Button>}
      {meeting.status === 'submitted' && <Button icon="undo" onClick={() => { asking.value = 'withdraw' }}>{t.withdraw}</Button>}
      <Confirm kind={asking.value ?? 'withdraw'} record={record} open={asking.value !== null} onClose={() => { asking.value = null }} />
    </ActionBar>
  )
}

function DeleteButton({ record }: { record: Record }) {
  const asking = useSignal(false)
  if (record.meeting.status !== 'draft' && record.meeting.status !== 'returned') return null
  return (
    <div class="section">
      <Button kind="quiet" wide icon="bin" onClick={() => { asking.value = true }}>{t.deleteRecord}</Button>
      <Confirm kind="delete" record={record} open={asking.value} onClose={() => { asking.value = false }} />
    </div>
  )
}

const always = (): boolean => true

function LocalRecord({ record, beside, names }: { record: Record; beside: Beside; names: Names }) {
  const { meeting, marks } = record
  const branch = useBranch()
  const heads = countMarks(marks)
  const mine = !branch || worksFor(branch, meeting.org)
  return (
    <main class="page has-action">
      <PageHead title={titleOf(meeting)} sub={names.get(meeting.org)} onBack={() => back('meetings')} aside={<DeliveryChip />} />
      <Steps record={record} />
      <RecordCards pending={record} beside={beside} names={names} />
      <Section title={t.content}><Content meeting={meeting} heads={heads} names={names} follows={meeting.status === 'submitted' || meeting.status === 'approved'} /></Section>
      <Section title={t.people}>
        <Card><HeadCount heads={heads} /><Quorum kind={meeting.kind} purpose={meeting.purpose} heads={heads} /><Attendances marks={marks} names={names} /></Card>
      </Section>
      <FilesSection meeting={meeting.id} exists={always} approved={meeting.status === 'approved'} />
      <div class="section"><ButtonLink wide icon="text" href={to(`print/${meeting.id}`)}>{t.print.preview}</ButtonLink></div>
      <StoryOf record={record} names={names} />
      <p class="as-of"><a href={to(`opinions?${new URLSearchParams({ route: `record/${meeting.id}`, about: titleOf(meeting) }).toString()}`)}>{t.opinion}</a></p>
      {mine ? <><DeleteButton record={record} /><Actions record={record} /></> : <p class="as-of">{t.notMine}</p>}
    </main>
  )
}

export function RecordPage({ path }: PageProps) {
  const id = path[0] ?? ''
  const names = useNames()
  const read = useLive([...PENDING_TOPICS, 'row:review', 'row:member'], store => readRecord(store, id), [id])
  if (read === undefined) return <main class="page"><PageHead title={wordFor(shell.tabs, 'meetings')} onBack={() => back('meetings')} aside={<DeliveryChip />} /><Waiting>{shell.loading}</Waiting></main>
  const { record, pending, beside } = read
  if (record && me.value) return <><LocalRecord record={record} beside={beside} names={names} /><DiscardSheet /></>
  return <><RemoteRecord id={id} cards={<RecordCards pending={pending} beside={beside} names={names} />} /><DiscardSheet /></>
}
