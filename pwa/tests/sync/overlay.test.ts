/** What is laid over the server's rows, and what an edit on top of it rests on. */
import { expect, test } from 'vitest'
import { overlay, paint, type Brush } from '../../src/sync/overlay'
import type { Row } from '../../src/sync/types'

const row = (rev: number, place: string): Row => ({ id: 'm1', rev, place })
const edit = (base: number, place: string) => ({ name: 'meeting.set.v1', row: 'm1', base, set: { place: [null, place] as [null, string] }, mid: 1, at: { wall: 0, mono: 0, boot: '' } })

test('an edit over a waiting one rests on what that one had seen, whatever was pulled beneath it meanwhile', () => {
  const patches = paint([edit(5, '三号'), edit(7, '四号')], {}).get('meeting')
  expect(overlay([row(9, '别人写的')], patches)).toEqual([{ id: 'm1', rev: 5, place: '四号' }])
})

test('a row shown with marks that still wait has no revision of its own', () => {
  const effects = { 'attendance.mark.v1': (_: unknown, brush: { make: (t: string, id: string, v: { status: string }) => void }) => { brush.make('attendance', 'a1', { status: 'leave' }) } }
  const patches = paint([{ ...edit(0, ''), name: 'attendance.mark.v1' }], effects).get('attendance')
  expect(overlay([{ id: 'a1', rev: 3, status: 'absent' }], patches)).toEqual([{ id: 'a1', rev: 0, status: 'leave' }])
})

test('what only the server knows of a row that was made here stands blank until it has said so', () => {
  const effects = { 'attendance.mark.v1': (_: unknown, brush: Brush) => { brush.make('attendance', 'a1', { status: 'leave' }, { held_start: null }) } }
  const patches = paint([{ ...edit(0, ''), name: 'attendance.mark.v1' }], effects).get('attendance')
  expect(overlay([], patches)).toEqual([{ id: 'a1', rev: 0, status: 'leave', held_start: null }])
  expect(overlay([{ id: 'a1', rev: 3, status: 'absent', held_start: 7 }], patches)).toEqual([{ id: 'a1', rev: 0, status: 'leave', held_start: 7 }])
})

test('a row with nothing over it is as the server said', () => {
  expect(overlay([row(9, '井口')], undefined)).toEqual([row(9, '井口')])
})
