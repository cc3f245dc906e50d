/** From a form to mutations: what was seen, what is wanted, and nothing else. */
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { Branch } from '../../src/branch'
import { editsOf, editWriting, intentsOf, newWriting, spanOf, type Known, type Roll, type Writing } from '../../src/meetings/writing'
import type { Intent } from '../../src/sync'
import { at, attendance, meeting, member, post } from '../rows'

const NOW = at('2026-11-22', '16:24')

const branch: Branch = { id: 'b', name: '综采一队党支部', groups: [], members: [member('a'), member('c')], posts: [post('a', 'secretary')], orgs: [], leads: true, seen: 4120 }
const known: Known = { branch, me: 'c', now: NOW, obligation: null, kind: 'theme_day', org: 'b', last: null }

const roll: Roll = { expected: [member('a'), member('c'), member('d')], seen: 4120 }

const held = meeting({
  rev: 7, held_start: at('2026-11-20', '08:00'), held_end: at('2026-11-20', '09:30'), place: '三号会议室', chair: 'a', recorder: 'c', agenda: '一',
})

test('a new record is prefilled: it ended now, the secretary chaired, I recorded', () => {
  const { fields } = newWriting('m', known)
  expect(fields).toMatchObject({ day: '2026-11-22', start: '15:20', end: '16:20', chair: 'a', recorder: 'c', place: '' })
})

test('the last meeting of the kind gives place, chair, recorder and how long it lasts', () => {
  const { fields } = newWriting('m', { ...known, last: { ...held, recorder: 'gone' } })
  expect(fields).toMatchObject({ start: '14:50', end: '16:20', place: '三号会议室', chair: 'a', recorder: 'c' })
})

test('an end before the start lies on the next day', () => {
  const span = spanOf({ day: '2026-11-22', start: '23:30', end: '00:20' })
  expect(span.held_end! - span.held_start!).toBe(50 * 60_000)
  expect(spanOf({ day: '2026-11-22', start: '', end: '10:00' })).toEqual({ held_start: null, held_end: at('2026-11-22', '10:00') })
})

test('creating sends what was filled in, with nothing seen', () => {
  const writing = newWriting('m', known)
  writing.fields.agenda = '学习'
  writing.marks = { a: { status: 'present', reason: '' }, c: { status: 'leave', reason: '病假' } }
  const [create, marks, submit] = intentsOf(writing, true, roll)
  expect(create).toMatchObject({ name: 'meeting.create.v1', row: 'm', base: 0, args: { branch: 'b', org: 'b' }, set: { agenda: [null, '学习'], kind: [null, 'theme_day'] } })
  expect(Object.keys(create!.set!)).not.toContain('discussion')
  expect(marks).toEqual({ name: 'attendance.mark.v1', row: 'm', base: 0, args: { marks: { a: [null, 'present', ''], c: [null, 'leave', '病假'] }, revs: {} } })
  expect(submit).toEqual({ name: 'meeting.submit.v1', row: 'm', base: 0, args: {} })
})

test('changing sends only what changed, with what was seen and its revision', () => {
  const writing: Writing = editWriting(held, [attendance('a', { rev: 3 }), attendance('c', { rev: 3 })], true)
  expect(intentsOf(writing, false, roll)).toEqual([])
  writing.fields.place = '区队会议室'
  writing.fields.end = '09:40'
  writing.marks['c'] = { status: 'leave', reason: '井下当班' }
  expect(intentsOf(writing, false, roll)).toEqual([
    { name: 'meeting.set.v1', row: 'm', base: 7, set: { place: ['三号会议室', '区队会议室'], held_start: [held.held_start, held.held_start], held_end: [held.held_end, at('2026-11-20', '09:40')] } },
    { name: 'attendance.mark.v1', row: 'm', base: 0, args: { marks: { c: ['present', 'leave', '井下当班'] }, revs: { c: 3 } } },
  ])
})

