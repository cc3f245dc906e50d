/** Instants as the mine reads them: Asia/Shanghai, whatever the phone is set to. China has kept UTC+8 without summer time since 1991. */
import { signal } from '@preact/signals'
import { language } from './text'

const OFFSET_MS = 8 * 3600 * 1000
export const MINUTE_MS = 60_000
export const HOUR_MS = 3_600_000
export const DAY_MS = 86_400_000

const shifted = (at: number): Date => new Date(at + OFFSET_MS)
const two = (n: number): string => String(n).padStart(2, '0')

/** 'YYYY-MM-DD' of an instant. */
export const dayOf = (at: number): string => shifted(at).toISOString().slice(0, 10)
/** 'HH:MM' of an instant. */
export const clockOf = (at: number): string => shifted(at).toISOString().slice(11, 16)
/** The instant of a day and a time of day; null where either is incomplete. */
export function instantOf(day: string, clock: string): number | null {
  const at = Date.parse(`${day}T${clock.length === 5 ? clock : 'x'}:00Z`)
  return Number.isNaN(at) ? null : at - OFFSET_MS
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const WEEKDAYS_ZH = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六']
const WEEKDAYS_EN = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

export const weekdayText = (at: number): string => (language.value === 'zh' ? WEEKDAYS_ZH : WEEKDAYS_EN)[shifted(at).getUTCDay()]!

/** '11月22日', with the year where it is not this one. */
export function dayText(at: number, now: number = Date.now()): string {
  const date = shifted(at)
  const sameYear = date.getUTCFullYear() === shifted(now).getUTCFullYear()
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()]
  if (language.value === 'zh') return `${sameYear ? '' : `${year}年`}${month + 1}月${day}日`
  return `${day} ${MONTHS[month]}${sameYear ? '' : ` ${year}`}`
}

/** '16:20' today, '昨天 16:20', '11月20日 16:20' before. */
export function momentText(at: number, now: number = Date.now()): string {
  const days = daysBetween(at, now)
  const clock = clockOf(at)
  if (days === 0) return clock
  if (days === 1) return `${language.value === 'zh' ? '昨天' : 'yesterday'} ${clock}`
  return `${dayText(at, now)} ${clock}`
}

/** Whole calendar days from one instant to another. */
export const daysBetween = (from: number, to: number): number =>
  Math.round((Date.parse(dayOf(to)) - Date.parse(dayOf(from))) / DAY_MS)

/** '16:00–17:30', with a word where it ends on the next day. */
export function spanText(start: number, end: number | null, now: number = Date.now()): string {
  const from = `${dayText(start, now)} ${clockOf(start)}`
  if (end === null) return from
  const next = daysBetween(start, end) > 0 ? (language.value === 'zh' ? '次日' : 'next day ') : ''
  return `${from}–${next}${clockOf(end)}`
}

/** '2026-11', '2026-Q4' or '2026' as people say it. */
export function periodText(period: string): string {
  const [year = '', rest = ''] = period.split('-')
  const zh = language.value === 'zh'
  if (!rest) return zh ? `${year}年` : year
  if (rest.startsWith('Q')) return zh ? `第${'一二三四'[Number(rest[1]) - 1]}季度` : `${rest} ${year}`
  return zh ? `${Number(rest)}月` : `${MONTHS[Number(rest) - 1]} ${year}`
}

/** A duty by its period and the word for its kind, in the order of the language. */
export const dutyText = (period: string, kind: string): string => (language.value === 'zh' ? periodText(period) + kind : `${kind}, ${periodText(period)}`)

/** The month, quarter and year an instant lies in, as obligations name their periods. */
export function periodsOf(at: number): string[] {
  const date = shifted(at)
  const year = date.getUTCFullYear()
  return [`${year}-${two(date.getUTCMonth() + 1)}`, `${year}-Q${Math.floor(date.getUTCMonth() / 3) + 1}`, `${year}`]
}

/** The present, by the minute, for screens that grow older while they are looked at. */
export const minute = signal(Date.now())
setInterval(() => { minute.value = Date.now() }, 30_000)
