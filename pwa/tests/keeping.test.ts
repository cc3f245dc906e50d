/** What is typed into a form: kept without being asked, given back to its writer only, gone with the act that used it. */
import { afterEach, expect, test, vi } from 'vitest'
import { findAgain, Keeper } from '../src/keeping'
import { heldUp } from '../src/photos/Proofs'
import { kept, saveAll, savers, unkept } from '../src/release'
import { dropReasons, reasonsOf, writeReason } from '../src/review/office/state'
import { lock, locked, phone, ring } from '../src/session'
import { drafts, keepDraft, StorageFull, type Phone, type Ring } from '../src/sync'
import { openPhone } from './sync/bench'

interface Said { day: string; words: string }
const BLANK: Said = { day: '2026-11-28', words: '' }
const PLACE = 'words:order/1/report'
const report = { name: 'order.report.v1', row: '1', base: 0, args: {} }

afterEach(() => { vi.useRealTimers(); vi.restoreAllMocks(); savers.clear() })

const here = async (): Promise<Phone> => (phone.value = await openPhone())
const lying = async (store: Phone) => (await drafts<Said>(store.store, '')).map(one => [one.id, one.content.words])

function opened(store: Phone, blank: Said | null = BLANK): Keeper<Said> {
  const keeper = new Keeper<Said>(store, { place: PLACE, opened: BLANK, blank })
  keeper.begin()
  return keeper
}

const type = (keeper: Keeper<Said>, words: string) => { keeper.writing.value = { ...keeper.writing.value, words } }

/** The form is opened again, as after a reload, and shows what was left in it. */
async function again(store: Phone): Promise<string> {
  const keeper = opened(store)
  await vi.waitFor(() => expect(keeper.writing.value.words).not.toBe(''))
  keeper.end()
  return keeper.writing.value.words
}

test('what is typed lies here after a pause, and is there when the form is opened again', async () => {
  const store = await here()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const keeper = opened(store)
  type(keeper, '整改')
  vi.advanceTimersByTime(300)
  type(keeper, '整改完成')
  vi.advanceTimersByTime(600)
  vi.useRealTimers()
  await vi.waitFor(async () => expect(await lying(store)).toEqual([[PLACE, '整改完成']]))
  expect(await again(store)).toBe('整改完成')
})

test('an update and a lock wait until the last letter lies here', async () => {
  const store = await here()
  type(opened(store), '还差一处')
  await saveAll()
  expect(await lying(store)).toEqual([[PLACE, '还差一处']])
})

test('a lock waits a few seconds for a photo, and no longer: what was not waited for is told, and holds up nothing again', async () => {
  await here()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  ring.value = { account: 'a', by_pin: {} } as Ring
  heldUp(new Promise(() => undefined))
  const locking = lock()
  await vi.advanceTimersByTimeAsync(3_000)
  expect(locked.value).toBe(null)
  await vi.advanceTimersByTimeAsync(3_000)
  await locking
  expect([locked.value?.account, phone.value, unkept.value]).toEqual(['a', null, expect.objectContaining({ message: expect.stringContaining('照片') as string })])
  expect([await kept(), savers.size]).toEqual([true, 0])
})

test('a photo that is ready in time is waited for, and nothing is said', async () => {
  let ready = (): void => undefined
  heldUp(new Promise<void>(resolve => { ready = resolve }))
  const keeping = kept()
  ready()
  expect([await keeping, unkept.value, savers.size]).toEqual([true, null, 0])
})

test('a page that is left takes no letter with it', async () => {
  const store = await here()
  const keeper = opened(store)
  type(keeper, '写到一半')
  keeper.end()
  expect(savers.size).toBe(0)
  expect(await again(store)).toBe('写到一半')
})

test('another person on the same phone finds an empty form', async () => {
  const [first, second] = [await here(), await here()]
  const keeper = opened(first)
  type(keeper, '只给自己看')
  await keeper.keep()
  const other = opened(second)
  await saveAll()
  await new Promise(resolve => { setTimeout(resolve, 50) })
  expect([other.writing.value, await lying(second)]).toEqual([BLANK, []])
})

test('whoever writes before the old words are read goes on with the new ones', async () => {
  const store = await here()
  const before = opened(store)
  type(before, '旧的')
  await before.keep()
  before.end()
  const keeper = opened(store)
  type(keeper, '新的')
  await new Promise(resolve => { setTimeout(resolve, 50) })
  await keeper.keep()
  expect([keeper.writing.value.words, await lying(store)]).toEqual(['新的', [[PLACE, '新的']]])
})

test('an emptied form leaves nothing behind', async () => {
  const store = await here()
  const keeper = opened(store)
  type(keeper, '不写了')
  await keeper.keep()
  type(keeper, '')
  await keeper.keep()
  expect(await lying(store)).toEqual([])
})

test('words that were left for six weeks are forgotten when the next form is opened; a record that is being written never', async () => {
  const store = await here()
  const daysAgo = (days: number): number => Date.now() - days * 86_400_000
  for (const [id, days] of [['words:appeal/1', 43], ['words:appeal/2', 41], ['meeting:3', 300]] as const) await keepDraft(store.store, id, { words: id }, daysAgo(days))
  const keeper = opened(store)
  await vi.waitFor(async () => expect((await lying(store)).map(([id]) => id).sort()).toEqual(['meeting:3', 'words:appeal/2']))
  keeper.end()
})

test('the act takes the words along, once, and nothing brings them back', async () => {
  const store = await here()
  const keeper = opened(store)
  type(keeper, '已整改')
  await keeper.keep()
  type(keeper, '已整改完成')
  const [first, second] = [keeper.spend([report]), keeper.spend([report])]
  await saveAll()
  expect([await first, await second]).toEqual([true, false])
  keeper.end()
  await keeper.keep()
  expect([await lying(store), (await store.waiting()).length, keeper.writing.value]).toEqual([[], 1, BLANK])
})

