/** The people of a phone: known after a kill, changed by several tabs at once, and taken over from an older version. */
import { readFileSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { changeRing, clearRing, keepHere, keepRing, readPeople } from '../../src/sync'
import { Store } from '../../src/sync/store'

const person = (account: string) => ({ account, name: '曹明', login: 'J1' })

/** Runs what the page runs before the app, then the app's modules as after a start. */
async function wake(account: string) {
  new Function(readFileSync('public/wake.js', 'utf8'))()
  vi.resetModules()
  return (await import('../../src/sync')).wokenPeople(account)
}

test('before the app runs nobody is found on a new phone, and no database is left behind', async () => {
  expect(await wake('')).toBeNull()
  expect(await indexedDB.databases()).toEqual([])
})

test('a new phone knows nobody', async () => {
  expect(await readPeople()).toEqual({ here: { account: null, session: null }, left: null, rings: [] })
})

test('who works here is on the disk, and whose session the browser holds', async () => {
  await keepHere({ account: 'a', session: 'b' })
  expect((await readPeople()).here).toEqual({ account: 'a', session: 'b' })
})

test('whom an older version knew is taken over once', async () => {
  const store = new Store('linghang', 2, { who: { key: 'key' }, rings: { key: 'store' } })
  await store.write(['who'], async table => { table('who').put({ key: 'person', value: person('a') }) })
  await store.close()
  expect((await readPeople()).left).toEqual(person('a'))
  await keepHere({ account: 'a', session: 'a' })
  expect((await readPeople()).left).toBeNull()
})

test('rings come back, the last used first; changes of several tabs do not undo each other', async () => {
  const [one, two] = [clearRing(person('a'), 'linghang-a', 1), clearRing(person('b'), 'linghang-b', 2)]
  await keepRing(one)
  await keepRing(two)
  expect((await readPeople()).rings.map(ring => ring.account)).toEqual(['b', 'a'])
  await Promise.all(Array.from({ length: 5 }, () => changeRing(one.store, ring => ({ ...ring, failures: ring.failures + 1 }))))
  expect((await readPeople()).rings[1]).toMatchObject({ account: 'a', failures: 5 })
  expect(await changeRing('no such store', ring => ring)).toBeNull()
})

test('who works here is read before the app runs, and read anew where another tab changed it since', async () => {
  await keepHere({ account: 'a', session: 'b' })
  expect(await wake('a')).toEqual(await readPeople())
  expect(await wake('c')).toBeNull()
})

test('before the app runs nothing is opened for someone who votes', async () => {
  location.hash = '#/vote/1'
  expect(await wake('a')).toBeNull()
  location.hash = ''
})
