/** Rows of a first sync in bundles: they are what the server told, however they are read, and nothing stays of what left. */
import { expect, test, vi } from 'vitest'
import { isBundle, lyingIn, placeOfLying } from '../../src/sync/rows'
import { SealBroken } from '../../src/sync/seal'
import type { Bundle, Row } from '../../src/sync/types'
import { Bench, openPhone } from './bench'
import { asked, FakeServer } from './server'

const ids = async (bench: Bench, table = 'meeting') => (await bench.phone.rows(table)).map(row => row.id).sort()

async function bench() {
  const server = new FakeServer()
  return { server, made: new Bench(await openPhone(), server.transport) }
}

const lying = (made: Bench, table = 'attendance') => made.phone.store.read(['rows'], read => lyingIn(read, table))
const sizes = async (made: Bench) => (await lying(made)).map(one => (isBundle(one) ? one.ids.length : 'alone'))

/** A phone whose first sync brought the marks of six meetings, thirty each, in no order. */
async function withMarks(scope = 'branch:1') {
  const both = await bench()
  for (let n = 0; n < 180; n++) both.server.put(scope, 'attendance', { id: `a${n}`, meeting: `m${n % 6}`, status: 'present' })
  await both.made.drain()
  return both
}

const mark = (made: Bench, id: string) => made.phone.row<Row & { status: string }>('attendance', id)

test('a changed row leaves its bundle and counts, on each way to it', async () => {
  const { server, made } = await withMarks()
  server.put('branch:1', 'attendance', { id: 'a6', meeting: 'm0', status: 'leave' })
  await made.drain()
  expect(await sizes(made)).toEqual(['alone', 49, 50, 50, 30])
  expect((await mark(made, 'a6'))!.status).toBe('leave')
  expect((await made.phone.rows<Row & { status: string }>('attendance')).filter(row => row.status === 'leave').map(row => row.id)).toEqual(['a6'])
  const ofMeeting = await made.phone.children<Row & { status: string }>('attendance', 'm0')
  expect(ofMeeting.map(row => row.status).sort()).toEqual(['leave', ...Array<string>(29).fill('present')])
})

test('a row that leaves its scope leaves its bundle, however many leave at once; an empty bundle goes', async () => {
  const { server, made } = await withMarks()
  server.put('branch:1', 'attendance', { id: 'a6', meeting: 'm0', status: 'leave' })
  await made.drain()
  for (let n = 0; n < 180; n += 6) server.put('branch:1', 'attendance', { id: `a${n}`, meeting: 'm0' }, true)
  await made.drain()
  expect([await mark(made, 'a6'), await made.phone.children('attendance', 'm0')]).toEqual([null, []])
  expect((await ids(made, 'attendance')).length).toBe(150)
  expect(await sizes(made)).toEqual([20, 50, 50, 30])
  for (let n = 0; n < 180; n++) server.put('branch:1', 'attendance', { id: `a${n}`, meeting: `m${n % 6}` }, true)
  await made.drain()
  expect(await lying(made)).toEqual([])
})

test('a row that comes back after it left its bundle is seen as it came back', async () => {
  const { server, made } = await withMarks()
  server.put('branch:1', 'attendance', { id: 'a1', meeting: 'm1' }, true)
  await made.drain()
  expect(await mark(made, 'a1')).toBeNull()
  server.put('branch:1', 'attendance', { id: 'a1', meeting: 'm1', status: 'absent' })
  await made.drain()
  expect((await mark(made, 'a1'))!.status).toBe('absent')
  expect(await ids(made, 'attendance')).toHaveLength(180)
})

test('a row in the bundles of two scopes is one row, stays while one shows it, and goes with the last', async () => {
  const { server, made } = await withMarks()
  for (let n = 0; n < 60; n++) server.put('person:a', 'attendance', { id: `a${n}`, meeting: `m${n % 6}`, status: 'absent' })
  await made.drain()
  expect([(await ids(made, 'attendance')).length, (await mark(made, 'a5'))!.status]).toEqual([180, 'absent'])
  server.scopes.delete('branch:1')
  await made.drain()
  expect([(await ids(made, 'attendance')).length, await mark(made, 'a100')]).toEqual([60, null])
  server.scopes.delete('person:a')
  await made.drain()
  expect(await lying(made)).toEqual([])
})

