/** The days of a booking by the server's own vectors, and whose a room is by the rows on a phone. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { rooms } from '../../src/rooms'
import { readCentre, readOwn } from '../../src/rooms/reading'
import { telling } from '../../src/rooms/telling'
import { closureOf, halfHours, holderOf, instantOf, occurrences, type Repeat } from '../../src/rooms/times'
import type { Booking } from '../../src/rows'
import { overlay, paint } from '../../src/sync/overlay'
import type { Row, Shown } from '../../src/sync'

interface Vector { name: string; on: string; repeat: Repeat; until: string; days: string[] }
const vectors = JSON.parse(readFileSync('../tests/vectors/rooms.json', 'utf8')) as Vector[]

test.each(vectors)('$name', ({ on, repeat, until, days }) => { expect(occurrences(on, repeat, until)).toEqual(days) })

test('a series never has more than sixty days', () => { expect(occurrences('2026-11-16', 'weekly', '2030-01-01')).toHaveLength(60) })

const booking = (id: string, part: Partial<Booking>): Booking & Row => ({ id, rev: 1, room: 'r', room_name: '图书室', branch: 'b', on: '2026-11-18', start: 540, end: 600, purpose: id, state: 'accepted', series: '', offers: [], ...part }) as Booking & Row

describe('on a phone', () => {
  const tables: Record<string, unknown[]> = {
    room: [{ id: 'r', name: '图书室', place: 2, state: 'open' }, { id: 'q', name: '健身室', place: 1, state: 'open' }, { id: 'x', name: '旧室', place: 0, state: 'off' }],
    room_rule: [{ id: 'rule', opens: 420, closes: 1320, cancel_hours: 2 }],
    room_closure: [{ id: 'c', room: 'q', starts_at: instantOf('2026-11-18', 480), ends_at: instantOf('2026-11-19', 480), reason: '检修', state: 'standing' }],
    organisation: [{ id: 'b', name: '综采一区党支部' }],
    booking: [booking('late', { start: 600, end: 660 }), booking('early', {}), booking('gone', { state: 'cancelled' }), booking('theirs', { branch: 'other', on: '2026-11-20' }), booking('refused', { state: 'refused' }), booking('over', { on: '2026-11-01' })],
  }
  const phone = { rows: (table: string) => Promise.resolve(tables[table]) } as unknown as Parameters<typeof readCentre>[0]

  test('rooms stand in their order, and what was given back is free', async () => {
    const centre = await readCentre(phone)
    expect(centre.rooms.map(one => one.name)).toEqual(['健身室', '图书室'])
    const wanted = { room: 'r', on: '2026-11-18', start: 570, end: 630 }
    expect(holderOf(wanted, centre.taken)?.purpose).toBe('early')
    expect(holderOf({ ...wanted, start: 660, end: 720 }, centre.taken)).toBeNull()
    expect(closureOf({ ...wanted, room: 'q' }, centre.closures)?.reason).toBe('检修')
    expect(closureOf({ room: 'q', on: '2026-11-19', start: 480, end: 540 }, centre.closures)).toBeNull()
  })

  test('a branch sees what is its own and need still be looked at', async () => {
    expect((await readOwn(phone, 'b', instantOf('2026-11-17', 600))).map(one => one.purpose)).toEqual(['early', 'refused', 'late'])
  })
})

test('what is asked for without a network is a row at once, and says what it is in the queue', () => {
  const mutation = { mid: 1, name: 'booking.ask.v1', row: 'n', base: 0, at: {}, args: { branch: 'b', room: 'r', on: '2026-11-18', start: 540, end: 600, purpose: '主题党日' }, shows: { room_name: '图书室', series: '' } } as unknown as Shown
  const [row] = overlay([], paint([mutation], rooms.effects!).get('booking')) as (Booking & Row)[]
  expect([row!.state, row!.room_name, row!.start]).toEqual(['asked', '图书室', 540])
  expect(telling.says(mutation, new Map())).toContainEqual(['用途', '主题党日'])
  expect(telling.record(mutation)).toBe('rooms/booking/n')
  expect(halfHours(540, 660)).toEqual([540, 570, 600, 630])
})
