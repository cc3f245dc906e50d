/** The log: numbers without gaps, drafts replaced in the same breath, nothing lost to a fork or a full disk. */
import { expect, test, vi } from 'vitest'
import { keepServer, readLog, readServer } from '../../src/sync/device'
import { keepDraft, readDraft } from '../../src/sync/drafts'
import { beforeSaving, keepFile, readyFile, type FileFacts } from '../../src/sync/files'
import { fork, rewind } from '../../src/sync/settling'
import { Phone } from '../../src/sync/phone'
import { StorageFull } from '../../src/sync/store'
import { openPhone, sealOf, setPlace } from './bench'

const stamps = (phone: Phone, beacon: string) =>
  phone.store.write(['meta'], async table => { keepServer(table, { ...(await readServer(table)), beacon }) })

const submit = (row: string) => ({ name: 'meeting.submit.v1', row, base: 0, args: {} })

test('the first mutation after an answer whose hour matters holds its beacon; an edit of a field and what follows hold none', async () => {
  const phone = await openPhone()
  await phone.record([setPlace('1', null, 'a')])
  await stamps(phone, 'first')
  await phone.record([setPlace('1', 'a', 'b'), submit('1'), submit('1')])
  await phone.record([submit('1')])
  await stamps(phone, 'second')
  await phone.record([setPlace('1', 'c', 'd')])
  await phone.record([setPlace('2', null, 'e'), submit('2')])
  const found = (await phone.waiting()).map(entry => entry.mutation.at.beacon)
  expect(found).toEqual([undefined, undefined, 'first', undefined, undefined, undefined, 'second', undefined])
  expect('beacon' in (await phone.waiting())[0]!.mutation.at).toBe(false)
})

test('what the first save of a record asks of the disk comes at once: the files of its draft, and the beacon that it then holds', async () => {
  const phone = await openPhone()
  await stamps(phone, 'first')
  const facts: FileFacts = { meeting: '1', kind: 'photo', name: 'a.jpg', mime: 'image/jpeg', size: 1, sha256: '00' }
  for (const [id, meeting] of [['f', '1'], ['g', '2']]) await keepFile(phone.store, await readyFile(phone.store, id!, { ...facts, meeting: meeting! }, new ArrayBuffer(1), null, 1))
  const reads = vi.spyOn(phone.store, 'read')
  const before = await beforeSaving(phone.store, '1')
  const [made] = await phone.record([submit('1')], before)
  expect(reads).toHaveBeenCalledTimes(1)
  expect([before.files.map(one => one.file.id), made!.mutation.at.beacon]).toEqual([['f'], 'first'])
  // The log holds it now.
  expect((await beforeSaving(phone.store, '2')).beacon).toBe(null)
  const [later] = await phone.record([submit('1')], { beacon: null })
  expect('beacon' in later!.mutation.at).toBe(false)
})

test('what is for the overlay alone is neither sent nor hashed, and stays with the entry', async () => {
  const phone = await openPhone()
  const [made] = await phone.record([{ ...setPlace('1', null, 'a'), shows: { members: ['x'] } }])
  const [read] = await phone.waiting()
  for (const entry of [made!, read!]) {
    expect(entry.shows).toEqual({ members: ['x'] })
    expect(entry.mutation).not.toHaveProperty('shows')
  }
})

const mids = async (phone: Phone) => (await phone.waiting()).map(entry => entry.mid)

