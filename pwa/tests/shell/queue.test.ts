/** What the queue says of an entry, what may be done with it, and when a phone has been away for too long. */
import { expect, test } from 'vitest'
import { daysAway, daysLeft } from '../../src/delivery'
import { telling } from '../../src/meetings/telling'
import { textsIn } from '../../src/rescue/office/imports'
import { waysOn } from '../../src/repair'
import { fetchTellings } from '../../src/shell/telling'
import type { Mutation, Outcome } from '../../src/sync'
import { NEW_SERVER } from '../../src/sync/device'

const DAY = 24 * 3600 * 1000
const away = (waiting: number, oldest_at: number | null, answered_at: number | null) => daysAway({ waiting, open: 0, files: 0, oldest_at, server: { ...NEW_SERVER, answered_at } }, 100 * DAY)

test('a phone says that it was away for fourteen days, while work waits and not before', () => {
  expect(away(1, 99 * DAY, 86 * DAY)).toBe(14)
  expect(away(1, 80 * DAY, 86 * DAY + 1)).toBeNull()
  expect(away(0, null, 10 * DAY)).toBeNull()
  expect(away(1, 70 * DAY, null)).toBe(30)
})

test('so does a store that is shut, of the work of its owner', () => {
  expect(daysLeft({ waiting: 2, oldest_at: 86 * DAY }, 100 * DAY)).toBe(14)
  expect(daysLeft({ waiting: 2, oldest_at: 86 * DAY + 1 }, 100 * DAY)).toBeNull()
  expect(daysLeft({ waiting: 0, oldest_at: 10 * DAY }, 100 * DAY)).toBeNull()
  expect(daysLeft({ waiting: 1 }, 100 * DAY)).toBeNull()
})

const ways = (result: Outcome['result'], reason: string | null = null, mends = true) => waysOn({ state: 'open', outcome: { mid: 1, result, reason } }, mends)

test('what waits is never taken out, and each refusal has its ways on', () => {
  expect(waysOn({ state: 'waiting', outcome: null }, true)).toEqual([])
  expect(waysOn({ state: 'done', outcome: { mid: 1, result: 'rejected' } }, true)).toEqual([])
  expect(ways('rejected')).toEqual(['mend', 'discard'])
  expect(ways('rejected', null, false)).toEqual(['resend', 'discard'])
  expect(waysOn({ state: 'open', outcome: { mid: 1, result: 'rejected', problem: { code: 'conflict.decided', title: '', detail: '' } } }, false)).toEqual(['seen'])
  expect(ways('quarantined')).toEqual(['resend', 'seen', 'discard'])
  expect(ways('held', 'locked')).toEqual(['seen'])
  expect(ways('held', 'rights')).toEqual(['discard'])
  expect(ways('held', 'depends')).toEqual(['resend', 'discard'])
  expect(ways('held', 'of another day')).toEqual(['seen'])
})

const mutation = (name: string, more: Partial<Mutation>): Mutation => ({ mid: 1, name, row: 'm', base: 0, at: { wall: 0, mono: 0, boot: '' }, ...more })
const names = new Map([['p', '王建国'], ['q', '李志强']])

test('a meeting is told field by field, and a roll call person by person', () => {
  expect(telling.says(mutation('meeting.set.v1', { set: { place: ['a', '井口'], chair: [null, 'p'], agenda: ['x', ''] } }), names))
    .toEqual([['地点', '井口'], ['主持人', '王建国'], ['议题', expect.any(String)]])
  expect(telling.says(mutation('attendance.mark.v1', { args: { marks: { p: [null, 'present', ''], q: ['present', 'leave', '下井'] } } }), names))
    .toEqual([['王建国', '到会'], ['李志强', '请假 · 下井']])
  expect(telling.says(mutation('attendance.mark_all.v1', { args: { status: 'present', except: { q: ['leave', '下井'] }, seen: 3 } }), names))
    .toEqual([[expect.any(String), '到会'], ['李志强', '请假 · 下井']])
  expect(telling.says(mutation('file.attach.v1', { args: { meeting: 'x', kind: 'photo', name: '会场.jpg' } }), names)).toEqual([['照片', '会场.jpg']])
  expect(telling.record(mutation('file.attach.v1', { args: { meeting: 'x' } }))).toBe('record/x')
  expect(telling.says(mutation('fact.enter.v1', {}), names)).toBeNull()
  expect([telling.form(mutation('meeting.set.v1', {})), telling.form(mutation('meeting.delete.v1', {}))]).toEqual(['write/m', null])
})

test('a decided clash is told by what was chosen, and by the words that were written for it', () => {
  const says = (args: Mutation['args']) => telling.says(mutation('conflict.resolve.v1', { args }), names)
  expect(says({ choose: 'other' })).toEqual([['决定', '改用另一种']])
  expect(says({ choose: 'value', value: { agenda: '学习\n排查' } })).toEqual([['决定', '另写'], ['议题', '学习\n排查']])
})

test('what no part knows is told as it is, and giving up by its reason', async () => {
  const { says, record } = await fetchTellings()
  expect(says(mutation('mutation.discard.v1', { args: { log: 'x', mid: 3, reason: '记错了' } }), names)).toEqual([['原因', '记错了']])
  expect(says(mutation('thing.choose.v1', { args: { choose: 'kept' } }), names)).toEqual([['choose', 'kept']])
  expect(record(mutation('thing.choose.v1', {}))).toBeNull()
})

test('of a draft the office reads its texts, whatever its form', () => {
  expect(textsIn({ org: '0193a1b2-0000-7000-8000-000000000003', values: { place: '井口', n: 4, none: null, ' ': '  ' }, list: [{ text: '决议一' }] })).toEqual(['井口', '决议一'])
})
