/** A story that is being written at a desk: what is typed outlives a reload, over the revision alone that it was typed over, until the server has it. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { dropChanges, leave, open, save, write, writing } from '../../src/honours/office/writing'
import { saveAll, savers } from '../../src/release'
import { phone } from '../../src/session'
import { drafts } from '../../src/sync'
import { openPhone } from '../sync/bench'

const tale = (rev: number, title: string) => ({ story: 's1', rev, kind: 'person', org: 'b', title, lead: '', people: [], blocks: [], pictures: [] })
let stands = tale(3, '徐建新')

beforeEach(async () => {
  phone.value = await openPhone()
  stands = tale(3, '徐建新')
  vi.stubGlobal('fetch', async (_: unknown, { method, body }: RequestInit = {}) => {
    if (method === 'PUT' || method === 'POST') stands = tale(stands.rev + 1, (JSON.parse(String(body)) as { title: string }).title)
    return Response.json(stands)
  })
})
afterEach(() => { leave(); phone.value = null; savers.clear(); vi.unstubAllGlobals() })

const lying = async () => (await drafts<{ title: string }>(phone.value!.store, '')).map(one => [one.id, one.content.title])

async function reloaded(): Promise<void> {
  await saveAll()
  leave()
  await open('s1')
}

test('what is typed over a story is there after a reload, and said to be unsaved', async () => {
  await open('s1')
  write({ title: '徐建新的三十年' })
  await reloaded()
  await vi.waitFor(() => expect([writing.value.draft.title, writing.value.changed]).toEqual(['徐建新的三十年', true]))
})

test('once the server has it nothing is kept, and what is typed next is kept over the new revision', async () => {
  await open('s1')
  write({ title: '第一稿' })
  await saveAll()
  await save()
  await vi.waitFor(async () => expect(await lying()).toEqual([]))
  write({ title: '第二稿' })
  await reloaded()
  await vi.waitFor(() => expect([writing.value.tale?.rev, writing.value.draft.title]).toEqual([4, '第二稿']))
})

test('a new story is kept before it has an address; saved, its draft goes', async () => {
  await open('new')
  write({ title: '还没有地址' })
  await saveAll()
  leave()
  await open('new')
  await vi.waitFor(() => expect(writing.value.draft.title).toBe('还没有地址'))
  expect(await save()).toBe('s1')
  await vi.waitFor(async () => expect(await lying()).toEqual([]))
})

test('what is typed on while a new story is saved for the first time is kept under its own address, and the next new one begins empty', async () => {
  await open('new')
  write({ title: '第一稿' })
  const saving = save()
  write({ title: '第一稿，又写了几个字' })
  expect(await saving).toBe('s1')
  await saveAll()
  await vi.waitFor(async () => expect(await lying()).toEqual([['words:office/story/s1', '第一稿，又写了几个字']]))
  await save()
  await open('new')
  await saveAll()
  expect([writing.value.draft.title, await lying()]).toEqual(['', []])
})

test('whoever leaves a story while it is saved keeps what was typed over it, and nothing of it reaches the one that is opened next', async () => {
  await open('new')
  write({ title: '第一稿' })
  const saving = save()
  write({ title: '第一稿，又写了几个字' })
  await open('new')
  write({ title: '另一个故事' })
  await saveAll()
  expect(await saving).toBeNull()
  await saveAll()
  expect([writing.value.tale, writing.value.busy]).toEqual([null, null])
  await vi.waitFor(async () => expect((await lying()).sort()).toEqual([['words:office/story/new', '另一个故事'], ['words:office/story/s1', '第一稿，又写了几个字']]))
})

test('words over a revision that another has changed are not laid over it; who drops the changes has what stands', async () => {
  await open('s1')
  write({ title: '我的改动' })
  await saveAll()
  leave()
  stands = tale(9, '别人的改动')
  await open('s1')
  await saveAll()
  expect([writing.value.draft.title, writing.value.changed]).toEqual(['别人的改动', false])
  write({ title: '又改了' })
  await saveAll()
  dropChanges()
  expect([writing.value.draft.title, writing.value.changed]).toEqual(['别人的改动', false])
  await saveAll()
  expect(await lying()).toEqual([])
})
