/** The store under the log: all or nothing, heard by other tabs, honest about a full disk. */
import { expect, test, vi } from 'vitest'
import { done, Store, StorageFull } from '../../src/sync/store'

const open = (name: string) => new Store(name, 1, { things: { key: 'id' }, notes: { key: 'id' } })
const all = (store: Store, table: string) => store.read([table], read => done(read(table).getAll()))

test('a write over two tables is all or nothing', async () => {
  const store = open('all-or-nothing')
  const failing = store.write(['things', 'notes'], async table => {
    table('things').put({ id: 1 })
    throw new Error('stop')
  })
  await expect(failing).rejects.toThrow('stop')
  expect(await all(store, 'things')).toEqual([])
})

test('a write has ended when it resolves, and asks for strict durability', async () => {
  const store = open('strict')
  await store.open()
  const asked = vi.spyOn(IDBDatabase.prototype, 'transaction')
  await store.write(['things'], async table => { table('things').put({ id: 1 }) }, true)
  expect(asked.mock.calls[0]![2]).toEqual({ durability: 'strict' })
  asked.mockRestore()
  expect(await all(store, 'things')).toEqual([{ id: 1 }])
})

test('a full disk is named, and nothing was written', async () => {
  const store = open('full')
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => { throw new DOMException('no room', 'QuotaExceededError') })
  await expect(store.write(['things'], async table => { table('things').put({ id: 1 }) })).rejects.toBeInstanceOf(StorageFull)
  put.mockRestore()
  expect(await all(store, 'things')).toEqual([])
})

test('a full disk is named where the browser ends a write without a reason, as old ones do when it was told to be the last', async () => {
  const store = open('full-without-a-reason')
  const commit = vi.spyOn(IDBTransaction.prototype, 'commit').mockImplementation(function (this: IDBTransaction) { this.abort() })
  await expect(store.write(['things'], async table => { table('things').put({ id: 1 }) })).rejects.toBeInstanceOf(StorageFull)
  commit.mockRestore()
  expect(await all(store, 'things')).toEqual([])
})

test('another tab hears of a change', async () => {
  const [here, there] = [open('tabs'), open('tabs')]
  const heard = new Promise(resolve => there.onChange(resolve))
  here.announce(['log'])
  expect(await heard).toEqual(['log'])
  await Promise.all([here.close(), there.close()])
})

test('a connection that the browser closed is opened again', async () => {
  const store = open('reopen')
  await store.write(['things'], async table => { table('things').put({ id: 1 }) })
  indexedDB.deleteDatabase('reopen')
  await vi.waitFor(async () => expect(await all(store, 'things')).toEqual([]))
})

test('a tab of an older release goes on where one of a newer release has added a table', async () => {
  const older = open('two-releases')
  await older.write(['things'], async table => { table('things').put({ id: 1 }) })
  const newer = new Store('two-releases', 2, { things: { key: 'id', lists: { by: 'names' } }, notes: { key: 'id' }, more: { key: 'id' } })
  await newer.write(['things'], async table => { table('things').put({ id: 2, names: ['a', 'b'] }) })
  await older.write(['things'], async table => { table('things').put({ id: 3 }) }, true)
  expect(await all(newer, 'things')).toEqual([{ id: 1 }, { id: 2, names: ['a', 'b'] }, { id: 3 }])
  expect(await newer.read(['things'], table => done(table('things').index('by').getAllKeys('b')))).toEqual([2])
  await Promise.all([older.close(), newer.close()])
})
