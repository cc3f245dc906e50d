/** What the person is told of, by day, newest first; a tap opens the matter, and the notice is read. Works underground. */
import { useLive } from '../live'
import { back, go, to } from '../route'
import type { As, Notice } from '../rows'
import { clockOf, dayOf, dayText, minute, weekdayText } from '../time'
import { Button, ButtonLink, Empty, Icon, PageHead, Row, Rows, Section, Tag, Waiting } from '../ui'
import { readNotices } from '../unread'
import { shell } from '../words'
import './notices.css'
import { byDay, markRead, readSubjects, sentenceOf } from './notices'
import { t } from './words'

const YESTERDAY_MS = 86_400_000

type Found = Awaited<ReturnType<typeof readNotices>>

export const unreadOf = (found: Found | undefined): As<Notice>[] => found?.notices.filter(one => !found.read.has(one.id)) ?? []

function dayName(day: string): string {
  if (day === dayOf(minute.value)) return t.today
  if (day === dayOf(minute.value - YESTERDAY_MS)) return t.yesterday
  const at = Date.parse(`${day}T00:00:00Z`)
  return `${dayText(at, minute.value)} ${weekdayText(at)}`
}

function NoticeItem({ notice, subject, isRead }: { notice: As<Notice>; subject: string | undefined; isRead: boolean }) {
  const { icon, title, text } = sentenceOf(notice, subject)
  const open = () => { if (!isRead) markRead([notice.id]); go(notice.route) }
  return (
    <Row title={title} sub={<>{clockOf(notice.at)} · {text}</>} onClick={open} tags={!isRead && <Tag tone="heed" icon="alert">{t.isUnread}</Tag>}
      lead={<span class={isRead ? 'notice-icon' : 'notice-icon heed'}><Icon name={icon} size={26} /></span>} />
  )
}

/** What came, by day, with what marks all of it as read: the same on the phone and at a desk. */
export function NoticesList({ found }: { found: Found | undefined }) {
  const unread = unreadOf(found)
  const subjects = useLive(['row:project', 'row:meeting'], readSubjects)
  return (
    <>
      {unread.length > 1 && <Button wide icon="check" onClick={() => markRead(unread.map(one => one.id))}>{t.allRead}</Button>}
      {!found && <Waiting>{shell.loading}</Waiting>}
      {found?.notices.length === 0 && <Empty icon="inbox" title={t.none}>{t.noneText}</Empty>}
      {found && byDay(found.notices).map(([day, some]) => (
        <Section key={day} title={dayName(day)}><Rows>{some.map(one => <NoticeItem key={one.id} notice={one} subject={subjects?.get(one.route)} isRead={found.read.has(one.id)} />)}</Rows></Section>
      ))}
    </>
  )
}

export const useNotices = (): Found | undefined => useLive(['row:notice', 'row:notice_read', 'log'], readNotices)

export function NoticesPage() {
  const found = useNotices()
  const unread = unreadOf(found).length
  return (
    <main class="page">
      <PageHead title={t.title} sub={unread ? t.unread(unread) : undefined} onBack={() => back('me')} />
      <NoticesList found={found} />
      <div class="section"><ButtonLink wide icon="clock" href={to('notice-choices')}>{t.choices}</ButtonLink></div>
    </main>
  )
}