test('on a full disk the words stay in the form, and are sent by the next tap', async () => {
  const store = await here()
  const keeper = opened(store)
  type(keeper, '空间满了')
  await keeper.keep()
  vi.spyOn(store, 'record').mockRejectedValueOnce(new StorageFull())
  await expect(keeper.spend([report])).rejects.toBeInstanceOf(StorageFull)
  expect([keeper.writing.value.words, await lying(store)]).toEqual(['空间满了', [[PLACE, '空间满了']]])
  expect(await keeper.spend([report])).toBe(true)
  expect(await lying(store)).toEqual([])
})

test('words over a row come back over that row alone, not over what stands in its place now', async () => {
  const store = await here()
  const overRow = (words: string) => {
    const row = { ...BLANK, words }
    const keeper = new Keeper<Said>(store, { place: PLACE, opened: row, blank: row, seen: row })
    keeper.begin()
    return keeper
  }
  const first = overRow('三号会议室')
  type(first, '三号会议室，改到四号')
  await first.keep()
  first.end()
  const changed = overRow('大礼堂')
  await changed.keep()
  expect(changed.writing.value).toEqual({ ...BLANK, words: '大礼堂' })
  changed.end()
  const same = overRow('三号会议室')
  await vi.waitFor(() => expect(same.writing.value).toEqual({ ...BLANK, words: '三号会议室，改到四号' }))
  await same.spend([])
  expect([await lying(store), (await store.waiting()).length, same.writing.value.words]).toEqual([[], 0, '三号会议室'])
})

test('a draft that an older app kept over a row, without saying which, is not given back', async () => {
  const store = await here()
  const older = new Keeper<Said>(store, { place: PLACE, opened: BLANK, blank: BLANK })
  type(older, '旧版写的')
  await older.keep()
  const keeper = new Keeper<Said>(store, { place: PLACE, opened: BLANK, blank: BLANK, seen: null })
  keeper.begin()
  await keeper.keep()
  expect(keeper.writing.value).toEqual(BLANK)
})

test('a draft that an older app kept without a field is whole', async () => {
  const store = await here()
  const older = new Keeper<object>(store, { place: PLACE, opened: {}, blank: {} })
  older.writing.value = { words: '旧版写的' }
  await older.keep()
  const keeper = opened(store)
  await vi.waitFor(() => expect(keeper.writing.value).toEqual({ day: BLANK.day, words: '旧版写的' }))
})

test('a new form is found again by its own address once a draft lies here, and nobody who has gone on is brought back', async () => {
  const store = await here()
  const replaceState = vi.fn()
  vi.stubGlobal('history', { replaceState })
  vi.stubGlobal('location', { hash: '#/visiting/new?assignment=7' })
  const keeper = new Keeper<Said>(store, { place: PLACE, opened: BLANK, blank: null, onKept: findAgain('visiting', '42') })
  await keeper.keep()
  expect(replaceState).not.toHaveBeenCalled()
  type(keeper, '去了班前会')
  await keeper.keep()
  expect(replaceState.mock.calls).toEqual([[null, '', '#/visiting/42']])
  location.hash = '#/visits'
  type(keeper, '去了班前会，谈了话')
  await keeper.keep()
  expect(replaceState).toHaveBeenCalledTimes(1)
  vi.unstubAllGlobals()
})

test('where the browser keeps nothing a form is a form, without a draft', async () => {
  phone.value = null
  const keeper = new Keeper<Said>(null, { place: PLACE, opened: BLANK, blank: BLANK })
  keeper.begin()
  type(keeper, '没有本机')
  await saveAll()
  keeper.end()
  expect(keeper.writing.value.words).toBe('没有本机')
})

test('a row that was fetched anew takes the place of the old one, but never of words; what was sent leaves no draft', async () => {
  const store = await here()
  const keeper = opened(store)
  const [second, third] = [{ ...BLANK, day: '2026-11-29' }, { ...BLANK, day: '2026-11-30' }]
  keeper.rest(second)
  expect(keeper.writing.value).toEqual(second)
  await keeper.keep()
  expect(await lying(store)).toEqual([])
  type(keeper, '我写的')
  await keeper.keep()
  keeper.rest(third)
  expect(keeper.writing.value).toEqual({ ...second, words: '我写的' })
  expect(await again(store)).toBe('我写的')
  keeper.rest(keeper.writing.value)
  await keeper.keep()
  expect(await lying(store)).toEqual([])
})

test('words left here are given back over a row that is fetched anew meanwhile', async () => {
  const store = await here()
  type(opened(store), '没写完')
  await saveAll()
  const keeper = opened(store)
  keeper.rest({ ...BLANK, day: '2026-11-29' })
  await vi.waitFor(() => expect(keeper.writing.value.words).toBe('没写完'))
})

test('reasons of a return lie under the reviewer\'s own key, and the next reviewer of this window sees none of them', async () => {
  const first = await here()
  writeReason('m1', 'place', '写明地点')
  await saveAll()
  expect((await drafts(first.store, '')).map(one => [one.id, one.content])).toEqual([['words:return/m1', { place: '写明地点' }]])
  phone.value = null
  const second = await here()
  expect(reasonsOf('m1')).toEqual({})
  await saveAll()
  expect(await lying(second)).toEqual([])
  phone.value = first
  reasonsOf('m1')
  await vi.waitFor(() => expect(reasonsOf('m1')).toEqual({ place: '写明地点' }))
  dropReasons('m1')
  await saveAll()
  expect(await lying(first)).toEqual([])
  phone.value = null
})
