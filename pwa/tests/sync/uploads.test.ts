/** Bytes of files under bad networks: after all text, each byte once, never lost, never hurried. */
import { expect, test, vi } from 'vitest'
import { attachIntent, bytesOf, detachIntent, dropFiles, keepFile, keptFiles } from '../../src/sync/files'
import { databaseOf } from '../../src/sync/device'
import { StorageFull } from '../../src/sync/store'
import { nextPiece } from '../../src/sync/uploads'
import { Bench, openPhone, setPlace } from './bench'
import { attach, FileServer, photoBytes, ready, type Fault } from './files'
import { rawText } from './raw'

async function bench(account?: string) {
  const server = new FileServer()
  return { server, made: new Bench(await openPhone(account), server.transport, { tus: server }) }
}

/** A row of numbers that looks random and is the same for the same seed. */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const stored = (server: FileServer, id: string): Uint8Array => Uint8Array.from(server.uploads.get(id)!.bytes)

test('text goes first, then the bytes; once the row says stored they leave the phone', async () => {
  const { server, made } = await bench()
  const bytes = photoBytes(200_000)
  await attach(made.phone, 'f1', bytes)
  expect((await made.phone.delivery()).files).toBe(1)
  expect(server.asked).toEqual([])
  await made.drain()
  expect(server.applied.map(one => one.name)).toEqual(['file.attach.v1'])
  expect(server.asked[0]).toBe('begin')
  expect(Buffer.compare(stored(server, 'f1'), bytes)).toBe(0)
  expect(await keptFiles(made.phone.store)).toEqual([])
  expect(await bytesOf(made.phone.store, 'f1', 'whole')).toBeNull()
  expect((await made.phone.delivery()).files).toBe(0)
})

test('cuts at any byte, lost requests and lost answers: every byte arrives once, in its place', async () => {
  for (let seed = 1; seed <= 30; seed++) {
    const { server, made } = await bench()
    const roll = dice(seed)
    const files = [photoBytes(1 + Math.floor(roll() * 400_000), seed), photoBytes(1 + Math.floor(roll() * 90_000), seed + 1000)]
    server.fault = (what, _, size): Fault => {
      const kind = roll()
      if (kind < 0.5) return null
      if (kind < 0.65) return 'lost_request'
      return kind < 0.8 || what === 'begin' ? 'lost_reply' : { cut_at: Math.floor(roll() * size) }
    }
    for (const [at, bytes] of files.entries()) await attach(made.phone, `f${at}`, bytes)
    await made.drain(400)
    expect(files.map((_, at) => server.rowOf(`f${at}`)['state']), `seed ${seed}`).toEqual(['stored', 'stored'])
    expect(server.arrived, `seed ${seed}`).toBe(files[0]!.length + files[1]!.length)
    expect(await keptFiles(made.phone.store)).toEqual([])
  }
}, 60_000)

test('a mutation that is saved meanwhile cuts the piece, goes first, and the bytes go on from the cut', async () => {
  const { server, made } = await bench()
  await attach(made.phone, 'f1', photoBytes(300_000))
  const order: string[] = []
  let saved = false
  server.onPiece = async () => {
    order.push(`bytes after ${server.applied.length} mutations`)
    if (saved) return
    saved = true
    await made.phone.record([setPlace('m2', null, '井口会议室')])
    made.sender.wake('saved')
  }
  await made.drain(20)
  expect(order[0]).toBe('bytes after 1 mutations')
  expect(order.slice(1).every(one => one === 'bytes after 2 mutations')).toBe(true)
  expect(server.asked.slice(0, 4)).toEqual(['begin', 'send 0', 'begin', `send ${32 * 1024}`])
  expect(server.arrived).toBe(300_000)
})

test('bytes that were changed on the way go again from the start, and are refused after the third time; the phone keeps them', async () => {
  const { server, made } = await bench()
  server.fault = what => (what === 'send' ? 'changed' : null)
  const bytes = photoBytes(30_000)
  await attach(made.phone, 'f1', bytes)
  await made.drain(4)
  expect(server.rowOf('f1')['state']).toBe('refused')
  expect(server.arrived).toBe(90_000)
  expect(await keptFiles(made.phone.store)).toMatchObject([{ id: 'f1', state: 'refused' }])
  expect(new Uint8Array((await bytesOf(made.phone.store, 'f1', 'whole'))!)).toEqual(bytes)
  expect((await made.phone.delivery()).files).toBe(0)
})