test('numbers have no gaps, also when two tabs write at once', async () => {
  const phone = await openPhone()
  const other = await openPhone(phone.account)
  await Promise.all([1, 2, 3, 4, 5, 6].map(n => (n % 2 ? phone : other).record([setPlace(`row-${n}`, null, 'a'), setPlace(`row-${n}`, 'a', 'b')])))
  expect(await mids(phone)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
})

test('a mutation and the end of its draft are one transaction', async () => {
  const phone = await openPhone()
  await keepDraft(phone.store, 'meeting:1', { place: '三号会议室' })
  await phone.record([setPlace('1', null, '三号会议室')], { draft: 'meeting:1' })
  expect(await readDraft(phone.store, 'meeting:1')).toBeNull()
  expect(await mids(phone)).toEqual([1])
})

test('who counts what waits is told of it once the disk has it, whichever way it was saved, and never before', async () => {
  const told: number[][] = []
  const { account } = await openPhone()
  const phone = await Phone.open({ account, parents: {}, effects: {}, seal: await sealOf(account), onSaved: made => { told.push(made.map(one => one.mid)) } })
  const saving = phone.record([setPlace('1', null, 'a'), submit('1')])
  expect(told).toEqual([])
  const [first] = await saving
  await phone.resend([first!])
  expect(told).toEqual([[1, 2], [3]])
  vi.spyOn(phone.store, 'write').mockRejectedValueOnce(new StorageFull())
  await expect(phone.record([submit('1')])).rejects.toThrow(StorageFull)
  expect(told).toHaveLength(2)
})

test('on a full disk nothing is half written: the draft stays and the number is free', async () => {
  const phone = await openPhone()
  await keepDraft(phone.store, 'meeting:1', { place: 'a' })
  const add = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementationOnce(() => { throw new DOMException('no room', 'QuotaExceededError') })
  await expect(phone.record([setPlace('1', null, 'a')], { draft: 'meeting:1' })).rejects.toBeInstanceOf(StorageFull)
  add.mockRestore()
  expect(await readDraft(phone.store, 'meeting:1')).not.toBeNull()
  await phone.record([setPlace('1', null, 'a')])
  expect(await mids(phone)).toEqual([1])
})

test('a broken half of a character does not hold up the queue', async () => {
  const phone = await openPhone()
  const [entry] = await phone.record([setPlace('1', null, '井下\ud83d\0'), setPlace('1', '井下', '井上😀')])
  expect(entry!.mutation.set!['place']![1]).toBe('井下\ufffd\ufffd')
  expect((await phone.waiting())[1]!.mutation.set!['place']![1]).toBe('井上😀')
})

test('two people on one phone have two databases', async () => {
  const [one, two] = [await openPhone('li'), await openPhone('wang')]
  await one.record([setPlace('1', null, 'a')])
  expect(await two.waiting()).toEqual([])
  expect(await one.log_id()).not.toBe(await two.log_id())
})

test('a fork takes a new log with new numbers, and keeps the order', async () => {
  const phone = await openPhone()
  await phone.record(['a', 'b', 'c'].map(place => setPlace(place, null, place)))
  const before = (await phone.waiting())[0]!.log
  await phone.store.write(['log', 'meta'], fork)
  const after = await phone.waiting()
  expect(after.map(entry => [entry.mid, entry.mutation.mid, entry.row])).toEqual([[1, 1, 'a'], [2, 2, 'b'], [3, 3, 'c']])
  expect(after[0]!.log).not.toBe(before)
})

test('a gap that cannot be filled from what is kept starts a new log', async () => {
  const phone = await openPhone()
  await phone.record(['a', 'b', 'c'].map(place => setPlace(place, null, place)))
  const log = (await phone.waiting())[0]!.log
  await phone.store.write(['log', 'meta'], async table => { table('log').delete([log, 1]); await rewind(table, 1) })
  expect(await mids(phone)).toEqual([1, 2])
  expect((await phone.waiting())[0]!.log).not.toBe(log)
})

test('answered mutations are kept thirty days, the last one for longer', async () => {
  const phone = await openPhone()
  const made = await phone.record(['a', 'b', 'c'].map(place => setPlace(place, null, place)))
  const day = 24 * 3600 * 1000
  await phone.store.write(['log', 'meta'], async table => {
    await readLog(table)
    made.forEach((entry, at) => table('log').put({ ...entry, state: 'done', answered_at: at === 1 ? 20 * day : 1 }))
  })
  await phone.forgetOld(40 * day)
  expect((await phone.story('a')).length + (await phone.story('b')).length + (await phone.story('c')).length).toBe(2)
  expect(await phone.story('a')).toEqual([])
})
