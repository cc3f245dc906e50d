/** The recorder opens what lies here: drafts, records on this phone only, and what the server refused. */
import { expect, test } from 'vitest'
import type { Branch } from '../../src/branch'
import { complete, Editor } from '../../src/meetings/editor'
import { effects } from '../../src/meetings/mutations'
import { openWriting, type Asked } from '../../src/meetings/opening'
import { keepDraft, Phone } from '../../src/sync'
import { Bench, sealOf } from '../sync/bench'
import { FakeServer } from '../sync/server'
import { at, member, obligation, organisation, post } from '../rows'

let serial = 0
const openPhone = async () => Phone.open({ account: `opening-${serial++}`, parents: { attendance: 'meeting' }, effects, seal: await sealOf('opening') })

const branch: Branch = { id: 'b', name: '综采一队党支部', groups: [], members: [member('a'), member('c')], posts: [post('a', 'secretary')], orgs: [organisation('b')], leads: true, seen: 7 }
const fresh: Asked = { meeting: null, obligation: null, kind: null }

async function write(phone: Phone, agenda: string, asked: Asked = fresh): Promise<string> {
  const editor = new Editor(phone, branch, (await openWriting(phone, branch, 'a', asked))!)
  editor.set({ agenda, place: '三号会议室' })
  editor.mark({ a: { status: 'present', reason: '' } })
  await editor.save(false)
  return editor.writing.value.id
}

test('a draft of an obligation is found again, and ends with the save', async () => {
  const phone = await openPhone()
  const asked = { ...fresh, obligation: 'o' }
  const server = new FakeServer()
  server.put('branch:b', 'obligation', { ...obligation() })
  await new Bench(phone, server.transport).drain()
  const editor = new Editor(phone, branch, (await openWriting(phone, branch, 'a', asked))!)
  editor.set({ agenda: '学习' })
  await editor.keep()
  const again = (await openWriting(phone, branch, 'a', asked))!
  expect(again.writing).toMatchObject({ id: editor.writing.value.id, fields: { kind: 'theme_day', agenda: '学习' } })
  expect(again.kept_at).not.toBeNull()
  await editor.save(false)
  expect((await openWriting(phone, branch, 'a', { ...fresh, meeting: again.writing.id }))!.kept_at).toBeNull()
})

test('at a talk those who were tapped took part: another tap takes one out again, unless the mark was delivered', async () => {
  const phone = await openPhone()
  const wide = { ...branch, members: [...branch.members, member('d')] }
  const editor = new Editor(phone, wide, (await openWriting(phone, wide, 'a', fresh))!)
  editor.everyonePresent()
  editor.chooseKind({ kind: 'heart_talk' }, 'b')
  expect(editor.heads.value).toMatchObject({ expected: 0, unmarked: 0 })
  editor.tap('a')
  editor.set({ agenda: '谈心', place: '井口' })
  expect(complete(editor.gaps.value)).toBe(false)
  for (const one of ['c', 'd', 'd']) editor.tap(one)
  expect([complete(editor.gaps.value), editor.heads.value.expected]).toEqual([true, 2])
  await editor.save(true)
  const again = new Editor(phone, wide, (await openWriting(phone, wide, 'a', { ...fresh, meeting: editor.writing.value.id }))!)
  again.tap('c')
  expect(again.writing.value.marks).toMatchObject({ a: { status: 'present' }, c: { status: 'leave' } })
})

test('a talk chosen by mistake takes no mark of a hand, and gives back what the button marked, also after the draft was left', async () => {
  const phone = await openPhone()
  const wide = { ...branch, members: ['a', 'c', 'd', 'e'].map(id => member(id)) }
  const first = new Editor(phone, wide, (await openWriting(phone, wide, 'a', { ...fresh, kind: 'theme_day' }))!)
  first.set({ agenda: '学习' })
  first.everyonePresent()
  const byHand = { c: { status: 'leave', reason: '当班' }, d: { status: 'absent', reason: '未请假' } } as const
  first.mark(byHand)
  const roll = first.writing.value.marks
  first.chooseKind({ kind: 'heart_talk' }, 'b')
  expect(first.writing.value.marks).toEqual(byHand)
  await first.keep()
  const again = new Editor(phone, wide, (await openWriting(phone, wide, 'a', { ...fresh, meeting: first.writing.value.id }))!)
  again.chooseKind({ kind: 'theme_day' }, 'b')
  expect(again.writing.value.marks).toEqual(roll)
  await again.save(false)
  expect((await phone.waiting()).map(entry => entry.mutation.name)).toEqual(['meeting.create.v1', 'attendance.mark_all.v1'])
})

