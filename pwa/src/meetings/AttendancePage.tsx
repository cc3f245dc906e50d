/** A member's own attendance: each meeting that expected them, what it counts for and why, what can still be made up. Works without a network. */
import { useSignal } from '@preact/signals'
import { DeliveryChip } from '../delivery'
import { useLive } from '../live'
import type { PageProps } from '../part'
import { pointsText } from '../points'
import { back, to } from '../route'
import type { As, Attendance, Meeting, RatingLine } from '../rows'
import { me } from '../session'
import type { Phone } from '../sync'
import { clockOf, dayText, minute, periodsOf, periodText } from '../time'
import { Card, Chips, Empty, Meter, PageHead, Section, Tag, Waiting, type IconName, type Tone } from '../ui'
import { shell, wordFor } from '../words'
import { countMarks } from './rules'
import './meetings.css'
import { t } from './words'

const LOOK: Record<Attendance['status'], { icon: IconName; tone: Tone }> = {
  present: { icon: 'check', tone: 'green' }, made_up: { icon: 'book', tone: 'green' }, leave: { icon: 'clock', tone: 'yellow' }, absent: { icon: 'close', tone: 'heed' }, excluded: { icon: 'minus', tone: 'ink' },
}

/** A mark beside the lines of a rating that rest on it. */
export interface Counted { mark: Attendance; lines: RatingLine[] }

/** A mark that was made on this phone knows its meeting once the server has answered; until then the meeting itself is asked. */
const ofMeeting = (mark: Attendance, of: Meeting | undefined): Attendance =>
  (of && !mark.meeting_kind ? { ...mark, meeting_kind: of.kind, meeting_title: of.title, held_start: of.held_start, may_vote: true } : mark)

/** Own marks, the latest first, each with what became of it in the stars. */
export async function readOwn(phone: Phone, member: string | null): Promise<Counted[]> {
  const [marks, lines, all] = await Promise.all([phone.rows<As<Attendance>>('attendance'), phone.rows<As<RatingLine>>('rating_line'), phone.rows<As<Meeting>>('meeting')])
  const own = lines.filter(line => line.member === member)
  const meetings = new Map(all.map(one => [one.id, one]))
  return marks.filter(mark => mark.member === member).map(mark => ofMeeting(mark, meetings.get(mark.meeting)))
    .sort((a, b) => (b.held_start ?? 0) - (a.held_start ?? 0))
    .map(mark => ({ mark, lines: own.filter(line => line.evidence.some(one => one.table === 'meeting' && one.id === mark.meeting)) }))
}

export const quarterOf = ({ held_start }: Attendance): string => (held_start === null ? '' : periodsOf(held_start)[1]!)

/** What a mark counts for, in words: the lines that rest on it; otherwise why it does not count yet. */
export function whyText({ mark, lines }: Counted): string[] {
  if (lines.length) return lines.map(line => t.own.counts(line.text, line.points_tenths === null ? '' : pointsText(line.points_tenths)))
  return [mark.status === 'excluded' ? t.own.excluded : t.own.notYet]
}

function One({ counted }: { counted: Counted }) {
  const { mark } = counted
  const { icon, tone } = LOOK[mark.status]
  return (
    <Card title={mark.meeting_title || wordFor(shell.kinds, mark.meeting_kind)} aside={<Tag tone={tone} icon={icon}>{wordFor(shell.attendance, mark.status)}</Tag>}>
      <p class="small soft">{[mark.held_start !== null && `${dayText(mark.held_start, minute.value)} ${clockOf(mark.held_start)}`, mark.meeting_title && wordFor(shell.kinds, mark.meeting_kind), mark.reason !== wordFor(shell.attendance, mark.status) && mark.reason].filter(Boolean).join(' · ')}</p>
      {whyText(counted).map(why => <p key={why} class="small">{why}</p>)}
      {mark.status === 'absent' && <p class="small"><b>{t.own.makeUp}</b></p>}
      {!mark.may_vote && mark.status !== 'excluded' && <p class="small soft">{t.own.noVote}</p>}
      <div class="own-links"><a class="link" href={to(`record/${mark.meeting}`)}>{t.own.record}</a><a class="link" href={to(`correct/attendance/${mark.id}`)}>{t.own.correct}</a></div>
    </Card>
  )
}

function Summary({ counted }: { counted: readonly Counted[] }) {
  const heads = countMarks(counted.map(one => one.mark))
  const share = (n: number) => n / (heads.expected || 1)
  const counts = (['present', 'made_up', 'leave', 'absent'] as const).filter(status => heads[status] > 0).map(status => t.own.of(shell.attendance[status], heads[status]))
  const told = [t.own.expected(heads.expected), ...counts].join(' · ')
  return <Card><p class="own-count">{told}</p><Meter label={told} parts={[{ tone: 'green', share: share(heads.present + heads.made_up) }, { tone: 'yellow', share: share(heads.leave) }, { tone: 'ink', share: share(heads.absent) }]} /></Card>
}

export function OwnAttendance({ member }: { member: string | null }) {
  const all = useLive(['row:attendance', 'row:rating_line', 'row:meeting'], phone => readOwn(phone, member), [member])
  const chosen = useSignal<string | null>(null)
  if (!all) return <Waiting>{shell.loading}</Waiting>
  if (!all.length) return <Empty icon="book" title={t.noneAttended}>{t.noneAttendedText}</Empty>
  const quarters = [...new Set(all.map(one => quarterOf(one.mark)).filter(Boolean))].slice(0, 4)
  const quarter = chosen.value ?? quarters[0] ?? ''
  const shown = all.filter(one => quarterOf(one.mark) === quarter)
  return (
    <>
      {quarters.length > 1 && <Chips label={t.own.quarters} value={quarter} choices={quarters.map(value => ({ value, label: periodText(value) }))} onChoose={value => { chosen.value = value }} />}
      <Section title={t.myMeetings} aside={periodText(quarter)}>
        <Summary counted={shown} />
        {shown.map(one => <One key={one.mark.id} counted={one} />)}
      </Section>
      <p class="as-of">{t.own.rule}</p>
    </>
  )
}

export const AttendancePage = (_: PageProps) => (
  <main class="page">
    <PageHead title={t.own.title} sub={me.value?.name} onBack={() => back('me')} aside={<DeliveryChip />} />
    <OwnAttendance member={me.value?.member ?? null} />
  </main>
)
