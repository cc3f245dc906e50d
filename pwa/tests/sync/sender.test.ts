/** The sender under bad networks: nothing lost, nothing doubled, nothing hurried. */
import { expect, test } from 'vitest'
import { closeGap, prepare, take } from '../../src/sync/exchange'
import { backoff_ms } from '../../src/sync/backoff'
import type { Row, Transport } from '../../src/sync/types'
import { Bench, openPhone, setPlace } from './bench'
import { doubling, FakeServer, first, losingReplies, portal } from './server'

type Meeting = Row & { place: string }
const places = async (bench: Bench) => (await bench.phone.rows<Meeting>('meeting')).map(row => row.place).sort()

async function bench(wrap: (server: FakeServer) => ConstructorParameters<typeof Bench>[1] = server => server.transport) {
  const server = new FakeServer()
  const made = new Bench(await openPhone(), wrap(server))
  return { server, made }
}

test('what is saved is seen at once, sent once, and then comes from the server', async () => {
  const { server, made } = await bench()
  await made.phone.record([setPlace('m1', null, '三号会议室')])
  expect(await places(made)).toEqual(['三号会议室'])
  await made.drain()
  expect(server.applied.length).toBe(1)
  expect(await made.phone.waiting()).toEqual([])
  expect((await made.phone.rows('meeting'))[0]!.rev).toBe(1)
  expect((await made.phone.story('m1'))[0]).toMatchObject({ state: 'done', outcome: { result: 'applied' } })
  expect((await made.phone.delivery()).server.delivered_at).toBe(made.now)
})

test('a lost reply: sent again, applied once, answered once', async () => {
  const { server, made } = await bench(server => losingReplies(server.transport, 2))
  await made.phone.record([setPlace('m1', null, 'a'), setPlace('m2', null, 'b')])
  await made.drain()
  expect(server.applied.map(one => one.row)).toEqual(['m1', 'm2'])
  expect(server.requests.length).toBe(3)
  expect(await made.phone.waiting()).toEqual([])
})

test('a request that arrives twice has one effect', async () => {
  const { server, made } = await bench(server => doubling(server.transport))
  await made.phone.record([setPlace('m1', null, 'a')])
  await made.drain()
  expect(server.applied.length).toBe(1)
  expect(await places(made)).toEqual(['a'])
})

test('a login page of the network is no answer, and nothing is taken for delivered', async () => {
  const { server, made } = await bench(server => portal(server.transport, 1))
  await made.phone.record([setPlace('m1', null, 'a')])
  made.sender.wake('button')
  await made.step()
  expect(made.state.trouble).toBe('no_answer')
  expect((await made.phone.waiting()).length).toBe(1)
  expect((await made.phone.delivery()).server.answered_at).toBeNull()
  await made.step()
  expect(server.applied.length).toBe(1)
})

test('a fault that nobody foresaw is told to support and not to the person, and is tried again', async () => {
  const server = new FakeServer()
  const notes: string[] = []
  let faults = 1
  const transport: Transport = request => { if (faults-- > 0) throw new TypeError('x is not a function'); return server.transport(request) }
  const made = new Bench(await openPhone(), transport, { note: (_, why) => { notes.push(why) } })
  await made.phone.record([setPlace('m1', null, 'a')])
  made.sender.wake('button')
  await made.step()
  expect(made.state).toMatchObject({ trouble: 'refused', detail: '' })
  expect(notes).toContain('TypeError: x is not a function')
  await made.step()
  expect([made.state.trouble, server.applied.length]).toEqual([null, 1])
})

test('many mutations go in batches of two hundred, in order, with an unbroken chain', async () => {
  const { server, made } = await bench()
  await made.phone.record(Array.from({ length: 450 }, (_, n) => setPlace(`m${n}`, null, `${n}`)))
  await made.drain()
  expect(server.requests.slice(0, 3).map(one => one.mutations.length)).toEqual([200, 200, 50])
  expect(server.applied.map(one => one.mid)).toEqual(Array.from({ length: 450 }, (_, n) => n + 1))
  const { head } = server.requests[2]!
  expect(head).toMatch(/^[0-9a-f]{16}$/)
  expect([...server.logs.values()][0]!.head!.slice(0, 16)).toBe(head)
})