test('a row that another scope brought before stays in its newest state when that scope goes', async () => {
  const { server, made } = await bench()
  server.put('branch:1', 'attendance', { id: 'a0', meeting: 'm0', status: 'present' })
  await made.drain()
  server.put('branch:1', 'attendance', { id: 'a0', meeting: 'm0', status: 'leave', rev: 9 })
  await made.drain()
  server.put('person:a', 'attendance', { id: 'a0', meeting: 'm0', status: 'present', rev: 5 })
  await made.drain()
  server.scopes.delete('branch:1')
  await made.drain()
  expect((await mark(made, 'a0'))!.status).toBe('leave')
})

test('the marks of one meeting lie in few bundles, and only those are opened', async () => {
  const { made } = await withMarks()
  const opened = vi.spyOn(crypto.subtle, 'decrypt')
  expect((await made.phone.children('attendance', 'm3')).length).toBe(30)
  expect(opened.mock.calls.length).toBeLessThanOrEqual(2)
  opened.mockRestore()
})

test('a bundle that was put in the place of another does not open', async () => {
  const { made } = await withMarks()
  const [first, second] = (await lying(made)) as Bundle[]
  await made.phone.store.write(['rows'], async table => { table('rows').put({ ...first!, v: second!.v }) })
  made.phone.store.announce(['row:attendance'])
  await expect(made.phone.rows('attendance')).rejects.toThrow(SealBroken)
})

/** All that the seals of a table hold, as one text. */
async function unsealed(made: Bench, table: string): Promise<string> {
  const { seal } = made.phone.store
  return JSON.stringify(await Promise.all((await lying(made, table)).map(one => seal.unseal<unknown>(placeOfLying(one), one.v))))
}

async function withStories() {
  const both = await bench()
  for (let n = 0; n < 9; n++) both.server.put('site', 'story_page', { id: `s${n}`, text: `${n}号故事` })
  await both.made.drain()
  return both
}

test('what left its scope, or was changed, is sealed on this phone no longer', async () => {
  const { server, made } = await withStories()
  expect(await unsealed(made, 'story_page')).toContain('3号故事')
  server.put('site', 'story_page', { id: 's3' }, true)
  server.put('site', 'story_page', { id: 's4', text: '' })
  await made.drain()
  expect(await ids(made, 'story_page')).toHaveLength(8)
  const left = await unsealed(made, 'story_page')
  expect(['3号故事', '4号故事', '5号故事'].map(text => left.includes(text))).toEqual([false, false, true])
})

test('a tab that died between taking an answer and sealing anew leaves that to the next answer', async () => {
  const { server, made } = await withStories()
  const { write } = made.phone.store
  let writes = 0
  made.phone.store.write = function (this: typeof made.phone.store, tables, ...rest) {
    return tables.join() === 'rows' && writes++ === 0 ? Promise.reject(new Error('the tab died')) : write.call(this, tables, ...rest)
  } as typeof write
  server.put('site', 'story_page', { id: 's3' }, true)
  await made.drain(1)
  expect([writes, await unsealed(made, 'story_page')]).toEqual([1, expect.stringContaining('3号故事')])
  expect(await ids(made, 'story_page')).toHaveLength(8)
  server.put('site', 'story_page', { id: 's9', text: '又一个' })
  await made.drain()
  expect(await unsealed(made, 'story_page')).not.toContain('3号故事')
  expect(await ids(made, 'story_page')).toHaveLength(9)
})

test('a row that changed while the pages of a first sync came is there once, in its newest state', async () => {
  const { server, made } = await bench()
  for (let n = 0; n < 9; n++) server.put('site', 'story_page', { id: `s${n}`, text: `${n}号故事` })
  server.page = 5
  await (await asked({ server, made }))()
  server.put('site', 'story_page', { id: 's1', text: '改过' })
  await made.drain()
  expect((await made.phone.row<Row & { text: string }>('story_page', 's1'))!.text).toBe('改过')
  expect([await ids(made, 'story_page'), (await unsealed(made, 'story_page')).includes('1号故事')]).toEqual([Array.from({ length: 9 }, (_, n) => `s${n}`), false])
})