test('a draft in which an older app marked everyone loses at a talk those alone who are plainly present', async () => {
  const phone = await openPhone()
  const { writing } = (await openWriting(phone, branch, 'a', { ...fresh, kind: 'theme_day' }))!
  const { by_all: _, ...older } = { ...writing, everyone: true, marks: { a: { status: 'present', reason: '' }, c: { status: 'leave', reason: '病假' } } }
  await keepDraft(phone.store, `meeting:${writing.id}`, older)
  const editor = new Editor(phone, branch, (await openWriting(phone, branch, 'a', { ...fresh, meeting: writing.id }))!)
  editor.chooseKind({ kind: 'heart_talk' }, 'b')
  expect(editor.writing.value.marks).toEqual({ c: { status: 'leave', reason: '病假' } })
})

test('a record on this phone only is changed, not made twice', async () => {
  const phone = await openPhone()
  const id = await write(phone, '一')
  const editor = new Editor(phone, branch, (await openWriting(phone, branch, 'a', { ...fresh, meeting: id }))!)
  editor.set({ agenda: '一、二' })
  await editor.save(false)
  expect((await phone.story(id)).map(entry => entry.mutation.name)).toEqual(['meeting.create.v1', 'attendance.mark.v1', 'meeting.set.v1'])
  expect((await phone.row('meeting', id))!['agenda']).toBe('一、二')
})

test('a refused record opens with what was typed and why, and a save sends it whole again', async () => {
  const phone = await openPhone()
  const server = new FakeServer()
  const bench = new Bench(phone, server.transport)
  server.judge = mutation => (mutation.name === 'meeting.create.v1'
    ? { result: 'rejected', problem: { code: 'meeting.field', title: '地点填写不对', detail: '地点太长', field: 'place' } } : { result: 'held', reason: 'depends' })
  const id = await write(phone, '一')
  await bench.drain()
  const opened = (await openWriting(phone, branch, 'a', { ...fresh, meeting: id }))!
  expect(opened.reasons).toEqual({ place: '地点太长' })
  expect(opened.writing).toMatchObject({ made: true, fields: { agenda: '一' }, marks: { a: { status: 'present' } } })
  const editor = new Editor(phone, branch, opened)
  editor.set({ place: '会议室' })
  await editor.save(false)
  expect(await phone.open()).toEqual([])
  expect((await phone.waiting()).map(entry => entry.mutation.name)).toEqual(['meeting.create.v1', 'attendance.mark.v1'])
})

test('what another kind of meeting does not expect is not sent', async () => {
  const phone = await openPhone()
  const editor = new Editor(phone, branch, (await openWriting(phone, branch, 'a', fresh))!)
  editor.mark({ a: { status: 'present', reason: '' }, c: { status: 'present', reason: '' } })
  editor.set({ kind: 'committee_meeting' })
  await editor.save(false)
  const marks = (await phone.waiting()).find(entry => entry.mutation.name === 'attendance.mark.v1')!
  expect(Object.keys(marks.mutation.args!['marks'] as object)).toEqual(['a'])
})

test('a record that is nowhere is not opened', async () => {
  expect(await openWriting(await openPhone(), branch, 'a', { ...fresh, meeting: 'nowhere' })).toBeNull()
})

test('a draft kept by hand is listed under its record', async () => {
  const phone = await openPhone()
  const { writing } = (await openWriting(phone, branch, 'a', fresh))!
  await keepDraft(phone.store, `meeting:${writing.id}`, writing)
  expect((await openWriting(phone, branch, 'a', { ...fresh, meeting: writing.id }))!.writing.id).toBe(writing.id)
})

