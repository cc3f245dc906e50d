/** The sealed queue: what the server's own library seals and opens, the whole log with its chain, and nothing that reads without the key. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { chain } from '../../src/sync/digest'
import { keepDraft } from '../../src/sync/drafts'
import { sealTo } from '../../src/sync/hpke'
import type { Phone } from '../../src/sync/phone'
import { sealQueue } from '../../src/sync/rescue'
import { keepRescueKey, lacksRescueKey, readRescueKey } from '../../src/sync/rescueKey'
import { readSteps, Steps, STEPS_KEPT } from '../../src/sync/steps'
import type { Mutation } from '../../src/sync/types'
import { Bench, openPhone, setPlace } from './bench'
import { Opener } from './opener'
import { rawText } from './raw'
import { FakeServer } from './server'

const vector = JSON.parse(readFileSync(new URL('../../../tests/vectors/hpke.json', import.meta.url), 'utf8')) as Record<'private' | 'public' | 'box' | 'plain', string>
const bytes = (text: string) => Buffer.from(text, 'base64url')

test('the opener of these tests opens what the server’s library sealed, and what the phone seals', async () => {
  const opener = new Opener(bytes(vector.private))
  expect(opener.point.equals(bytes(vector.public))).toBe(true)
  expect(opener.open(bytes(vector.box), 'linghang rescue 1').toString()).toBe(vector.plain)
  const box = await sealTo(Uint8Array.from(opener.point), 'linghang rescue 1', new TextEncoder().encode('井下的记录'))
  expect(opener.open(Buffer.from(box), 'linghang rescue 1').toString()).toBe('井下的记录')
  const again = await sealTo(Uint8Array.from(opener.point), 'linghang rescue 1', new TextEncoder().encode('井下的记录'))
  expect(Buffer.from(again).equals(Buffer.from(box))).toBe(false)
})

const opener = new Opener()
const key = { key: opener.point.toString('base64url'), proof: 'account.mac' }
const sealed = async (phone: Phone, withDrafts = true) => sealQueue(phone.store, key, 'test', 7, withDrafts)

test('a sealed queue holds the whole log with the end of its chain, the drafts of records and what the sender did', async () => {
  const phone = await openPhone()
  const bench = new Bench(phone, new FakeServer().transport)
  await phone.record([setPlace('1', null, '一号会议室')])
  await bench.drain()
  await phone.record([setPlace('1', '一号会议室', '井口'), setPlace('2', null, '副井口')])
  await keepDraft(phone.store, 'meeting:3', { place: '没写完' })
  await keepDraft(phone.store, 'words:appeal/9', { text: '还没有想好的申诉' })
  new Steps(phone.store).note('need_login', 'login', 5)
  await vi.waitFor(async () => expect(await readSteps(phone.store)).toHaveLength(1))
  const { armour, mutations, drafts } = await sealed(phone)
  const { content } = opener.read(armour)
  const sent = content['mutations'] as Mutation[]
  expect(sent.map(one => [one.mid, one.row])).toEqual([[1, '1'], [2, '1'], [3, '2']])
  const heads = await chain(null, sent)
  expect(content).toMatchObject({ proof: 'account.mac', app: 'test', sealed_at: 7, acked: 1, log: await phone.log_id(), head: heads![2] })
  expect((content['drafts'] as { id: string }[]).map(one => one.id)).toEqual(['meeting:3'])
  expect(content['drafts']).toMatchObject([{ content: { place: '没写完' } }])
  expect(content['steps']).toMatchObject([{ state: 'need_login', why: 'login', at: 5 }])
  expect([mutations, drafts]).toEqual([3, 1])
})

test('drafts stay here where the person leaves them out', async () => {
  const phone = await openPhone()
  await phone.record([setPlace('1', null, 'a')])
  await keepDraft(phone.store, 'meeting:3', { place: '没写完' })
  expect(opener.read((await sealed(phone, false)).armour).content['drafts']).toEqual([])
})

test('nothing of the queue can be read in the file, and another key does not open it', async () => {
  const phone = await openPhone()
  await phone.record([setPlace('1', null, '320水平会议室')])
  const { armour } = await sealed(phone)
  expect(Buffer.from(armour.replace(/-----.*-----|\n/g, ''), 'base64').toString()).not.toContain('320')
  expect(() => new Opener().read(armour)).toThrow()
})

test('the code is of six plain characters, the server’s own, and another file has another', async () => {
  const phone = await openPhone()
  await phone.record([setPlace('1', null, 'a')])
  const [one, two] = [await sealed(phone), await sealed(phone)]
  expect(one.code).toMatch(/^[2-9A-HJ-KM-NP-TV-Z]{6}$/)
  expect(two.code).not.toBe(one.code)
  let number = createHash('sha256').update(opener.read(one.armour).sealed).digest().readUIntBE(0, 6)
  for (const character of one.code) {
    expect(character).toBe('23456789ABCDEFGHJKMNPQRSTVWXYZ'[number % 30])
    number = Math.floor(number / 30)
  }
})

test('where an earlier link of the chain is unknown, none is claimed', async () => {
  const phone = await openPhone()
  const bench = new Bench(phone, new FakeServer().transport)
  await phone.record([setPlace('1', null, 'a')])
  await bench.drain()
  await phone.store.write(['log'], async table => {
    const all = table('log').openCursor()
    await new Promise<void>(resolve => { all.onsuccess = () => { const at = all.result; if (at) { at.update({ ...at.value, head: null }); at.continue() } else resolve() } })
  })
  await phone.record([setPlace('1', 'a', 'b')])
  expect(opener.read((await sealed(phone)).armour).content['head']).toBeNull()
})

test('the key is asked for once in each epoch, and lies under the person’s own key', async () => {
  const phone = await openPhone()
  const server = new FakeServer()
  const bench = new Bench(phone, server.transport)
  expect(await lacksRescueKey(phone.store)).toBe(false)
  await bench.drain()
  expect(await lacksRescueKey(phone.store)).toBe(true)
  expect(await readRescueKey(phone.store)).toBeNull()
  await keepRescueKey(phone.store, { key: 'point', proof: 'a-secret-word' })
  expect(await lacksRescueKey(phone.store)).toBe(false)
  expect(await readRescueKey(phone.store)).toEqual({ key: 'point', proof: 'a-secret-word' })
  expect(await rawText(phone.store.name)).not.toContain('a-secret-word')
  server.epoch = '2-restored'
  await bench.drain()
  expect(await lacksRescueKey(phone.store)).toBe(true)
})

test('of what the sender did the last steps are kept, and going round and round is one', async () => {
  const phone = await openPhone()
  const steps = new Steps(phone.store)
  for (let turn = 0; turn < 300; turn++) { steps.note('syncing', 'timer', turn); steps.note('backoff', 'no_answer', turn) }
  await vi.waitFor(async () => expect(await readSteps(phone.store)).toEqual([
    { state: 'syncing', why: 'timer', since: 0, at: 299, times: 300 }, { state: 'backoff', why: 'no_answer', since: 0, at: 299, times: 300 },
  ]))
  for (let turn = 0; turn < 300; turn++) steps.note('syncing', `reason ${turn}`, turn)
  await vi.waitFor(async () => expect((await readSteps(phone.store))[STEPS_KEPT - 1]?.why).toBe('reason 299'))
  expect(await readSteps(phone.store)).toHaveLength(STEPS_KEPT)
})

test('a sender tells its steps: why it woke, that it tries, how it ended', async () => {
  const phone = await openPhone()
  const noted: string[] = []
  const replies = [{ kind: 'none' }, { kind: 'login', detail: 'x' }] as const
  let at = 0
  const server = new FakeServer()
  const bench = new Bench(phone, async request => replies[at++] ?? server.transport(request), { note: (state, why) => { noted.push(`${state} ${why}`) } })
  await bench.drain()
  bench.sender.wake('online')
  await bench.step()
  expect(noted).toEqual([
    'syncing button', 'backoff no_answer', 'syncing timer', 'need_login login: x', 'syncing timer', 'idle answered',
    'spread_wait online', 'syncing online', 'idle answered',
  ])
})