test('a request that is too large is halved', async () => {
  const { server, made } = await bench(server => async request => (request.mutations.length > 60 ? { kind: 'too_large' } : server.transport(request)))
  await made.phone.record(Array.from({ length: 200 }, (_, n) => setPlace(`m${n}`, null, 'a')))
  await made.drain()
  expect(server.applied.length).toBe(200)
})

test('after an answer that did not come, little is asked for at a time, until one comes', async () => {
  const asked: (number | undefined)[] = []
  const { made } = await bench(server => async request => {
    asked.push(request.limit)
    return asked.length === 2 ? { kind: 'none' } : server.transport(request)
  })
  for (let turn = 0; turn < 4; turn++) { made.sender.wake('button'); await made.step() }
  expect(asked).toEqual([undefined, undefined, 500, undefined])
})

test('a gap: what the server lost is sent again from what is kept', async () => {
  const { server, made } = await bench()
  await made.phone.record([setPlace('m1', null, 'a'), setPlace('m2', null, 'b')])
  await made.drain()
  const log = [...server.logs.values()][0]!
  Object.assign(log, { acked: 1, head: server.requests[0]!.mutations.length ? (await made.phone.story('m1'))[0]!.head : null })
  await made.phone.record([setPlace('m3', null, 'c')])
  await made.drain()
  expect(server.applied.map(one => one.row)).toEqual(['m1', 'm2', 'm2', 'm3'])
  expect(await made.phone.waiting()).toEqual([])
})

test('a server restored from a backup is told again what it lost, without a new mutation', async () => {
  const { server, made } = await bench()
  await made.phone.record([setPlace('m1', null, 'a')])
  await made.drain()
  server.logs.clear()
  server.epoch = '2-restored'
  made.sender.wake('button')
  await made.step()
  expect(server.applied.length).toBe(2)
  expect((await made.phone.delivery()).server.epoch).toBe('2-restored')
})

test('a fork: a copied database goes on in a new log with what is unanswered', async () => {
  const { server, made } = await bench()
  await made.phone.record([setPlace('m1', null, 'a')])
  await made.drain()
  const log = await made.phone.log_id()
  Object.assign(server.logs.get(log)!, { acked: 2, head: 'ff'.repeat(32) })
  await made.phone.record([setPlace('m2', null, 'b')])
  await made.drain()
  expect(await made.phone.log_id()).not.toBe(log)
  expect(server.applied.map(one => one.row)).toEqual(['m1', 'm2'])
  expect(await made.phone.waiting()).toEqual([])
})

test('a server that knows more of this log than the phone: an old copy takes a new log', async () => {
  const { server, made } = await bench()
  await made.phone.record([setPlace('m1', null, 'a')])
  await made.drain()
  const log = await made.phone.log_id()
  server.checkHeads = false
  server.logs.get(log)!.acked = 9
  await made.phone.record([setPlace('m2', null, 'b')])
  await made.drain()
  expect(await made.phone.log_id()).not.toBe(log)
  expect(server.applied.map(one => one.row)).toEqual(['m1', 'm2'])
})

test('a late answer to a log that was rewound meanwhile leaves no hole', async () => {
  const { server, made } = await bench()
  await made.phone.record([setPlace('m1', null, 'a')])
  await made.drain()
  await made.phone.record([setPlace('m2', null, 'b')])
  const late = await prepare(made.phone.store, 'test')
  const answer = await server.transport(late.request)
  server.logs.clear()
  await closeGap(made.phone.store, late.request.log, 1)
  if (answer.kind === 'answer') await take(made.phone.store, late, answer.answer, {}, 1)
  expect((await made.phone.waiting()).map(one => one.row)).toEqual(['m1', 'm2'])
  await made.drain()
  expect(server.applied.map(one => one.row)).toEqual(['m1', 'm2', 'm1', 'm2'])
})