test('once changed and then right: stored', async () => {
  const { server, made } = await bench()
  let times = 1
  server.fault = what => (what === 'send' && times-- > 0 ? 'changed' : null)
  await attach(made.phone, 'f1', photoBytes(30_000))
  await made.drain()
  expect(server.rowOf('f1')['state']).toBe('stored')
})

test('bytes without a row are never sent: held, they wait on the phone; given up, they go', async () => {
  const { server, made } = await bench()
  server.judge = () => ({ result: 'held', reason: 'locked' })
  await attach(made.phone, 'f1', photoBytes(5_000))
  await made.drain(3)
  expect(server.asked).toEqual([])
  expect(await keptFiles(made.phone.store)).toMatchObject([{ id: 'f1', state: 'held' }])
  const [open] = await made.phone.open()
  await made.phone.close([[open!.log, open!.mid]], 'seen')
  await made.drain(2)
  expect(await keptFiles(made.phone.store)).toMatchObject([{ state: 'held' }])
  server.putRow('f1', { size: 5_000, state: 'pending', sha256: (await keptFiles(made.phone.store))[0]!.sha256 })
  await made.drain(4)
  expect(server.rowOf('f1')['state']).toBe('stored')
  expect(await keptFiles(made.phone.store)).toEqual([])
})

test('a rejected file stays until a person gives it up', async () => {
  const { server, made } = await bench()
  server.judge = () => ({ result: 'rejected', problem: { code: 'files.too_many', title: '照片已满', detail: '最多 3 份' } })
  await attach(made.phone, 'f1', photoBytes(5_000))
  await made.drain(3)
  expect(await keptFiles(made.phone.store)).toMatchObject([{ state: 'rejected' }])
  const [open] = await made.phone.open()
  await made.phone.close([[open!.log, open!.mid]], 'discarded')
  await made.drain(2)
  expect(await keptFiles(made.phone.store)).toEqual([])
  expect(server.asked).toEqual([])
})

test('the same photo again: the server has it, and nothing is sent', async () => {
  const { server, made } = await bench()
  await attach(made.phone, 'f1', photoBytes(50_000))
  await made.drain()
  server.fault = what => (what === 'begin' ? (server.putRow('f2', { state: 'stored' }), null) : null)
  await attach(made.phone, 'f2', photoBytes(50_000))
  await made.drain()
  expect(server.arrived).toBe(50_000)
  expect(await keptFiles(made.phone.store)).toEqual([])
})

test('a file that was taken away elsewhere is not sent, not counted, and stays until a person lets it go', async () => {
  const { server, made } = await bench()
  made.awake = false
  await attach(made.phone, 'f1', photoBytes(50_000))
  await made.drain(2)
  server.put('branch:1', 'file_asset', { id: 'f1' }, true)
  made.awake = true
  await made.drain(2)
  expect(server.asked).toEqual([])
  expect(await keptFiles(made.phone.store)).toMatchObject([{ state: 'lost' }])
  expect((await made.phone.delivery()).files).toBe(0)
  await dropFiles(made.phone.store, ['f1'])
  expect(await bytesOf(made.phone.store, 'f1', 'whole')).toBeNull()
})

test('a file removed here keeps its bytes until the server has heard it; held, they are sent after all', async () => {
  const { server, made } = await bench()
  made.awake = false
  await attach(made.phone, 'f1', photoBytes(9_000))
  await made.drain(2)
  const judge = server.judge
  server.judge = () => ({ result: 'held', reason: 'locked' })
  await made.phone.record([detachIntent('f1', 1)])
  made.awake = true
  await made.drain(4)
  expect(server.rowOf('f1')['state']).toBe('stored')
  server.judge = judge
  await attach(made.phone, 'f2', photoBytes(9_000, 2))
  await made.phone.record([detachIntent('f2', 0)])
  await made.drain(4)
  expect(await keptFiles(made.phone.store)).toEqual([])
})

test('another tab is sending: this one sends no byte', async () => {
  const { server, made } = await bench()
  made.free = false
  await attach(made.phone, 'f1', photoBytes(9_000))
  await made.drain(3)
  expect([server.requests.length, server.asked.length]).toEqual([0, 0])
  made.free = true
  await made.drain(3)
  expect(server.arrived).toBe(9_000)
})

