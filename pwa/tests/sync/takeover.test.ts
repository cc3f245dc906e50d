/** A store of the first version, in clear: everything in it is sealed and nothing in it is lost, whatever happens on the way. */
import { expect, test, vi } from 'vitest'
import { drafts, readDraft } from '../../src/sync/drafts'
import { CLEAR, Phone } from '../../src/sync'
import { done, Store } from '../../src/sync/store'
import { bytesOf } from '../../src/sync/files'
import { Bench, sealOf } from './bench'
import { attach, FileServer } from './files'
import { rawText } from './raw'
import { FakeServer } from './server'

/** The tables as the first version made them. */
const FIRST = {
  rows: { key: ['t', 'id'], indexes: { parent: 'p', scope: 's' } },
  cursors: { key: 'scope' },
  pages: { key: ['scope', 'to'] },
  log: { key: ['log', 'mid'], indexes: { state: 'state', row: 'row', answered: 'answered_at' } },
  drafts: { key: 'id' },
  meta: { key: 'key' },
}

const at = { wall: 1, mono: 1, boot: 'b' }
const entry = (mid: number, row: string, state: string, outcome: object | null = null) => ({
  log: 'l', mid, row, mutation: { name: 'meeting.create.v1', row, base: 0, set: { place: [null, `会议室${mid}`] }, mid, at },
  state, made_at: mid, outcome, answered_at: outcome ? 5 : null, head: null, closed: null,
})
const WORDS = ['会议室1', '会议室2', '会议室3', '没有权限', '半页来的名字', '赵建国同志', '草稿里的话', '本人请假']

async function firstVersion(account: string): Promise<void> {
  const store = new Store(`linghang-${account}`, 1, FIRST)
  await store.write(Object.keys(FIRST), async table => {
    table('log').put(entry(1, 'm1', 'done', { mid: 1, result: 'applied' }))
    table('log').put(entry(2, 'm2', 'open', { mid: 2, result: 'rejected', problem: { code: 'x', title: '', detail: '没有权限' } }))
    table('log').put(entry(3, 'm3', 'waiting'))
    table('meta').put({ key: 'log', value: { id: 'l', next_mid: 4, acked: 2 } })
    table('meta').put({ key: 'server', value: { epoch: '1-first', beacon: null, answered_at: 5, delivered_at: 5, poll_s: 300, spread_s: 20 } })
    table('drafts').put({ id: 'meeting:m4', saved_at: 9, content: { agenda: '草稿里的话' } })
    table('rows').put({ t: 'member', id: 'a', s: ['site'], v: { id: 'a', rev: 4, name: '赵建国同志' } })
    table('rows').put({ t: 'attendance', id: 'b', p: ['attendance', 'm1'], s: ['site'], v: { id: 'b', rev: 5, meeting: 'm1', reason: '本人请假' } })
    for (let n = 0; n < 250; n++) table('rows').put({ t: 'member', id: `n${n}`, s: ['site'], v: { id: `n${n}`, rev: 1, name: '赵建国同志' } })
    table('cursors').put({ scope: 'site', shown: 5, read: 8 })
    table('pages').put({ scope: 'site', from: 5, to: 8, more: true, reset: false, gone: {}, rows: { member: { columns: ['id', 'rev', 'name'], values: [['c', 8, '半页来的名字']] } } })
  })
  await store.close()
}

const open = async (account: string, sealed = true): Promise<Phone> =>
  Phone.open({ account, parents: { attendance: 'meeting' }, effects: {}, seal: sealed ? await sealOf(account) : CLEAR })

async function holdsEverything(phone: Phone): Promise<void> {
  expect((await phone.rows('member')).length).toBe(251)
  expect((await phone.rows('meeting')).map(row => row['place']).sort()).toEqual(['会议室2', '会议室3'])
  expect(await phone.children('attendance', 'm1')).toMatchObject([{ reason: '本人请假' }])
  expect((await phone.open())[0]).toMatchObject({ outcome: { problem: { detail: '没有权限' } }, mutation: { mid: 2 } })
  expect((await phone.waiting())[0]!.mutation).toEqual(entry(3, 'm3', 'waiting').mutation)
  expect((await phone.story('m1'))[0]).toMatchObject({ state: 'done', outcome: { result: 'applied' } })
  expect(await readDraft(phone.store, 'meeting:m4')).toMatchObject({ saved_at: 9, content: { agenda: '草稿里的话' } })
}

