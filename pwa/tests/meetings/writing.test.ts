/** From a form to mutations: what was seen, what is wanted, and nothing else. */
import { expect, test } from 'vitest'
import type { Branch } from '../../src/branch'
import { editsOf, editWriting, intentsOf, newWriting, spanOf, type Known, type Writing } from '../../src/meetings/writing'
import { at, attendance, meeting, member, post } from '../rows'

const NOW = at('2026-11-22', '16:24')

const branch: Branch = { id: 'b', name: '综采一队党支部', groups: [], members: [member('a'), member('c')], posts: [post('a', 'secretary')], orgs: [], leads: true }
const known: Known = { branch, me: 'c', now: NOW, obligation: null, kind: 'theme_day', org: 'b', last: null }

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
  const [create, marks, submit] = intentsOf(writing, true)
  expect(create).toMatchObject({ name: 'meeting.create.v1', row: 'm', base: 0, args: { branch: 'b', org: 'b' }, set: { agenda: [null, '学习'], kind: [null, 'theme_day'] } })
  expect(Object.keys(create!.set!)).not.toContain('discussion')
  expect(marks).toEqual({ name: 'attendance.mark.v1', row: 'm', base: 0, args: { marks: { a: [null, 'present', ''], c: [null, 'leave', '病假'] }, revs: {} } })
  expect(submit).toEqual({ name: 'meeting.submit.v1', row: 'm', base: 0, args: {} })
})

test('changing sends only what changed, with what was seen and its revision', () => {
  const writing: Writing = editWriting(held, [attendance('a', { rev: 3 }), attendance('c', { rev: 3 })], true)
  expect(intentsOf(writing, false)).toEqual([])
  writing.fields.place = '区队会议室'
  writing.fields.end = '09:40'
  writing.marks['c'] = { status: 'leave', reason: '井下当班' }
  expect(intentsOf(writing, false)).toEqual([
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
  const writing = editWriting({ ...held, rev: 0 }, [], false, { place: '很长的地点' }, { a: { status: 'absent', reason: '' } })
  expect(writing.fields.place).toBe('很长的地点')
  expect(intentsOf(writing, false).map(one => one.name)).toEqual(['meeting.create.v1', 'attendance.mark.v1'])
})
