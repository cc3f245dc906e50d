/** Photos of a form that is still being written: kept when they were taken, found by the form, sent in their order with what the form comes to, gone when it is given up. */
import { expect, test, vi } from 'vitest'
import { Keeper } from '../../src/keeping'
import { attachIntent, bytesOf, dropFormFiles, formFiles, keepFormFile, keptFiles, readyFile, type FileFacts } from '../../src/sync/files'
import { keepDraft } from '../../src/sync/drafts'
import { databaseOf } from '../../src/sync/device'
import { forgetOldWords } from '../../src/sync/shortForms'
import { StorageFull } from '../../src/sync/store'
import type { Phone } from '../../src/sync'
import { Bench, openPhone } from './bench'
import { FileServer, photoBytes, sha256 } from './files'
import { rawText } from './raw'

const PLACE = 'words:correct/attendance/a1/'
const OTHER = 'words:correct/roster/m1/name'
const PAGE = 'correct/attendance/a1'
const WEEK = 7 * 86_400_000

async function takes(phone: Phone, id: string, place = PLACE, taken_at = 1): Promise<void> {
  const bytes = photoBytes(300, id.length + taken_at)
  const facts: FileFacts = { meeting: '', form: PAGE, kind: 'photo', name: `${id}签到表.jpg`, mime: 'image/jpeg', size: bytes.length, sha256: await sha256(bytes) }
  await keepFormFile(phone.store, place, await readyFile(phone.store, id, facts, bytes.buffer, bytes.slice(0, 10).buffer, taken_at))
}

const lying = async (phone: Phone, place = PLACE) => (await keptFiles(phone.store, place)).map(one => one.id)

async function asks(phone: Phone, request: string, place = PLACE) {
  const keeper = new Keeper(phone, { place, opened: { reason: '' }, blank: { reason: '' } })
  await keeper.spend(async ({ store }) => {
    const files = await formFiles(store, place, { correction: request })
    return { intents: [{ name: 'correction.ask.v1', row: request, base: 0, args: {} }, ...files.map(attachIntent)], recording: { files } }
  })
}

test('a photo survives the end of the tab, sealed; another form of the same person does not show it', async () => {
  const phone = await openPhone('form-photos')
  await takes(phone, 'f1')
  await takes(phone, 'f2', OTHER)
  await phone.store.close()
  const again = await openPhone('form-photos')
  expect([await lying(again), await lying(again, OTHER)]).toEqual([['f1'], ['f2']])
  expect((await keptFiles(again.store, PLACE))[0]).toMatchObject({ state: 'draft', form: PAGE, name: 'f1签到表.jpg' })
  expect((await bytesOf(again.store, 'f1', 'whole'))?.byteLength).toBe(300)
  expect(await rawText(databaseOf('form-photos'))).not.toContain('签到表')
  expect((await again.delivery()).files).toBe(0)
})

test('sent, the photos belong to the request, in the order in which they were taken, and reach the server; the form is empty', async () => {
  const server = new FileServer()
  const made = new Bench(await openPhone(), server.transport, { tus: server })
  for (const [at, id] of ['f9', 'f3', 'f5'].entries()) await takes(made.phone, id, PLACE, at)
  await takes(made.phone, 'f2', OTHER)
  await asks(made.phone, 'r1')
  expect(await lying(made.phone)).toEqual([])
  expect((await made.phone.delivery()).files).toBe(3)
  const sent = (await made.phone.waiting()).map(one => one.mutation)
  expect(sent.map(one => [one.name, one.row])).toEqual([['correction.ask.v1', 'r1'], ['correction.prove.v1', 'f9'], ['correction.prove.v1', 'f3'], ['correction.prove.v1', 'f5']])
  expect(Object.keys(sent[1]!.args!).sort()).toEqual(['correction', 'mime', 'name', 'sha256', 'size'])
  await made.drain()
  expect(server.applied.map(one => one.row)).toEqual(['r1', 'f9', 'f3', 'f5'])
  expect((await keptFiles(made.phone.store)).map(one => one.id)).toEqual(['f2'])
  expect(await bytesOf(made.phone.store, 'f9', 'whole')).toBeNull()
})

test('a form that is given up takes its photos along, and no other\'s', async () => {
  const phone = await openPhone()
  await takes(phone, 'f1')
  await takes(phone, 'f2', OTHER)
  await dropFormFiles(phone.store, PLACE)
  expect((await keptFiles(phone.store)).map(one => one.id)).toEqual(['f2'])
  expect(await bytesOf(phone.store, 'f1', 'whole')).toBeNull()
  expect(await bytesOf(phone.store, 'f2', 'whole')).not.toBeNull()
})

test('on a full disk a request that cannot be saved leaves its photos in the form, and the next tap sends them', async () => {
  const phone = await openPhone()
  await takes(phone, 'f1')
  vi.spyOn(phone, 'record').mockRejectedValueOnce(new StorageFull())
  await expect(asks(phone, 'r1')).rejects.toBeInstanceOf(StorageFull)
  expect(await lying(phone)).toEqual(['f1'])
  await asks(phone, 'r2')
  expect((await phone.waiting()).map(one => one.mutation.args?.['correction'])).toEqual([undefined, 'r2'])
  expect((await keptFiles(phone.store))[0]).toMatchObject({ id: 'f1', state: 'waiting', correction: 'r2' })
  vi.restoreAllMocks()
})

test('photos that were left for six weeks are forgotten with the words; those of a request that somebody still writes, and of a record, never', async () => {
  const phone = await openPhone()
  const now = 10 * WEEK
  await keepDraft(phone.store, PLACE, { reason: '还在写' }, now - WEEK)
  await takes(phone, 'f1', PLACE, now - 7 * WEEK)
  await takes(phone, 'f2', OTHER, now - 7 * WEEK)
  await takes(phone, 'f3', OTHER, now - 5 * WEEK)
  await takes(phone, 'f4', 'achievement/new', 1)
  await forgetOldWords(phone.store, now)
  expect((await keptFiles(phone.store)).map(one => one.id).sort()).toEqual(['f1', 'f3', 'f4'])
  expect(await bytesOf(phone.store, 'f2', 'small')).toBeNull()
})
