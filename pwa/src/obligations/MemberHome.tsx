/** The home page of a member without a post: own attendance, and the way to the stars. */
import { attendanceText } from '../attended'
import { DeliveryCard, DeliveryChip, AsOf } from '../delivery'
import { useLive } from '../live'
import { to } from '../route'
import type { As, Attendance, Rating } from '../rows'
import { delivery, me } from '../session'
import { clockOf, dayText, minute, periodText, weekdayText } from '../time'
import { Empty, Icon, PageHead, Row, Rows, Section, Tag, type IconName } from '../ui'
import { shell } from '../words'
import { Visits } from './Visits'
import { t } from './words'

const LEAD: Partial<Record<Attendance['status'], IconName>> = { present: 'check', made_up: 'book', leave: 'clock', absent: 'close' }

export function MemberHome() {
  const member = me.value?.member ?? null
  const marks = useLive(['row:attendance'], async phone => (await phone.rows<As<Attendance>>('attendance')).filter(one => one.member === member), [member]) ?? []
  const rating = useLive(['row:rating'], async phone => (await phone.rows<As<Rating>>('rating')).sort((a, b) => b.quarter.localeCompare(a.quarter))[0] ?? null)
  const latest = [...marks].sort((a, b) => (b.held_start ?? 0) - (a.held_start ?? 0)).slice(0, 5)
  return (
    <main class="page home">
      <PageHead title={t.hello(me.value?.name ?? '')} sub={`${dayText(minute.value)} ${weekdayText(minute.value)}`} aside={<DeliveryChip />} />
      <p class="soft">{t.memberLead}</p>
      <AsOf at={delivery.value?.server.answered_at} />
      <Visits />
      <Section title={t.myStars}>
        <Rows><Row href={to('stars')} lead={<Icon name="star" size={30} />} title={rating ? periodText(rating.quarter) : t.myStars} sub={t.seeStars} /><Row href={to('score')} lead={<Icon name="board" size={28} />} title={t.assessment} /><Row href={to('more')} lead={<Icon name="people" size={28} />} title={t.more} /><Row href={to('notices')} lead={<Icon name="inbox" size={28} />} title={shell.notices} /></Rows>
      </Section>
      <Section title={t.lastMeetings} aside={<a class="link" href={to('attendance')}>{t.attendance}</a>}>
        {latest.length ? (
          <Rows>
            {latest.map(mark => (
              <Row key={mark.id} href={to(`record/${mark.meeting}`)} lead={<Icon name={LEAD[mark.status] ?? 'minus'} size={26} />} title={mark.meeting_title || shell.kinds[mark.meeting_kind]}
                sub={mark.held_start !== null && `${dayText(mark.held_start, minute.value)} ${clockOf(mark.held_start)}`} tags={<Tag>{attendanceText(mark.status, mark.reason)}</Tag>} />
            ))}
          </Rows>
        ) : <Empty icon="book" title={t.noneAttended}>{t.noneAttendedText}</Empty>}
      </Section>
      <Section title={t.syncCard}><DeliveryCard /></Section>
    </main>
  )
}