test('a row that one scope brought newer does not go back when it leaves that scope before the other has come', async () => {
  const both = await bench()
  const { server, made } = both
  const name = async () => (await made.phone.row<Row & { name: string }>('member', 'a'))?.name
  server.spread(['branch:1', 'person:a'], 'member', { id: 'a', name: '旧' })
  await made.drain()
  server.spread(['branch:1', 'person:a'], 'member', { id: 'a', name: '新' })
  for (let n = 0; n < 5; n++) server.put('branch:1', 'member', { id: `m${n}`, name: 'x' })
  server.page = 1
  await (await asked(both))()
  expect(await name()).toBe('新')
  server.put('person:a', 'member', { id: 'a', name: '新' }, true)
  await (await asked(both))()
  expect(await name()).toBe('新')
})

test('a late answer brings nothing older over a row in a bundle, and the row goes with its last scope', async () => {
  const both = await bench()
  const { server, made } = both
  server.put('person:a', 'member', { id: 'x', name: 'x' })
  await made.drain()
  server.spread(['branch:1', 'person:a'], 'member', { id: 'a', name: '旧' })
  const late = await asked(both, 'person:a')
  server.spread(['branch:1', 'person:a'], 'member', { id: 'a', name: '新' })
  await (await asked(both, 'branch:1'))()
  await late()
  expect((await made.phone.row<Row & { name: string }>('member', 'a'))!.name).toBe('新')
  for (const scope of ['branch:1', 'person:a']) server.put(scope, 'member', { id: 'a' }, true)
  await made.drain()
  expect(await ids(made, 'member')).toEqual(['x'])
})

test('a bundle that came anew while its forerunner was being sealed without what had left stays as it came', async () => {
  const { server, made } = await withStories()
  const { store } = made.phone
  server.put('site', 'story_page', { id: 's3' }, true)
  const [before] = (await lying(made, 'story_page')) as Bundle[]
  const columns = { columns: ['id', 'rev', 'text'], values: before!.ids.slice(1).map(id => [id, 50, '新来的']) }
  const anew = { ...before!, ids: before!.ids.slice(1), rs: before!.ids.slice(1).map(() => 50), v: await store.seal.seal(placeOfLying(before!), columns) }
  const unseal = store.seal.unseal.bind(store.seal)
  const meanwhile = vi.spyOn(store.seal, 'unseal').mockImplementationOnce(async (place, kept) => {
    await store.write(['rows'], async table => { table('rows').put(anew) })
    return unseal(place, kept) as never
  })
  await made.drain()
  meanwhile.mockRestore()
  expect(new Set((await made.phone.rows<Row & { text: string }>('story_page')).map(row => row.text))).toEqual(new Set(['新来的']))
})

test('a reset over several pages lies in bundles, too', async () => {
  const { server, made } = await bench()
  for (let n = 0; n < 120; n++) server.put('branch:1', 'member', { id: `old${n}`, name: 'x' })
  await made.drain()
  server.beginAnew('branch:1')
  for (let n = 0; n < 100; n++) server.put('branch:1', 'member', { id: `new${n}`, name: 'y' })
  server.page = 40
  await made.drain()
  expect((await lying(made, 'member')).map(one => (isBundle(one) ? one.ids.length : 'alone'))).toEqual([40, 40, 20])
})

test('many rows that leave at once read and write each bundle once', async () => {
  const { server, made } = await withMarks()
  for (let n = 0; n < 180; n += 2) server.put('branch:1', 'attendance', { id: `a${n}`, meeting: `m${n % 6}` }, true)
  const puts = vi.spyOn(IDBObjectStore.prototype, 'put')
  await made.drain()
  const ofBundles = puts.mock.calls.filter(([one]) => 'ids' in (one as object)).length
  puts.mockRestore()
  expect(ofBundles).toBeLessThanOrEqual(2 * 4)
  expect(await ids(made, 'attendance')).toHaveLength(90)
})

test('a row of another table with the same id stays where it is', async () => {
  const { server, made } = await withMarks()
  server.put('branch:1', 'review', { id: 'a1', meeting: 'm1' })
  await made.drain()
  server.put('branch:1', 'review', { id: 'a1', meeting: 'm1' }, true)
  await made.drain()
  expect([await sizes(made), await ids(made, 'review')]).toEqual([[50, 50, 50, 30], []])
})