test('clearing a text is a change too', () => {
  const writing = editWriting(held, [], true)
  writing.fields.agenda = ''
  expect(editsOf(writing)).toEqual({ agenda: ['一', ''] })
})

test('what was refused is there to be mended, and goes as a new record where the server has none', () => {
  const writing = editWriting({ ...held, rev: 0 }, [], false, 0, { place: '很长的地点' }, { a: { status: 'absent', reason: '' } })
  expect(writing.fields.place).toBe('很长的地点')
  expect(intentsOf(writing, false, roll).map(one => one.name)).toEqual(['meeting.create.v1', 'attendance.mark.v1'])
})

const present = { status: 'present', reason: '' } as const
const all = (change: Partial<Writing>): Writing => ({ ...newWriting('m', known), everyone: true, ...change })

test('all present but for some is one mutation, whoever it means named for the screen alone', () => {
  const writing = all({ marks: { a: present, c: { status: 'leave', reason: '病假' }, d: present } })
  expect(intentsOf(writing, false, roll)[1]).toEqual({
    name: 'attendance.mark_all.v1', row: 'm', base: 0,
    args: { status: 'present', seen: 4120, except: { c: ['leave', '病假'] } }, shows: { members: ['a', 'd'] },
  })
  writing.marks['c'] = present
  expect(intentsOf(writing, false, roll)[1]!.args).toEqual({ status: 'present', seen: 4120 })
})

test('a roll of forty-seven takes less than twenty bytes a mark on the wire', () => {
  const expected = Array.from({ length: 47 }, (_, at) => member(`0193f0a1-7c${at}2-7b${at}1-8a${at}3-5e7d3f1c${at}9b2`))
  const marks = Object.fromEntries(expected.map((one, at) => [one.id, at % 16 ? present : { status: 'leave' as const, reason: '井下当班' }]))
  const [, { shows: _, ...sent }] = intentsOf(all({ marks }), false, { expected, seen: 4120 }) as [Intent, Intent]
  expect(gzipSync(JSON.stringify({ ...sent, mid: 2, at: { wall: 1_794_794_400_123, mono: 90_500, boot: expected[0]!.id } })).length).toBeLessThan(20 * 47)
})

test('one mark for all waits until everyone has one, and claims nobody else\'s mark', () => {
  const some = all({ marks: { a: present, c: present } })
  expect(intentsOf(some, false, roll)[1]!.name).toBe('attendance.mark.v1')
  const seen = editWriting(held, [attendance('c', { status: 'absent', reason: '旷工', rev: 3 })], true, 90)
  const rest: Writing = { ...seen, everyone: true, marks: { ...seen.marks, a: present, d: present } }
  expect(intentsOf(rest, false, roll)[0]).toMatchObject({ name: 'attendance.mark.v1', args: { marks: { a: [null, 'present', ''], d: [null, 'present', ''] } } })
  rest.marks['c'] = present
  expect(intentsOf(rest, false, roll)[0]).toMatchObject({ name: 'attendance.mark_all.v1', args: { status: 'present', seen: 90 } })
})

test('where marks of this phone still wait, everyone is marked by name: what they hide was not seen', () => {
  const seen = editWriting(held, [attendance('c', { status: 'absent', reason: '旷工', rev: 0 })], true, 90)
  const rest: Writing = { ...seen, everyone: true, marks: { a: present, c: present, d: present } }
  expect(intentsOf(rest, false, roll)[0]).toMatchObject({ name: 'attendance.mark.v1', args: { marks: { c: ['absent', 'present', ''] }, revs: {} } })
})

test('a mark of someone who is not expected at this meeting is named beside the others', () => {
  const writing = all({ marks: { a: present, c: present, d: present, guest: present } })
  expect(intentsOf(writing, false, roll)[1]!.args).toEqual({ status: 'present', seen: 4120, except: { guest: ['present', ''] } })
})
