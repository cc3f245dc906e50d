/** The people of a phone: known after a kill, changed by several tabs at once, and taken over from an older version. */
import { expect, test } from 'vitest'
import { changeRing, clearRing, keepHere, keepRing, readPeople } from '../../src/sync'
import { Store } from '../../src/sync/store'

const person = (account: string) => ({ account, name: '曹明', login: 'J1' })

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
