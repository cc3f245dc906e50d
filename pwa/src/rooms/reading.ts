/** Reads rooms, their bookings and one booking's story from the rows on this phone. */
import type { BookingStepRow, RoomClosureRow, RoomRow, RoomRuleRow } from '../generated/http'
import type { As, Booking, Organisation } from '../rows'
import type { Phone } from '../sync'
import { dayOf } from '../time'

/** `rule` is null before the phone was ever in touch. `taken`: what stands and what waits, by day and time. */
export interface Centre { rooms: As<RoomRow>[]; rule: As<RoomRuleRow> | null; closures: As<RoomClosureRow>[]; taken: As<Booking>[]; names: ReadonlyMap<string, string> }

const byTime = (a: Booking, b: Booking): number => a.on.localeCompare(b.on) || a.start - b.start || a.room_name.localeCompare(b.room_name)

export async function readCentre(phone: Pick<Phone, 'rows'>): Promise<Centre> {
  const [rooms, rules, closures, bookings, orgs] = await Promise.all([
    phone.rows<As<RoomRow>>('room'), phone.rows<As<RoomRuleRow>>('room_rule'), phone.rows<As<RoomClosureRow>>('room_closure'), phone.rows<As<Booking>>('booking'), phone.rows<As<Organisation>>('organisation'),
  ])
  return {
    rooms: rooms.filter(one => one.state === 'open').sort((a, b) => a.place - b.place), rule: rules[0] ?? null, closures: closures.filter(one => one.state === 'standing'),
    taken: bookings.filter(one => one.state === 'accepted' || one.state === 'asked').sort(byTime), names: new Map(orgs.map(one => [one.id, one.name])),
  }
}

/** What a branch has asked for from a day on and need still look at, the next first: what stands, what waits, and what was refused. */
export async function readOwn(phone: Pick<Phone, 'rows'>, branch: string, now: number): Promise<As<Booking>[]> {
  const today = dayOf(now)
  const shown = new Set(['accepted', 'asked', 'refused'])
  return (await phone.rows<As<Booking>>('booking')).filter(one => one.branch === branch && one.on >= today && shown.has(one.state)).sort(byTime)
}

export interface BookingStory { booking: As<Booking>; steps: As<BookingStepRow>[]; series: As<Booking>[]; rule: As<RoomRuleRow> | null; rooms: ReadonlyMap<string, string>; waiting: boolean; refused: boolean }

export async function readBooking(phone: Phone, id: string): Promise<BookingStory | null> {
  const [booking, steps, all, rules, rooms, { waiting, open }] = await Promise.all([
    phone.row<As<Booking>>('booking', id), phone.children<As<BookingStepRow>>('booking_step', id), phone.rows<As<Booking>>('booking'), phone.rows<As<RoomRuleRow>>('room_rule'), phone.rows<As<RoomRow>>('room'), phone.touched(),
  ])
  if (!booking) return null
  const series = booking.series ? all.filter(one => one.series === booking.series).sort(byTime) : []
  return { booking, steps: steps.sort((a, b) => a.place - b.place), series, rule: rules[0] ?? null, rooms: new Map(rooms.map(one => [one.id, one.name])), waiting: waiting.has(id), refused: open.has(id) }
}
