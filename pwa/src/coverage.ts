/**
 * Whether an organisation was visited often enough in a month, on a phone that may have been away for days: days as ISO text, no zone.
 * `server/domain/guides/rules/coverage.py` says the same; `tests/vectors/coverage.json` holds both to it.
 */
import type { Colour } from './ui'

export type CoverageStanding = 'covered' | 'open' | 'warning' | 'missed' | 'free'
/** From a day until the first one on which it is no longer so. */
export type Span = readonly [from: string, to: string | null]
export interface Month { month: string; spans: readonly Span[]; days: readonly string[] }
export interface Cadence { visits: number; warn_days: number }

const COLOURS: Record<CoverageStanding, Colour> = { covered: 'green', open: 'grey', warning: 'yellow', missed: 'red', free: 'grey' }
export const colourOf = (standing: CoverageStanding): Colour => COLOURS[standing]

export const holds = ([from, to]: Span, day: string): boolean => from <= day && (to === null || day < to)

export function monthDays(month: string): [first: string, last: string] {
  const last = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate()
  return [`${month}-01`, `${month}-${last}`]
}

export function warnOn(month: string, { warn_days }: Cadence): string {
  const last = Number(monthDays(month)[1].slice(8))
  return `${month}-${String(Math.min(Math.max(last - warn_days + 1, 1), last)).padStart(2, '0')}`
}

export function coverageOf({ month, spans, days }: Month, cadence: Cadence, today: string): CoverageStanding {
  const [first, last] = monthDays(month)
  const warn = warnOn(month, cadence)
  if (days.filter(day => first <= day && day <= last).length >= cadence.visits) return 'covered'
  if (!spans.some(span => holds(span, warn))) return 'free'
  if (today > last) return 'missed'
  return today >= warn ? 'warning' : 'open'
}
