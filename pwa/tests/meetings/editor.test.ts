/** A record that is saved while its writer writes on. */
import { afterEach, expect, test, vi } from 'vitest'
import type { Branch } from '../../src/branch'
import { Editor } from '../../src/meetings/editor'
import { effects } from '../../src/meetings/mutations'
import { openWriting } from '../../src/meetings/opening'
import { saveAll, savers } from '../../src/release'
import type { As, Meeting } from '../../src/rows'
import { drafts, Phone, StorageFull } from '../../src/sync'
import { member, organisation, post } from '../rows'
import { sealOf } from '../sync/bench'

const branch: Branch = { id: 'b', name: '综采一队党支部', groups: [], members: [member('a'), member('c')], posts: [post('a', 'secretary')], orgs: [organisation('b')], leads: true, seen: 7 }
let serial = 0

afterEach(() => { savers.clear() })

async function opened(): Promise<{ phone: Phone; editor: Editor }> {
  const account = `editor-${serial++}`
  const phone = await Phone.open({ account, parents: { attendance: 'meeting' }, effects, seal: await sealOf(account) })
  const editor = new Editor(phone, branch, (await openWriting(phone, branch, 'a', { meeting: null, obligation: null, kind: null }))!)
  editor.set({ agenda: '学习安全', place: '井口' })
  editor.mark({ a: { status: 'present', reason: '' } })
  return { phone, editor }
}

/** `typing` happens while the first save waits for the disk. */
function meanwhile(phone: Phone, typing: () => void): void {
  const record = phone.record.bind(phone)
  vi.spyOn(phone, 'record').mockImplementationOnce((...given) => { const made = record(...given); typing(); return made })
}

const sent = async (phone: Phone) => (await phone.waiting()).map(({ mutation: { name, set, args } }) => [name, set ?? args])
const shown = async (phone: Phone, { writing }: Editor) => phone.row<As<Meeting>>('meeting', writing.value.id)

test('what is typed while a save waits for the disk is in the record, once, when it is said to be saved', async () => {
  const { phone, editor } = await opened()
  meanwhile(phone, () => {
    editor.set({ agenda: '学习安全规程' })
    editor.mark({ c: { status: 'leave', reason: '病假' } })
  })
  await editor.save(true)
  const [, marked, submitted, ...later] = await sent(phone)
  expect([marked![0], submitted![0]]).toEqual(['attendance.mark.v1', 'meeting.submit.v1'])
  expect(later).toEqual([
    ['meeting.set.v1', { agenda: ['学习安全', '学习安全规程'] }],
    ['attendance.mark.v1', { marks: { c: [null, 'leave', '病假'] }, revs: {} }],
    ['meeting.submit.v1', {}],
  ])
  expect(await shown(phone, editor)).toMatchObject({ agenda: '学习安全规程', place: '井口', status: 'submitted' })
  editor.end()
  await editor.keep()
  expect(await drafts(phone.store, '')).toEqual([])
})

test('a save that nobody types into is one', async () => {
  const { phone, editor } = await opened()
  const record = vi.spyOn(phone, 'record')
  await editor.save(false)
  editor.end()
  await editor.keep()
  expect(record).toHaveBeenCalledTimes(1)
})

test('what is typed after it was said to be saved, the page still there, goes the same way', async () => {
  const { phone, editor } = await opened()
  await editor.save(false)
  editor.set({ place: '井口会议室' })
  editor.end()
  await editor.keep()
  expect((await sent(phone)).at(-1)).toEqual(['meeting.set.v1', { place: ['井口', '井口会议室'] }])
  expect(await drafts(phone.store, '')).toEqual([])
})

test('an update is told when the draft cannot be kept, and when it is', async () => {
  const { phone, editor } = await opened()
  const full = new StorageFull()
  vi.spyOn(phone.store, 'write').mockRejectedValueOnce(full)
  expect([await saveAll(), editor.draft.value.failed]).toEqual([full, true])
  expect([await saveAll(), editor.draft.value.failed]).toEqual([null, false])
})

test('where the disk has no room for the rest, the rest is left to be saved, and only that', async () => {
  const { phone, editor } = await opened()
  meanwhile(phone, () => {
    editor.set({ agenda: '学习安全规程' })
    vi.spyOn(phone, 'record').mockRejectedValueOnce(new StorageFull())
  })
  await expect(editor.save(false)).rejects.toBeInstanceOf(StorageFull)
  await editor.keep()
  const again = new Editor(phone, branch, (await openWriting(phone, branch, 'a', { meeting: editor.writing.value.id, obligation: null, kind: null }))!)
  expect(again.writing.value.fields.agenda).toBe('学习安全规程')
  await again.save(false)
  expect((await sent(phone)).slice(2)).toEqual([['meeting.set.v1', { agenda: ['学习安全', '学习安全规程'] }]])
})
