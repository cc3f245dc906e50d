/** Pulls: per scope, complete or not at all, and only from where the phone stands. */
import { expect, test, vi } from 'vitest'
import { take, prepare } from '../../src/sync/exchange'
import { done } from '../../src/sync/store'
import type { Row, SyncAnswer } from '../../src/sync/types'
import { Bench, openPhone, setPlace } from './bench'
import { asked, FakeServer } from './server'

const ids = async (bench: Bench, table = 'meeting') => (await bench.phone.rows(table)).map(row => row.id).sort()

async function bench() {
  const server = new FakeServer()
  return { server, made: new Bench(await openPhone(), server.transport) }
}

test('several pages show at once, when the last has come', async () => {
  const { server, made } = await bench()
  for (let n = 0; n < 5; n++) server.put('branch:1', 'member', { id: `m${n}`, name: `${n}` })
  server.page = 2
  const prepared = await prepare(made.phone.store, 'test')
  const page = async () => {
    const reply = await server.transport((await prepare(made.phone.store, 'test')).request)
    if (reply.kind === 'answer') await take(made.phone.store, prepared, reply.answer, {}, 1)
  }
  await page()
  await page()
  expect(await ids(made, 'member')).toEqual([])
  await page()
  expect(await ids(made, 'member')).toEqual(['m0', 'm1', 'm2', 'm3', 'm4'])
  expect(server.requests.map(one => one.cursors['branch:1'] ?? 0)).toEqual([0, 2, 4])
})

test('a page that does not follow on the cursor changes nothing', async () => {
  const { server, made } = await bench()
  server.put('branch:1', 'member', { id: 'a', name: '赵' })
  const prepared = await prepare(made.phone.store, 'test')
  const reply = await server.transport(prepared.request)
  const answer = (reply as { answer: SyncAnswer }).answer
  await take(made.phone.store, prepared, answer, {}, 1)
  const stale = { ...answer, scopes: { 'branch:1': { ...answer.scopes['branch:1']!, rows: { member: { columns: ['id', 'rev', 'name'], values: [['a', 1, '旧']] } } } } }
  await take(made.phone.store, prepared, stale, {}, 2)
  expect((await made.phone.rows<Row & { name: string }>('member'))[0]!.name).toBe('赵')
})

test('a row leaves one scope and stays in the other; it goes with the last', async () => {
  const { server, made } = await bench()
  server.put('branch:1', 'member', { id: 'a', name: '赵' })
  server.put('person:a', 'member', { id: 'a', name: '赵' })
  await made.drain()
  server.put('branch:1', 'member', { id: 'a', name: '赵' }, true)
  await made.drain()
  expect(await ids(made, 'member')).toEqual(['a'])
  server.put('person:a', 'member', { id: 'a', name: '赵' }, true)
  await made.drain()
  expect(await ids(made, 'member')).toEqual([])
})

test('a scope that left the person takes its rows along; pending mutations stay', async () => {
  const { server, made } = await bench()
  server.put('branch:1', 'member', { id: 'a', name: '赵' })
  server.put('site', 'organisation', { id: 'o', name: '矿党委' })
  await made.drain()
  await made.phone.record([setPlace('m9', null, 'x')])
  server.scopes.delete('branch:1')
  server.judge = () => ({ result: 'held', reason: 'rights' })
  await made.drain()
  expect(await ids(made, 'member')).toEqual([])
  expect(await ids(made, 'organisation')).toEqual(['o'])
  expect((await made.phone.open())[0]!.outcome).toMatchObject({ result: 'held', reason: 'rights' })
  expect(await ids(made)).toEqual(['m9'])
})

test('a reset replaces the rows of its scope, over several pages too', async () => {
  const { server, made } = await bench()
  for (let n = 0; n < 6; n++) server.put('branch:1', 'member', { id: `old${n}`, name: 'x' })
  await made.drain()
  server.beginAnew('branch:1')
  for (let n = 0; n < 4; n++) server.put('branch:1', 'member', { id: `new${n}`, name: 'y' })
  server.page = 3
  await made.drain()
  expect(await ids(made, 'member')).toEqual(['new0', 'new1', 'new2', 'new3'])
})

test('an own change stays in sight while its rows are still coming', async () => {
  const { server, made } = await bench()
  await made.phone.record([setPlace('m1', null, 'a')])
  server.page = 1
  for (let n = 0; n < 3; n++) server.put('branch:1', 'meeting', { id: `x${n}`, place: 'b' })
  const prepared = await prepare(made.phone.store, 'test')
  const reply = await server.transport(prepared.request)
  if (reply.kind === 'answer') await take(made.phone.store, prepared, reply.answer, {}, 1)
  expect((await made.phone.story('m1'))[0]!.state).toBe('settling')
  expect(await ids(made)).toEqual(['m1'])
  await made.drain()
  expect((await made.phone.story('m1'))[0]!.state).toBe('done')
  expect(await ids(made)).toEqual(['m1', 'x0', 'x1', 'x2'])
})

