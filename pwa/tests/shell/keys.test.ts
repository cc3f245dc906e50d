/** Whether a store that is not among the rings was cleared by the browser, or made by another tab a moment ago. */
import { afterEach, expect, test } from 'vitest'
import { knowKeys, missing, rings } from '../../src/keys'
import { clearRing, keepMarks, keepRing, marksOf, readPeople, type Ring } from '../../src/sync'

const ringOf = (account: string): Ring => ({ ...clearRing({ account, name: '曹明', login: 'J1' }, `linghang-${account}`, 1), store: crypto.randomUUID(), made: true })

afterEach(() => { localStorage.clear(); keepMarks([]) })

test('a store that another tab made after the rings were read is found, and not called cleared', async () => {
  const read = (await readPeople()).rings
  const ring = ringOf('a')
  await keepRing(ring)
  keepMarks(marksOf([ring]))
  await knowKeys(read)
  expect(missing.value).toEqual([])
  expect(rings.value.map(one => one.account)).toEqual(['a'])
})

test('a store whose mark is here and whose ring is not was cleared', async () => {
  const ring = ringOf('b')
  keepMarks(marksOf([ring]))
  await knowKeys([])
  expect(missing.value).toMatchObject([{ store: ring.store, read: false, told: false }])
})
