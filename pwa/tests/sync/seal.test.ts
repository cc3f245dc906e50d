/** What lies on the disk: nothing a person typed or was told can be read without the key, nothing opens in another place or for another person. */
import { expect, test } from 'vitest'
import { databaseOf } from '../../src/sync/device'
import { drafts, keepDraft } from '../../src/sync/drafts'
import { prepare, take } from '../../src/sync/exchange'
import { CLEAR, isSealed, Opener, SealBroken } from '../../src/sync/seal'
import type { Row } from '../../src/sync/types'
import { Bench, openPhone, sealOf, setPlace } from './bench'
import { rawText } from './raw'
import { FakeServer } from './server'

const WORDS = ['三号会议室', '讨论了井下安全', '曹明因病请假', '没有这个权限', '草稿里的话', '半页来的名字']

/** Fills a phone with one of each: a row, a kept page, entries of each state, a draft. */
async function filled(bench: Bench, server: FakeServer): Promise<void> {
  server.put('branch:1', 'attendance', { id: 'a1', meeting: 'm1', reason: '曹明因病请假' })
  server.judge = mutation => (mutation.row === 'm2' ? { result: 'rejected', problem: { code: 'x', title: '', detail: '没有这个权限' } } : { result: 'applied' })
  await bench.phone.record([setPlace('m1', null, '三号会议室'), setPlace('m2', null, '讨论了井下安全')])
  await bench.drain()
  await bench.phone.record([setPlace('m1', '三号会议室', '讨论了井下安全', 1)])
  await keepDraft(bench.phone.store, 'meeting:m3', { agenda: '草稿里的话' })
  for (let n = 0; n < 3; n++) server.put('site', 'organisation', { id: `o${n}`, name: '半页来的名字' })
  server.page = 2
  const prepared = await prepare(bench.phone.store, 'test')
  const reply = await server.transport(prepared.request)
  if (reply.kind === 'answer') await take(bench.phone.store, prepared, reply.answer, {}, 1)
}

test('no typed word and no told word stands in the raw database, and all of them on the screen', async () => {
  const server = new FakeServer()
  const bench = new Bench(await openPhone(), server.transport)
  await filled(bench, server)
  const raw = await rawText(databaseOf(bench.phone.account))
  expect(WORDS.filter(word => raw.includes(word))).toEqual([])
  expect(/meeting\.create|rejected|"place"/.exec(raw)).toBeNull()
  const seen = JSON.stringify([await bench.phone.rows('meeting'), await bench.phone.children('attendance', 'm1'), await bench.phone.open(), await bench.phone.story('m1'), await drafts(bench.phone.store, 'meeting:')])
  for (const word of WORDS.slice(0, -1)) expect(seen).toContain(word)
})

test('where the browser cannot seal, the same phone keeps everything in clear: the dump would find it', async () => {
  const server = new FakeServer()
  const bench = new Bench(await openPhone('clear', CLEAR), server.transport)
  await filled(bench, server)
  const raw = await rawText(databaseOf('clear'))
  expect(WORDS.filter(word => raw.includes(word))).toEqual(WORDS)
})

test('another person\'s key opens nothing, and changes nothing', async () => {
  const phone = await openPhone('owner')
  await phone.record([setPlace('m1', null, '三号会议室')])
  const other = await openPhone('owner', await sealOf('somebody else'))
  await expect(other.waiting()).rejects.toBeInstanceOf(SealBroken)
  await expect(other.rows('meeting')).rejects.toBeInstanceOf(SealBroken)
  expect((await phone.waiting())[0]!.mutation.set!['place']![1]).toBe('三号会议室')
})

test('a sealed value opens only in the place it was sealed for', async () => {
  const seal = await sealOf('owner')
  const kept = await seal.seal('rows/meeting/m1', { place: '三号会议室' })
  expect(isSealed(kept)).toBe(true)
  await expect(seal.unseal('rows/meeting/m2', kept)).rejects.toBeInstanceOf(SealBroken)
  expect(await seal.unseal('rows/meeting/m1', kept)).toEqual({ place: '三号会议室' })
})

test('the same value sealed twice is not the same on the disk', async () => {
  const seal = await sealOf('owner')
  const [one, two] = await Promise.all([seal.seal('x', '到会'), seal.seal('x', '到会')])
  expect([...(isSealed(one) ? one.iv : [])]).not.toEqual([...(isSealed(two) ? two.iv : [])])
})

test('bytes come back as they were', async () => {
  const seal = await sealOf('owner')
  const bytes = Uint8Array.from({ length: 70_000 }, (_, at) => at % 251).buffer
  const kept = await seal.sealBytes('files/f1', bytes)
  expect(isSealed(kept)).toBe(true)
  expect(new Uint8Array(await seal.unsealBytes('files/f1', kept))).toEqual(new Uint8Array(bytes))
})

test('a value that lies in clear from before is read as it is', async () => {
  expect(await (await sealOf('owner')).unseal<Row>('rows/meeting/m1', { id: 'm1', rev: 3 })).toEqual({ id: 'm1', rev: 3 })
})

test('what was open the last time is not opened again', async () => {
  const seal = await sealOf('owner')
  const kept = await seal.seal('x', { place: 'a' })
  const opener = new Opener<unknown>(seal, value => value)
  const [first] = await opener.open([['x', kept]])
  const [again] = await opener.open([['x', kept]])
  expect(again).toBe(first)
})
