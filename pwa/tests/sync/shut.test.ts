/** A store that is looked into while it is shut: nothing of it is open, nothing is read twice, and nothing old is shown. */
import { expect, test, vi } from 'vitest'
import { databaseOf } from '../../src/sync/device'
import { keepDraft } from '../../src/sync/drafts'
import { Phone } from '../../src/sync/phone'
import { isSealed } from '../../src/sync/seal'
import { Shut } from '../../src/sync/shut'
import { Bench, openPhone, sealOf, setPlace } from './bench'
import { FakeServer } from './server'

/** Leaves a phone with a row of the server, an own change that waits and a draft; whoever opens it next finds them. */
async function leave(account: string): Promise<void> {
  const server = new FakeServer()
  const bench = new Bench(await openPhone(account), server.transport)
  server.put('branch:1', 'meeting', { id: 'm1', place: '会议室' })
  await bench.drain()
  await bench.phone.record([setPlace('m2', null, '井口')])
  await keepDraft(bench.phone.store, 'meeting:m3', { agenda: '草稿里的话' })
  await bench.phone.isStore(`store of ${account}`)
  await bench.phone.store.close()
}

const openShut = async (account: string, shut: Shut): Promise<Phone> => Phone.open({ account, parents: { attendance: 'meeting' }, effects: {}, seal: await sealOf(account), shut })
const places = async (phone: Phone) => (await phone.rows('meeting')).map(row => row['place']).sort()

test('what was seen of a shut store is sealed, and once the key is there the first screen asks the disk for nothing', async () => {
  await leave('seen')
  const shut = new Shut(databaseOf('seen'), ['meeting'])
  const seen = (await shut.seen)!
  const sealed = [...seen.rows.get('meeting')!.map(one => one.v), ...seen.logged.waiting.map(one => one.mutation), ...seen.drafts.map(one => one.content)]
  expect(sealed.map(isSealed)).toEqual([true, true, true])
  const asked = vi.spyOn(IDBDatabase.prototype, 'transaction')
  const phone = await openShut('seen', shut)
  expect(await phone.isStore('store of seen')).toBe(true)
  expect(await places(phone)).toEqual(['井口', '会议室'].sort())
  expect(await phone.delivery()).toMatchObject({ waiting: 1, files: 0, open: 0, server: { epoch: '1-first' } })
  expect((await phone.drafts('meeting:')).map(one => one.content)).toEqual([{ agenda: '草稿里的话' }])
  expect(await phone.drafts('project:')).toEqual([])
  expect(await phone.shown('branch:1')).toBe(1)
  expect([...(await phone.touched()).waiting]).toEqual(['m2'])
  expect(asked).not.toHaveBeenCalled()
  asked.mockRestore()
})

test('what another tab did since is shown, also where it was seen before', async () => {
  await leave('tabs')
  const shut = new Shut(databaseOf('tabs'), ['meeting'])
  await shut.seen
  const other = await openPhone('tabs')
  await other.record([setPlace('m4', null, '食堂')])
  await vi.waitFor(async () => expect(await shut.seen).toBeNull())
  const phone = await openShut('tabs', shut)
  expect(await places(phone)).toEqual(['井口', '会议室', '食堂'].sort())
  expect((await phone.delivery()).waiting).toBe(2)
})

test('what came of an exchange that was under way when the store was shut is shown when it is open again', async () => {
  await leave('late')
  const before = await openPhone('late')
  await before.store.close()
  const shut = new Shut(databaseOf('late'), ['meeting'])
  await shut.seen
  await keepDraft(before.store, 'meeting:m5', { agenda: '锁屏时才写完' })
  await vi.waitFor(async () => expect(await shut.seen).toBeNull())
  const phone = await openShut('late', shut)
  expect((await phone.drafts('meeting:m5')).map(one => one.content)).toEqual([{ agenda: '锁屏时才写完' }])
})

test('a store that the browser cleared after it was seen is not taken for the one it was', async () => {
  await leave('cleared')
  const shut = new Shut(databaseOf('cleared'), ['meeting'])
  await shut.seen
  const clearing = indexedDB.deleteDatabase(databaseOf('cleared'))
  await new Promise(resolve => { clearing.onsuccess = resolve })
  const phone = await openShut('cleared', shut)
  expect(await phone.isStore('store of cleared')).toBe(false)
  expect(await places(phone)).toEqual([])
})
