/** Times of rooms on a phone: half hours, the days of a booking that comes back, and whose a room is by the rows that lie here. */
import type { RoomClosureRow } from '../generated/http'
import type { Booking } from '../rows'
import { DAY_MS } from '../time'

export const SLOT_MINUTES = 30
const OCCURRENCES_AT_MOST = 60
export type Repeat = '' | 'weekly' | 'monthly'

export const clockOf = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** The instant of a minute of a day, as clocks at the mine show it. */
export const instantOf = (on: string, minute: number): number => Date.parse(`${on}T00:00:00+08:00`) + minute * 60_000

/** Half hours from one minute until another. */
export const halfHours = (from: number, until: number): number[] => Array.from({ length: Math.max(0, Math.floor((until - from) / SLOT_MINUTES)) }, (_, at) => from + at * SLOT_MINUTES)

const isoOf = (at: number): string => new Date(at).toISOString().slice(0, 10)
export const dayAfter = (day: string, days: number): string => isoOf(Date.parse(day) + days * DAY_MS)

/** The same weekday of the same number in a later month; null where that month has none. */
function inMonth(first: Date, number: number): string | null {
  const start = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + number, 1))
  const day = new Date(start.getTime() + ((first.getUTCDay() - start.getUTCDay() + 7) % 7 + Math.floor((first.getUTCDate() - 1) / 7) * 7) * DAY_MS)
  return day.getUTCMonth() === start.getUTCMonth() ? isoOf(day.getTime()) : null
}

/** The days of a booking, as the server finds them: `tests/vectors/rooms.json` holds both to it. */
export function occurrences(on: string, repeat: Repeat, until: string): string[] {
  const first = new Date(`${on}T00:00:00Z`)
  const days = [on]
  for (let number = 1; repeat && number < OCCURRENCES_AT_MOST; number++) {
    const day = repeat === 'weekly' ? dayAfter(on, 7 * number) : inMonth(first, number)
    if (day === null) continue
    if (day > until) break
    days.push(day)
  }
  return days
}

export interface Wanted { room: string; on: string; start: number; end: number }

/** Who has the room at that time, as far as this phone knows; null where it is free. */
export function holderOf<T extends Booking>({ room, on, start, end }: Wanted, bookings: readonly T[]): T | null {
  return bookings.find(one => one.room === room && one.on === on && one.start < end && start < one.end && (one.state === 'accepted' || one.state === 'asked')) ?? null
}

/** The closure that a time of a room falls into. */
export function closureOf({ room, on, start, end }: Wanted, closures: readonly RoomClosureRow[]): RoomClosureRow | null {
  const [from, until] = [instantOf(on, start), instantOf(on, end)]
  return closures.find(one => one.room === room && one.starts_at < until && from < one.ends_at) ?? null
}
