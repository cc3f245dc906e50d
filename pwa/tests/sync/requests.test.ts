/** Many requests at a time: in their order, and only what is new is added. */
import { expect, test } from 'vitest'
import { addNew, eachChunk, inTurns } from '../../src/sync/requests'
import { Store } from '../../src/sync/store'

let serial = 0
const opened = () => new Store(`requests-${serial++}`, 1, { things: { key: ['t', 'id'] } })
const things = (count: number, t = 'a') => Array.from({ length: count }, (_, id) => ({ t, id, from: 'first' }))

test.each([0, 1, 99, 100, 101, 250])('each of %i records is given once, in order, and none of another key', async count => {
  const store = opened()
  await store.write(['things'], table => addNew(table('things'), [...things(3, 'A'), ...things(count, 'b'), ...things(3, 'c')]))
  const found: number[] = []
  await store.read(['things'], table => eachChunk<{ id: number }>(table('things'), some => { found.push(...some.map(one => one.id)) }, IDBKeyRange.bound(['b'], ['b', []])))
  expect(found).toEqual(things(count).map(one => one.id))
})

test('what is there already is told and stays as it was; the rest is added', async () => {
  const store = opened()
  await store.write(['things'], table => addNew(table('things'), things(2)))
  const there = await store.write(['things'], table => addNew(table('things'), things(3).map(one => ({ ...one, from: 'second' }))))
  expect(there.map(one => one.id)).toEqual([0, 1])
  const all: string[] = []
  await store.read(['things'], table => eachChunk<{ from: string }>(table('things'), some => { all.push(...some.map(one => one.from)) }))
  expect(all).toEqual(['first', 'first', 'second'])
})

test('a transaction that fails is told as failed by what was being added', async () => {
  const store = opened()
  const adding = store.write(['things'], async table => {
    const adds = addNew(table('things'), things(5))
    table('things').transaction.abort()
    await adds
  })
  await expect(adding).rejects.toThrow()
})

test('work in turns gives its results in order, and the screen its turn in between', async () => {
  let between = 0
  const count = setInterval(() => { between++ }, 0)
  const found = await inTurns(things(350), async one => { await new Promise(resolve => setTimeout(resolve, 1)); return one.id })
  clearInterval(count)
  expect(found).toEqual(things(350).map(one => one.id))
  expect(between).toBeGreaterThan(0)
})
