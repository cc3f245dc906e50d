/** Repairing the queue entry by entry: sent again, given up with a reason, and by itself what depended on something that came to be. */
import { expect, test } from 'vitest'
import { givingUp } from '../../src/sync/log'
import type { Phone } from '../../src/sync/phone'
import type { Mutation, Outcome } from '../../src/sync/types'
import { Bench, openPhone, setPlace } from './bench'
import { FakeServer } from './server'

type Verdict = Omit<Outcome, 'mid'>
const DEPENDS: Verdict = { result: 'held', reason: 'depends' }

async function judged(judge: (mutation: Mutation) => Verdict): Promise<{ phone: Phone; server: FakeServer; bench: Bench }> {
  const [phone, server] = [await openPhone(), new FakeServer()]
  server.judge = judge
  return { phone, server, bench: new Bench(phone, server.transport) }
}

const states = async (phone: Phone, row: string) => (await phone.story(row)).map(entry => [entry.mid, entry.state, entry.closed, entry.outcome?.result])

test('what depended on a missing record is sent again by itself when the record comes, in its order and once', async () => {
  let known = false
  const { phone, server, bench } = await judged(() => (known ? { result: 'applied' } : DEPENDS))
  await phone.record([setPlace('m', 'a', 'b'), setPlace('m', 'b', 'c'), setPlace('other', 'x', 'y')])
  await bench.drain()
  expect((await phone.open()).map(entry => entry.mid)).toEqual([1, 2, 3])
  known = true
  server.put('branch:1', 'meeting', { id: 'm', place: 'a' })
  await bench.drain()
  expect(server.applied.map(one => [one.mid, one.set])).toEqual([[4, { place: ['a', 'b'] }], [5, { place: ['b', 'c'] }]])
  expect(await states(phone, 'm')).toEqual([[1, 'done', 'resent', 'held'], [2, 'done', 'resent', 'held'], [4, 'done', null, 'applied'], [5, 'done', null, 'applied']])
  expect((await phone.open()).map(entry => entry.row)).toEqual(['other'])
  server.put('branch:1', 'meeting', { id: 'm', place: 'z' })
  await bench.drain()
  expect(server.applied).toHaveLength(2)
})

test('so it is when the office carries out the making of a record that its author may not see', async () => {
  const { phone, server, bench } = await judged(() => DEPENDS)
  await phone.record([setPlace('m', 'a', 'b')])
  await bench.drain()
  server.put('person:1', 'held', { id: 'h', row: 'm', state: 'open' })
  await bench.drain()
  expect((await phone.story('m')).length).toBe(1)
  server.judge = () => ({ result: 'held', reason: 'rights' })
  server.put('person:1', 'held', { id: 'h', row: 'm', state: 'applied' })
  await bench.drain()
  expect(await states(phone, 'm')).toEqual([[1, 'done', 'resent', 'held'], [2, 'open', null, 'held']])
})

test('so it is when the record comes with the very answer that says it was missing', async () => {
  const { phone, server, bench } = await judged(mutation => (mutation.mid === 1 ? DEPENDS : { result: 'applied' }))
  server.put('branch:1', 'meeting', { id: 'm', place: 'a' })
  await phone.record([setPlace('m', 'a', 'b')])
  await bench.drain()
  expect(await states(phone, 'm')).toEqual([[1, 'done', 'resent', 'held'], [2, 'done', null, 'applied']])
})

test('what is held for another reason waits for a person, whatever comes', async () => {
  const { phone, server, bench } = await judged(() => ({ result: 'held', reason: 'locked' }))
  await phone.record([setPlace('m', 'a', 'b')])
  await bench.drain()
  server.put('branch:1', 'meeting', { id: 'm', place: 'z' })
  await bench.drain()
  expect(await states(phone, 'm')).toEqual([[1, 'open', null, 'held']])
})

test('a quarantined entry is tried again under a new number, with the same words', async () => {
  const { phone, server, bench } = await judged(mutation => (mutation.mid === 1 ? { result: 'quarantined' } : { result: 'applied' }))
  await phone.record([setPlace('m', 'a', 'b')])
  await bench.drain()
  await phone.resend(await phone.open())
  await bench.drain()
  expect(server.applied.map(({ mid, name, row, set }) => [mid, name, row, set])).toEqual([[2, 'meeting.set.v1', 'm', { place: ['a', 'b'] }]])
  expect(await phone.open()).toEqual([])
})

test('giving up is a mutation with a reason, and the entry stays in the log', async () => {
  const { phone, server, bench } = await judged(mutation => (mutation.name === 'meeting.set.v1' ? { result: 'rejected', reason: 'x' } : { result: 'applied' }))
  await phone.record([setPlace('m', 'a', 'b')])
  await bench.drain()
  const [entry] = await phone.open()
  await phone.record(...givingUp(entry!, '记错了'))
  expect(await states(phone, 'm')).toEqual([[1, 'done', 'discarded', 'rejected'], [2, 'waiting', null, undefined]])
  await bench.drain()
  expect(server.applied.map(({ name, row, args }) => [name, row, args])).toEqual([['mutation.discard.v1', 'm', { log: entry!.log, mid: 1, reason: '记错了' }]])
  expect((await phone.entry([entry!.log, 1]))?.mutation.set).toEqual({ place: ['a', 'b'] })
  expect((await phone.lastDone(5)).map(one => one.mid)).toEqual([2, 1])
})