test('a page long out of sight sends no bytes; back in sight it goes on', async () => {
  const { server, made } = await bench()
  made.awake = false
  await attach(made.phone, 'f1', photoBytes(9_000))
  await made.drain(3)
  expect([server.applied.length, server.asked.length]).toEqual([1, 0])
  made.awake = true
  made.sender.wake('visible')
  await made.step()
  expect(server.arrived).toBe(9_000)
})

test('the day\'s share is used up: text flows on, bytes wait as long as they were told', async () => {
  const { server, made } = await bench()
  server.fault = what => (what === 'begin' ? { kind: 'later', after_s: 3600, why: 'quota' } : null)
  await attach(made.phone, 'f1', photoBytes(9_000))
  await made.drain(2)
  expect(await keptFiles(made.phone.store)).toMatchObject([{ trouble: 'quota' }])
  server.fault = () => null
  await made.phone.record([setPlace('m2', null, '三号会议室')])
  made.sender.wake('button')
  await made.step()
  expect([server.applied.length, server.asked.length]).toEqual([2, 1])
  made.now += 3600_000
  await made.drain(3)
  expect(server.rowOf('f1')['state']).toBe('stored')
})

test('a network that takes text and no bytes is asked ever more rarely, and the button tries at once', async () => {
  const { server, made } = await bench()
  server.fault = () => 'lost_request'
  await attach(made.phone, 'f1', photoBytes(9_000))
  const began = made.now
  await made.drain(12)
  expect(made.now - began).toBeGreaterThan(60_000)
  const asked = server.asked.length
  server.fault = () => null
  made.sender.wake('button')
  await made.step()
  expect(server.asked.length).toBeGreaterThan(asked)
  expect(server.rowOf('f1')['state']).toBe('stored')
})

test('a server that never moves on is not asked without end', async () => {
  const { server, made } = await bench()
  server.fault = what => (what === 'send' ? { kind: 'at', offset: 0 } : null)
  await attach(made.phone, 'f1', photoBytes(9_000))
  made.sender.wake('button')
  await made.step()
  expect(server.asked.length).toBeLessThan(10)
  expect(made.waits_ms[0]).toBeGreaterThan(1_000)
})

test('a full disk: neither the photo nor its mutation is kept, and what was recorded stands', async () => {
  const { server, made } = await bench()
  await made.phone.record([setPlace('m1', null, '三号会议室')])
  const file = await ready(made.phone, 'f1', photoBytes(9_000))
  const put = IDBObjectStore.prototype.put
  const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, value: unknown) {
    if (this.name === 'bytes') throw new DOMException('no room', 'QuotaExceededError')
    return put.call(this, value)
  })
  await expect(made.phone.record([attachIntent(file)], { files: [file] })).rejects.toBeInstanceOf(StorageFull)
  await expect(keepFile(made.phone.store, file)).rejects.toBeInstanceOf(StorageFull)
  full.mockRestore()
  expect(await keptFiles(made.phone.store)).toEqual([])
  await made.phone.record([setPlace('m1', '三号会议室', '井口会议室')])
  await made.drain()
  expect(server.applied.map(one => one.name)).toEqual(['meeting.create.v1', 'meeting.set.v1'])
})

test('what lies on the disk outlives a restart, and neither the photo nor its name can be read there', async () => {
  const { made } = await bench('files-at-rest')
  const words = new TextEncoder().encode('照片里的会议室'.repeat(20))
  await attach(made.phone, 'f1', words)
  const raw = await rawText(databaseOf('files-at-rest'))
  expect(raw).toContain('f1')
  expect(raw).not.toContain('照片里的会议室')
  expect(raw).not.toContain('现场.jpg')
  await made.phone.store.close()
  const again = await openPhone('files-at-rest')
  expect(new Uint8Array((await bytesOf(again.store, 'f1', 'whole'))!)).toEqual(words)
  expect((await again.delivery()).files).toBe(1)
})

test('pieces shrink on a slow network and grow on a quick one, within bounds', () => {
  expect([nextPiece(65536, 100), nextPiece(65536, 8_000), nextPiece(65536, 30_000)]).toEqual([131072, 65536, 32768])
  expect([nextPiece(1024 * 1024, 1), nextPiece(16 * 1024, Infinity)]).toEqual([1024 * 1024, 16 * 1024])
})
