/** All records of the branch with where each stands; for a member without a post, the meetings that expected them. */
import { useSignal } from '@preact/signals'
import { branchId, useBranch, useNames, worksFor, type Branch, type Names } from '../branch'
import { DeliveryChip } from '../delivery'
import { useLive } from '../live'
import { to } from '../route'
import type { As, Attendance, Conflict, Issue, Meeting } from '../rows'
import { me } from '../session'
import { drafts, type Draft, type Phone } from '../sync'
import { clockOf, dayText, minute, momentText, periodsOf, periodText } from '../time'
import { ButtonLink, Chips, Empty, Icon, PageHead, Row, Rows, Section, Tag, Waiting, type IconName, type Tone } from '../ui'
import { shell } from '../words'
import { OwnAttendance } from './AttendancePage'
import { titleOf } from './format'
import { needsPerson, standingOf, type Standing } from './standing'
import './meetings.css'
import { t } from './words'
import { DRAFTS, type Writing } from './writing'

const LOOK: Record<Standing, { icon: IconName; tone: Tone }> = {
  conflict: { icon: 'fork', tone: 'heed' }, refused: { icon: 'alert', tone: 'heed' }, held: { icon: 'lock', tone: 'heed' }, twice: { icon: 'people', tone: 'heed' }, returned: { icon: 'undo', tone: 'heed' },
  phone_only: { icon: 'phone', tone: 'ink' }, draft: { icon: 'pencil', tone: 'ink' }, submitted: { icon: 'inbox', tone: 'ink' }, approved: { icon: 'check', tone: 'green' },
}

export const StandingTag = ({ standing }: { standing: Standing }) => <Tag tone={LOOK[standing].tone} icon={LOOK[standing].icon}>{t.standing[standing]}</Tag>

interface Item { meeting: Meeting; standing: Standing; waiting: boolean }

/** Reads the log once for all records, not once for each. */
async function readItems(phone: Phone, branch: Branch): Promise<Item[]> {
  const [meetings, conflicts, marks] = await Promise.all([phone.rows<As<Meeting>>('meeting'), phone.rows<As<Conflict>>('conflict'), phone.rows<As<Attendance>>('attendance')])
  const twice = new Set((await phone.rows<As<Issue>>('issue')).filter(one => one.state === 'open').flatMap(one => [one.meeting, one.other]))
  const entries = [...(await phone.waiting()), ...(await phone.open())]
  const meetingOf = new Map(marks.map(mark => [mark.id, mark.meeting]))
  return meetings.filter(one => one.branch === branch.id && worksFor(branch, one.org)).map(meeting => {
    const own = entries.filter(entry => entry.row === meeting.id || entry.mutation.args?.['meeting'] === meeting.id)
    const open = conflicts.filter(one => one.state === 'open' && (one.row === meeting.id || meetingOf.get(one.row) === meeting.id))
    return { meeting, standing: standingOf(meeting, own, open, twice.has(meeting.id)), waiting: own.some(entry => entry.state === 'waiting') }
  }).sort((a, b) => (b.meeting.held_start ?? Infinity) - (a.meeting.held_start ?? Infinity))
}

function MeetingRow({ item, names }: { item: Item; names: Names }) {
  const { meeting, standing, waiting } = item
  const group = meeting.org !== meeting.branch && names.get(meeting.org)
  const sub = [meeting.held_start !== null && `${dayText(meeting.held_start, minute.value)} ${clockOf(meeting.held_start)}`, group || meeting.place].filter(Boolean).join(' · ')
  return (
    <Row href={to(`record/${meeting.id}`)} title={titleOf(meeting)} sub={sub || t.nothingWritten}
      tags={<><StandingTag standing={standing} />{waiting && standing !== 'phone_only' && <StandingTag standing="phone_only" />}</>} />
  )
}

