/** Marks outside the database: a browser that cleared a store is found out, whichever of the two places it left. */
import { beforeEach, expect, test } from 'vitest'
import { clearRing, keepMarks, marksOf, readMarks, vanished, type Ring } from '../../src/sync'

const ring = (account: string, waiting: number): Ring => ({ ...clearRing({ account, name: '曹明', login: 'J1' }, 'x', 1), waiting, made: true })
const jar: { cookie: string } = { cookie: '' }

beforeEach(() => {
  localStorage.clear()
  jar.cookie = ''
  Object.assign(globalThis, { location: { hash: '', protocol: 'https:' } })
  Object.defineProperty(document, 'cookie', { configurable: true, get: () => jar.cookie, set: (text: string) => { jar.cookie = text.split(';')[0]! } })
})

test('a store that is there is not missed', () => {
  const rings = [ring('0192aaaa-1', 0), ring('0192bbbb-2', 7)]
  keepMarks(marksOf(rings))
  expect(vanished(readMarks(), rings)).toEqual([])
})

test.each(['the cookie', 'local storage'])('of a store that is gone %s tells whose it was and how much waited', left => {
  const [gone, here] = [ring('0192aaaa-1', 3), ring('0192bbbb-2', 0)]
  keepMarks(marksOf([gone, here]))
  if (left === 'the cookie') localStorage.clear()
  else jar.cookie = ''
  expect(vanished(readMarks(), [here])).toEqual([{ store: gone.store, owner: '0192aaaa', waiting: 3 }])
})

test('no name and no login stands in the marks', () => {
  keepMarks(marksOf([ring('0192aaaa-1', 3)]))
  expect(jar.cookie + localStorage.getItem('linghang-stores')).not.toMatch(/曹明|J1/)
})

test('what is no mark is passed over', () => {
  jar.cookie = 'linghang-stores=<script>.x_y_z.'
  expect(readMarks()).toEqual([])
})

test('a database that was never made is not missed', () => {
  expect(marksOf([{ ...ring('a', 0), made: false }])).toEqual([])
})
