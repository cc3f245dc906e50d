/** How many notices this person has not read, for whatever leads to them. */
import { useLive } from './live'
import type { As, NoticeRead, Notice } from './rows'
import type { Phone } from './sync'

/** The notices of this phone, newest first, and those of them that are read. */
export async function readNotices(phone: Phone): Promise<{ notices: As<Notice>[]; read: ReadonlySet<string> }> {
  const [notices, read] = await Promise.all([phone.rows<As<Notice>>('notice'), phone.rows<As<NoticeRead>>('notice_read')])
  return { notices: notices.sort((a, b) => b.at - a.at), read: new Set(read.map(one => one.notice)) }
}

export const useUnread = (): number => useLive(['row:notice', 'row:notice_read', 'log'], async phone => {
  const { notices, read } = await readNotices(phone)
  return notices.filter(one => !read.has(one.id)).length
}) ?? 0