function byMonth(items: readonly Item[]): [string, Item[]][] {
  const months = new Map<string, Item[]>()
  for (const item of items) {
    const month = item.meeting.held_start === null ? '' : periodsOf(item.meeting.held_start)[0]!
    months.set(month, [...(months.get(month) ?? []), item])
  }
  return [...months]
}

type Filter = 'all' | 'mine' | 'unsent'
const passes: Record<Filter, (item: Item) => boolean> = { all: () => true, mine: item => needsPerson(item.standing), unsent: item => item.waiting }
const NONE: Record<Filter, () => readonly [IconName, string, string]> = {
  all: () => ['book', t.noMeetings, t.noMeetingsText], mine: () => ['check', t.nothingMine, t.nothingMineText], unsent: () => ['cloudDone', t.nothingUnsent, t.nothingUnsentText],
}

/** A record that this phone no longer shows can only be decided where everything that waits is listed. */
function Deleted() {
  const count = useLive(['row:conflict'], async phone => (await phone.rows<As<Conflict>>('conflict')).filter(one => one.field === 'deleted' && one.state === 'open').length)
  return count ? <div class="section"><Rows><Row href={to('delivery')} lead={<Icon name="fork" size={26} />} title={t.deletedClash} tags={<StandingTag standing="conflict" />} /></Rows></div> : null
}

function Drafts({ found }: { found: readonly Draft<Writing>[] }) {
  if (!found.length) return null
  return (
    <Section title={t.drafts}>
      <Rows>{found.map(one => <Row key={one.id} href={to(`write/${one.content.id}`)} lead={<Icon name="pencil" size={26} />} title={t.draftOf(shell.kinds[one.content.fields.kind])} sub={t.draftSaved(momentText(one.saved_at, minute.value))} />)}</Rows>
    </Section>
  )
}

function BranchMeetings({ branch }: { branch: Branch }) {
  const names = useNames()
  const filter = useSignal<Filter>('all')
  const items = useLive(['row:meeting', 'row:conflict', 'row:issue', 'row:attendance', 'log'], phone => readItems(phone, branch), [branch])
  const lying = useLive(['drafts'], phone => drafts<Writing>(phone.store, DRAFTS)) ?? []
  if (!items) return <Waiting>{shell.loading}</Waiting>
  const count = (one: Filter) => items.filter(passes[one]).length
  const choices = (['all', 'mine', 'unsent'] as const).map(value => ({ value, label: `${t.filters[value]} ${count(value)}` }))
  const shown = items.filter(passes[filter.value])
  const [icon, title, text] = NONE[filter.value]()
  return (
    <>
      <Chips<Filter> label={t.meetings} columns={3} choices={choices} value={filter.value} onChoose={value => { filter.value = value }} />
      {filter.value !== 'unsent' && <Deleted />}
      {filter.value === 'all' && <Drafts found={lying.filter(one => one.content.branch === branch.id)} />}
      {byMonth(shown).map(([month, ofMonth]) => (
        <Section key={month} title={month ? periodText(month) : t.drafts}><Rows>{ofMonth.map(item => <MeetingRow key={item.meeting.id} item={item} names={names} />)}</Rows></Section>
      ))}
      {!shown.length && <Empty icon={icon} title={title}>{text}</Empty>}
      <div class="float"><ButtonLink kind="main" wide icon="plus" href={to('write/new')}>{t.record}</ButtonLink></div>
    </>
  )
}

export function ListPage() {
  const branch = useBranch()
  return (
    <main class={branch ? 'page home' : 'page'}>
      <PageHead title={t.meetings} sub={branch ? (branch.leads ? branch.name : branch.orgs[0]?.name) : me.value?.name} aside={<DeliveryChip />} />
      {branch === undefined && branchId.value ? <Waiting>{shell.loading}</Waiting> : branch ? <BranchMeetings branch={branch} /> : <OwnAttendance member={me.value?.member ?? null} />}
    </main>
  )
}
