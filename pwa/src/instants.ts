/** Instants (epoch ms) and days in the mine's own time zone, as a person writes them. */
import { language } from './text'

const ZONE = 'Asia/Shanghai'
const MINUTE_MS = 60_000

const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
})
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

export interface Local { year: number; month: number; day: number; time: string }

/** Calendar day and time of day of an instant. */
export function localOf(at: number): Local {
  const found: Record<string, string> = {}
  for (const part of parts.formatToParts(at)) found[part.type] = part.value
  return { year: Number(found['year']), month: Number(found['month']), day: Number(found['day']), time: `${found['hour']}:${found['minute']}` }
}

export const timeOf = (at: number): string => localOf(at).time

/** `11月18日`; the year only when it is another than that of `now`. */
export function dayOf(at: number, now = Date.now()): string {
  const { year, month, day } = localOf(at)
  const other = year !== localOf(now).year
  if (language.value === 'en') return `${day} ${MONTHS[month - 1]}${other ? ` ${year}` : ''}`
  return `${other ? `${year}年` : ''}${month}月${day}日`
}

export const momentOf = (at: number, now = Date.now()): string => `${dayOf(at, now)} ${timeOf(at)}`

/** `11月18日 14:00–15:30`, with both days when the meeting crossed midnight. */
export function spanOf(start: number, end: number | null, now = Date.now()): string {
  if (end === null) return momentOf(start, now)
  const sameDay = dayOf(start, now) === dayOf(end, now)
  return `${momentOf(start, now)}–${sameDay ? timeOf(end) : momentOf(end, now)}`
}

/** `6 分钟`, `5 小时`, `3 天`: one unit, rounded down, so that it reads at a glance. */
export function lengthOf(length_ms: number): string {
  const minutes = Math.max(0, Math.floor(length_ms / MINUTE_MS))
  const english = language.value === 'en'
  const say = (count: number, zh: string, en: string) => (english ? `${count} ${en}${count === 1 ? '' : 's'}` : `${count} ${zh}`)
  if (minutes < 60) return say(minutes, '分钟', 'minute')
  if (minutes < 48 * 60) return say(Math.floor(minutes / 60), '小时', 'hour')
  return say(Math.floor(minutes / (24 * 60)), '天', 'day')
}
