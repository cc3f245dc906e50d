/** Periods by their keys: a month `2026-11`, a quarter `2026-Q4`, a year `2026`. */
import { periodsOf, periodText } from './time'

export type Grain = 'month' | 'quarter' | 'year'

const two = (value: number): string => String(value).padStart(2, '0')

export function grainOf(key: string): Grain {
  return /^\d{4}-\d{2}$/.test(key) ? 'month' : /^\d{4}-Q[1-4]$/.test(key) ? 'quarter' : 'year'
}

export const isPeriod = (key: string): boolean => /^[1-9]\d{3}(-(Q[1-4]|0[1-9]|1[0-2]))?$/.test(key)

/** First month of a period, counted from year 0. */
function firstMonth(key: string): number {
  const year = Number(key.slice(0, 4)) * 12
  const grain = grainOf(key)
  return year + (grain === 'month' ? Number(key.slice(5)) - 1 : grain === 'quarter' ? (Number(key.slice(6)) - 1) * 3 : 0)
}

function keyAt(grain: Grain, month: number): string {
  const year = Math.floor(month / 12)
  if (grain === 'year') return String(year)
  return grain === 'month' ? `${year}-${two((month % 12) + 1)}` : `${year}-Q${Math.floor((month % 12) / 3) + 1}`
}

/** The quarter of a day. */
export const quarterOf = (day: string): string => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`

/** The first day of a quarter: 2027-Q1 begins on 2027-01-01. */
export const firstDayOf = (quarter: string): string => `${quarter.slice(0, 4)}-${two(firstMonth(quarter) % 12 + 1)}-01`

/** The period that holds an instant. */
export function periodAt(grain: Grain, at: number): string {
  const [month, quarter, year] = periodsOf(at) as [string, string, string]
  return { month, quarter, year }[grain]
}

const LENGTH: Record<Grain, number> = { month: 1, quarter: 3, year: 12 }

/** The period `by` steps later (or earlier). */
export const stepped = (key: string, by: number): string => keyAt(grainOf(key), firstMonth(key) + by * LENGTH[grainOf(key)])

/** The period of another grain at the end of this one: the quarter of a month, the last month of a quarter; never beyond `now`. */
export function regrained(key: string, grain: Grain, now: number): string {
  const last = firstMonth(key) + LENGTH[grainOf(key)] - 1
  const today = firstMonth(periodAt('month', now))
  const holdsToday = firstMonth(key) <= today && today <= last
  return keyAt(grain, holdsToday ? today : last)
}

/** A quarter where its year must be read too: '2026 第四季度', 'Q4 2026'; a year as it is. */
export function periodInYear(period: string): string {
  const [year, named] = [period.slice(0, 4), periodText(period)]
  if (!period.includes('Q')) return period
  return named.includes(year) ? named : `${year} ${named}`
}