test('the rows of one parent are found without reading the others', async () => {
  const { server, made } = await bench()
  server.put('branch:1', 'attendance', { id: 'a1', meeting: 'm1', status: 'present' })
  server.put('branch:1', 'attendance', { id: 'a2', meeting: 'm2', status: 'leave' })
  await made.drain()
  expect((await made.phone.children('attendance', 'm2')).map(row => row.id)).toEqual(['a2'])
})

test('a reset also forgets pages that waited for their last', async () => {
  const { server, made } = await bench()
  for (let n = 0; n < 9; n++) server.put('branch:1', 'member', { id: `old${n}`, name: 'x' })
  server.page = 5
  const prepared = await prepare(made.phone.store, 'test')
  const reply = await server.transport(prepared.request)
  if (reply.kind === 'answer') await take(made.phone.store, prepared, reply.answer, {}, 1)
  server.beginAnew('branch:1')
  server.put('branch:1', 'member', { id: 'new1', name: 'y' })
  server.put('branch:1', 'member', { id: 'new2', name: 'y' })
  server.page = 1
  await made.drain()
  expect(await ids(made, 'member')).toEqual(['new1', 'new2'])
})

test('an answer asked for before a scope was taken away leaves no hole when it comes after', async () => {
  const both = await bench()
  const { server, made } = both
  server.put('branch:1', 'member', { id: 'a', name: '赵' })
  await made.drain()
  server.put('branch:1', 'member', { id: 'b', name: '钱' })
  const late = await asked(both)
  server.hidden.add('branch:1')
  await made.drain()
  await late()
  expect(await ids(made, 'member')).toEqual([])
  server.hidden.clear()
  await made.drain()
  expect(await ids(made, 'member')).toEqual(['a', 'b'])
})

test('a late answer for one scope does not bring an older row over the newer one of another', async () => {
  const both = await bench()
  const { server, made } = both
  server.spread(['branch:1', 'person:a'], 'member', { id: 'a', name: '赵' })
  server.hidden.add('person:a')
  const late = await asked(both)
  server.hidden.clear()
  server.hidden.add('branch:1')
  server.spread(['branch:1', 'person:a'], 'member', { id: 'a', name: '赵改' })
  await made.drain()
  await late()
  expect((await made.phone.rows<Row & { name: string }>('member'))[0]!.name).toBe('赵改')
})

/** The most calls of a function in one turn of the thread, and all of them: what a screen waits for at a time, and in all. */
function turnsOf<T extends object>(owner: T, name: keyof T & string) {
  const counted = { most: 0, all: 0 }
  let now = 0
  let turn = setImmediate(function reset() { now = 0; turn = setImmediate(reset) })
  const real = owner[name] as (...given: unknown[]) => unknown
  const spy = vi.spyOn(owner, name as never).mockImplementation(function (this: unknown, ...given: unknown[]) {
    counted.most = Math.max(counted.most, ++now)
    counted.all++
    return real.apply(this, given)
  } as never)
  return { counted, end: () => { clearImmediate(turn); spy.mockRestore() } }
}

test('a first sync seals and writes its rows in bundles, few at a time, and reads none of them', async () => {
  const { server, made } = await bench()
  for (let n = 0; n < 1_000; n++) server.put('branch:1', 'member', { id: `m${n}`, name: `${n}` })
  const [seals, puts, gets] = [turnsOf(crypto.subtle, 'encrypt'), turnsOf(IDBObjectStore.prototype, 'put'), turnsOf(IDBObjectStore.prototype, 'get')]
  await made.drain()
  for (const one of [seals, puts, gets]) one.end()
  expect(seals.counted.most).toBeLessThanOrEqual(5)
  expect([seals.counted.all, puts.counted.all].every(count => count >= 20 && count < 30)).toBe(true)
  expect(gets.counted.all).toBeLessThan(20)
  expect(await ids(made, 'member')).toHaveLength(1_000)
})

test('where pages before the last are lost, or lie here as an older version left them, the scope is read again from what is shown', async () => {
  const { server, made } = await bench()
  for (let n = 0; n < 9; n++) server.put('branch:1', 'member', { id: `m${n}`, name: `${n}` })
  server.page = 3
  const first = await asked({ server, made })
  await first()
  await made.phone.store.write(['pages'], async table => {
    const [kept] = (await done(table('pages').getAll())) as { scope: string; to: number }[]
    table('pages').put({ scope: kept!.scope, to: kept!.to, page: { iv: new Uint8Array(12), box: new ArrayBuffer(20) } })
  })
  await made.drain()
  expect(await ids(made, 'member')).toHaveLength(9)
  expect(server.requests.map(one => one.cursors['branch:1'] ?? 0)).toEqual([0, 3, 6, 0, 3, 6])
})