test('a session that ended keeps everything and asks for a login', async () => {
  const { server, made } = await bench(server => first([{ kind: 'login', detail: '登录已失效' }], server.transport))
  await made.phone.record([setPlace('m1', null, 'a')])
  made.sender.wake('saved')
  await made.step()
  expect(made.state).toMatchObject({ trouble: 'login', detail: '登录已失效' })
  expect(await places(made)).toEqual(['a'])
  made.sender.wake('login')
  await made.step()
  expect(made.state.trouble).toBeNull()
  expect(server.applied.length).toBe(1)
})

test('another person is logged in in this browser: nothing is sent', async () => {
  const { server, made } = await bench()
  await made.phone.record([setPlace('m1', null, 'a')])
  made.allowed = false
  made.sender.wake('saved')
  await made.step()
  expect(server.requests).toEqual([])
  expect(made.state.trouble).toBe('login')
})

test('Retry-After is honoured, also when a person presses the button', async () => {
  const { made } = await bench(server => first([{ kind: 'later', after_s: 90 }], server.transport))
  made.sender.wake('start')
  await made.step()
  made.sender.wake('button')
  expect(made.waits_ms).toEqual([90_000])
})

test('a returning network is met after a random wait within the spread', async () => {
  const { made } = await bench()
  made.random = 0.25
  made.sender.wake('online')
  expect(made.waits_ms).toEqual([5_000])
})

test('failures back off with full jitter up to five minutes; the button goes at once', async () => {
  expect([0, 1, 5, 20].map(failures => backoff_ms(failures, 1))).toEqual([2_000, 4_000, 64_000, 300_000])
  expect(backoff_ms(20, 0)).toBe(0)
  const { made } = await bench(() => async () => ({ kind: 'none' }))
  made.sender.wake('start')
  for (let n = 0; n < 4; n++) await made.step()
  expect(made.waits_ms[0]).toBe(backoff_ms(4, 0.5))
  made.sender.wake('button')
  expect(made.waits_ms).toEqual([0])
})

test('refused mutations block nothing, and what was typed stays in sight', async () => {
  const { server, made } = await bench()
  server.judge = mutation => (mutation.row === 'bad' ? { result: 'rejected', reason: 'meeting.times', problem: { code: 'meeting.times', title: '时间不对', detail: '结束早于开始' } } : { result: 'applied' })
  await made.phone.record([setPlace('bad', null, 'x'), setPlace('good', null, 'y')])
  await made.drain()
  expect(server.applied.map(one => one.row)).toEqual(['good'])
  expect(await places(made)).toEqual(['x', 'y'])
  const [open] = await made.phone.open()
  await made.phone.close([[open!.log, open!.mid]], 'discarded')
  expect(await places(made)).toEqual(['y'])
  expect((await made.phone.story('bad'))[0]).toMatchObject({ state: 'done', closed: 'discarded' })
})

test('sending a refused mutation anew puts the old one aside in the same breath', async () => {
  const { server, made } = await bench()
  server.judge = () => ({ result: 'rejected' })
  await made.phone.record([setPlace('m1', null, 'x')])
  await made.drain()
  server.judge = () => ({ result: 'applied' })
  const [open] = await made.phone.open()
  await made.phone.record([setPlace('m1', null, 'z')], { resends: [[open!.log, open!.mid]] })
  await made.drain()
  expect(await made.phone.open()).toEqual([])
  expect(await places(made)).toEqual(['z'])
})

test('an answer that comes again does not bring back what a person put aside', async () => {
  const { server, made } = await bench()
  server.judge = () => ({ result: 'rejected' })
  await made.phone.record([setPlace('m1', null, 'x')])
  const prepared = await prepare(made.phone.store, 'test')
  const reply = await server.transport(prepared.request)
  const again = () => (reply.kind === 'answer' ? take(made.phone.store, prepared, reply.answer, {}, 1) : null)
  await again()
  const [open] = await made.phone.open()
  await made.phone.close([[open!.log, open!.mid]], 'discarded')
  await again()
  expect(await made.phone.open()).toEqual([])
})

test('a refused mutation shows nothing over a row that the server has', async () => {
  const { server, made } = await bench()
  server.put('branch:1', 'meeting', { id: 'm1', place: '服务器上的' })
  server.judge = () => ({ result: 'rejected' })
  await made.phone.record([setPlace('m1', null, '本机的')])
  await made.drain()
  expect(await places(made)).toEqual(['服务器上的'])
})