test('everything is there before and after, and in clear only before', async () => {
  await firstVersion('old')
  const before = await rawText('linghang-old')
  expect(WORDS.filter(word => before.includes(word))).toEqual(WORDS)
  const phone = await open('old')
  await holdsEverything(phone)
  const after = await rawText('linghang-old')
  expect(WORDS.filter(word => after.includes(word))).toEqual([])
})

test('what waited is sent as it was written, and half a page is fetched again', async () => {
  await firstVersion('sends')
  const bench = new Bench(await open('sends'), async request => server.transport(request))
  const server = new FakeServer()
  server.checkHeads = false
  server.logs.set('l', { acked: 2, head: null, outcomes: new Map() })
  await bench.drain()
  expect(server.requests[0]!.mutations).toEqual([entry(3, 'm3', 'waiting').mutation])
  expect(server.requests[0]!.cursors).toEqual({ site: 5 })
})

test('where the browser cannot seal, the old store goes on as it is', async () => {
  await firstVersion('plain')
  await holdsEverything(await open('plain', false))
})

test('a row that is older than the one of the first version does not replace it, sealed or not', async () => {
  for (const sealed of [true, false]) {
    await firstVersion(`late-${sealed}`)
    const server = new FakeServer()
    const bench = new Bench(await open(`late-${sealed}`, sealed), server.transport)
    server.checkHeads = false
    server.logs.set('l', { acked: 3, head: null, outcomes: new Map([[3, { mid: 3, result: 'applied' }]]) })
    server.put('branch:1', 'member', { id: 'a', rev: 3, name: '旧' })
    await bench.drain()
    expect(await bench.phone.row('member', 'a')).toMatchObject({ name: '赵建国同志' })
  }
})

test('a disk that fills on the way loses nothing: what is sealed and what is not are read alike, and the rest is sealed later', async () => {
  await firstVersion('full')
  let writes = 0
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, value: unknown) {
    if (this.name === 'rows' && writes++ > 120) throw new DOMException('no room', 'QuotaExceededError')
    return original.call(this, value)
  })
  const phone = await open('full')
  put.mockRestore()
  expect((await rawText('linghang-full')).includes('赵建国同志')).toBe(true)
  await holdsEverything(phone)
  await phone.store.close()
  await holdsEverything(await open('full'))
  expect((await rawText('linghang-full')).includes('赵建国同志')).toBe(false)
})
const original = IDBObjectStore.prototype.put

test('two tabs that take over at once do not undo each other, nor what is written meanwhile', async () => {
  await firstVersion('tabs')
  const first = open('tabs')
  const second = await open('tabs')
  await second.close([['l', 2]], 'discarded')
  const phone = await first
  expect((await phone.story('m2'))[0]).toMatchObject({ state: 'done', closed: 'discarded' })
  expect((await drafts(phone.store, 'meeting:')).length).toBe(1)
  const raw = await rawText('linghang-tabs')
  expect(WORDS.filter(word => raw.includes(word))).toEqual([])
})

test('once done it is not looked for again', async () => {
  await firstVersion('once')
  await (await open('once')).store.close()
  const phone = await open('once')
  expect(await phone.store.read(['meta'], table => done(table('meta').get('sealed')))).toMatchObject({ value: true })
})

test('photos that were kept in clear are sealed with everything else, and still go out whole', async () => {
  const before = await open('photos', false)
  const words = new TextEncoder().encode('照片里的黑板'.repeat(9))
  await attach(before, 'f1', words)
  expect(await rawText('linghang-photos')).toContain('照片里的黑板')
  await before.store.close()
  const phone = await open('photos')
  const raw = await rawText('linghang-photos')
  expect([raw.includes('照片里的黑板'), raw.includes('现场.jpg')]).toEqual([false, false])
  expect(new Uint8Array((await bytesOf(phone.store, 'f1', 'whole'))!)).toEqual(words)
  const server = new FileServer()
  await new Bench(phone, server.transport, { tus: server }).drain()
  expect(server.rowOf('f1')['state']).toBe('stored')
})

test('rows that came in bundles where the browser could not seal are sealed when it can, in their bundles', async () => {
  const server = new FakeServer()
  for (let n = 0; n < 120; n++) server.put('branch:1', 'attendance', { id: `a${n}`, meeting: `m${n % 4}`, reason: '本人请假' })
  const clear = await open('bundles', false)
  await new Bench(clear, server.transport).drain()
  await clear.store.close()
  expect(await rawText('linghang-bundles')).toContain('本人请假')
  const phone = await open('bundles')
  expect(await rawText('linghang-bundles')).not.toContain('本人请假')
  expect(await phone.children('attendance', 'm3')).toHaveLength(30)
  expect(await phone.store.read(['rows'], table => done(table('rows').count()))).toBe(3)
})