test('a roll of all present is seen at once, and a refused one opens with every mark', async () => {
  const phone = await openPhone()
  const server = new FakeServer()
  server.judge = mutation => (mutation.name === 'meeting.create.v1' ? { result: 'rejected', problem: { code: 'x', title: 'x', detail: 'x' } } : { result: 'held', reason: 'depends' })
  const editor = new Editor(phone, branch, (await openWriting(phone, branch, 'a', fresh))!)
  editor.set({ agenda: '一' })
  editor.everyonePresent()
  editor.mark({ c: { status: 'leave', reason: '病假' } })
  await editor.save(false)
  const id = editor.writing.value.id
  const marks = async () => (await phone.children('attendance', id)).map(row => [row['member'], row['status'], row['reason']]).sort()
  expect((await phone.waiting()).map(entry => entry.mutation.name)).toEqual(['meeting.create.v1', 'attendance.mark_all.v1'])
  expect(await marks()).toEqual([['a', 'present', ''], ['c', 'leave', '病假']])
  await new Bench(phone, server.transport).drain()
  const log = await phone.log_id()
  const again = (await openWriting(phone, branch, 'a', { ...fresh, meeting: id }))!
  expect(again.writing.marks).toEqual({ a: { status: 'present', reason: '' }, c: { status: 'leave', reason: '病假' } })
  expect(again.resends).toEqual([1, 2].map(mid => [log, mid]))
})

test('another kind is prefilled from its own last meeting, and what was typed stays', async () => {
  const phone = await openPhone()
  const last = new Editor(phone, branch, (await openWriting(phone, branch, 'a', { ...fresh, kind: 'party_lecture' }))!)
  last.set({ place: '大礼堂', agenda: '讲党课' })
  await last.save(false)
  const editor = new Editor(phone, branch, (await openWriting(phone, branch, 'a', { ...fresh, kind: 'theme_day' }))!)
  editor.chooseKind({ kind: 'party_lecture' }, 'b')
  expect([editor.writing.value.fields.place, editor.last?.agenda]).toEqual(['大礼堂', '讲党课'])
  editor.set({ place: '井口' })
  editor.chooseKind({ kind: 'theme_day' }, 'b')
  expect([editor.writing.value.fields.place, editor.last]).toEqual(['井口', null])
})

test('a draft kept before there were sessions opens, and who joins a session came and is in no other', async () => {
  const phone = await openPhone()
  const { writing } = (await openWriting(phone, branch, 'a', fresh))!
  const { sessions: _, ...older } = writing.fields
  await keepDraft(phone.store, `meeting:${writing.id}`, { ...writing, fields: older }, Date.now())
  const editor = new Editor(phone, branch, (await openWriting(phone, branch, 'a', { ...fresh, meeting: writing.id }))!)
  const again = { team: '中班', day: '2026-11-22', start: '16:00', end: '17:00', place: '井口', members: [] }
  editor.set({ sessions: [again, { ...again, start: '23:30', end: '00:20' }] })
  editor.attend(0, ['a', 'c'], true)
  editor.attend(1, ['c'], true)
  expect(editor.writing.value.fields.sessions.map(one => one.members)).toEqual([['a'], ['c']])
  expect(editor.writing.value.marks).toMatchObject({ a: { status: 'present' }, c: { status: 'present' } })
  expect(editor.gaps.value.sessions).toBeNull()
  editor.mark({ c: { status: 'leave', reason: '病假' } })
  await editor.save(false)
  expect((await phone.row('meeting', writing.id))!['sessions']).toMatchObject([{ team: '中班', members: ['a'] }, { held_end: at('2026-11-23', '00:20'), members: [] }])
})

test('what was written the last time is of the same kind and the same group', async () => {
  const phone = await openPhone()
  await write(phone, '学习安全生产规程')
  const editor = new Editor(phone, branch, (await openWriting(phone, branch, 'a', fresh))!)
  expect(editor.last).toMatchObject({ kind: 'theme_day', agenda: '学习安全生产规程' })
  editor.chooseKind({ kind: 'party_lecture' }, 'b')
  expect(editor.last).toBeNull()
  editor.chooseKind({ kind: 'theme_day' }, 'another group')
  expect(editor.last).toBeNull()
})
