/** What waits to be marked at a branch, and what a roll call made without a network looks like until the server has answered. */
import { expect, test } from 'vitest'
import type { As, TrainingMark, TrainingSession } from '../../src/rows'
import { overlay, paint } from '../../src/sync/overlay'
import type { Row, Shown } from '../../src/sync'
import { training } from '../../src/training'
import { holding, marking } from '../../src/training/marking'
import { readTraining } from '../../src/training/reading'
import { telling } from '../../src/training/telling'

const session = (id: string, part: Partial<TrainingSession>): As<TrainingSession> => ({ id, rev: 1, course: 'c', title: id, layer: 'mine', reach: 'mine', branches: [], held_on: '2026-11-10', place: '', lecturer: '', ...part }) as As<TrainingSession>
const mark = (id: string, part: Partial<TrainingMark>): As<TrainingMark> => ({ id, rev: 1, session: 'marked', member: id, branch: 'b', title: 'marked', held_on: '2026-11-09', status: 'present', reason: '', by_name: '', at: 1, ...part }) as As<TrainingMark>

const tables: Record<string, unknown[]> = {
  training_session: [session('every', {}), session('marked', { held_on: '2026-11-09' }), session('ahead', { held_on: '2026-11-20' }), session('later', { held_on: '2026-11-25' }), session('theirs', { reach: 'branch', branches: ['other'] })],
  training_mark: [mark('m1', {}), mark('m2', { status: 'leave' }), mark('m3', { status: 'made_up' })],
  contest_result: [{ id: 'r1', member: 'm1', branch: 'b', held_on: '2026-10-01' }, { id: 'r2', member: 'x', branch: 'other', held_on: '2026-10-01' }],
  mentor_pair: [{ id: 'p1', mentor: 'm2', apprentice: 'm1', branch: 'b', result: 'passed', to_on: '2026-12-31' }, { id: 'p2', mentor: 'm3', apprentice: '', branch: 'b', result: '', to_on: '2026-12-01' }],
}
const phone = { rows: (table: string) => Promise.resolve(tables[table]), touched: () => Promise.resolve({ waiting: new Set(), open: new Set() }) } as unknown as Parameters<typeof readTraining>[0]
const ids = (rows: readonly { id: string }[]) => rows.map(one => one.id)

test('a branch sees what it has still to mark, what comes next, and how many were there', async () => {
  const shown = await readTraining(phone, 'b', 'm1', '2026-11-16')
  expect([ids(shown.toMark), ids(shown.ahead), ids(shown.over)]).toEqual([['every'], ['ahead', 'later'], ['marked']])
  expect(shown.counts.get('marked')).toBe(2)
  expect([ids(shown.marks), ids(shown.results), ids(shown.pairs)]).toEqual([['m1'], ['r1'], ['p2', 'p1']])
})

test('a member without a post sees the own records, and nothing to mark', async () => {
  const shown = await readTraining(phone, null, 'm1', '2026-11-16')
  expect([ids(shown.toMark), ids(shown.results), ids(shown.pairs)]).toEqual([[], ['r1'], ['p1']])
})

const mutation = (intent: object) => ({ mid: 1, at: {}, ...intent }) as unknown as Shown

test('a session and its marks stand on the phone at once, by the ids that the server gives them', () => {
  const held = mutation(holding('s', 0, 'b', { title: ' 岗位规程 ', held_on: '2026-11-16', place: '', lecturer: '' }))
  const made = session('s', { course: '', title: '岗位规程', held_on: '2026-11-16' })
  const marked = mutation(marking(made, 'b', { m1: ['leave', '当班'] }, new Map()))
  const patches = paint([held, marked], training.effects!)
  const [row] = overlay([], patches.get('training_session')) as (As<TrainingSession> & Row)[]
  expect([row!.title, row!.reach, row!.branches]).toEqual(['岗位规程', 'branch', ['b']])
  const [one] = overlay([], patches.get('training_mark')) as (As<TrainingMark> & Row)[]
  expect([one!.id, one!.status, one!.reason, one!.title]).toEqual(['2bf2a96b-7e9b-51d5-b1ea-54a564bb18f5', 'leave', '当班', '岗位规程'])
  expect(telling.says(marked, new Map([['m1', '张三']]))).toEqual([['张三', '请假：当班']])
  expect([telling.record(marked), telling.form(held)]).toEqual(['training/session/s', 'training/hold/s'])
})

test('a roll call says which status was seen', () => {
  const seen = new Map([['m1', mark('m1', { status: 'leave' })]])
  expect(marking(session('s', {}), 'b', { m1: ['made_up', ''], m2: ['present', ''] }, seen).args!['marks']).toEqual({ m1: ['leave', 'made_up', ''], m2: [null, 'present', ''] })
})
