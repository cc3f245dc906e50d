/** Colours grow older on a phone that is away; facts do not change there. */
import { expect, test } from 'vitest'
import { byUrgency, colourOf, hasBegun, pileOf, recordFor, stateAt, type Duty } from '../../src/obligations/rules'
import type { Meeting, ObligationState } from '../../src/rows'
import { at, meeting, obligation } from '../rows'

const open = obligation()

test('an open obligation turns yellow, red in doubt, and red by the clock alone', () => {
  const days: [string, ObligationState][] = [['2026-12-23', 'upcoming'], ['2026-12-24', 'warning'], ['2026-12-31', 'warning'], ['2027-01-01', 'overdue_provisional'], ['2027-01-07', 'overdue']]
  expect(days.map(([day]) => stateAt(open, at(day, '12:00')))).toEqual(days.map(([, state]) => state))
})

test('what the server concluded from facts stays', () => {
  for (const state of ['done', 'late', 'overdue', 'held_unfiled'] as const) expect(stateAt({ ...open, state }, at('2027-03-01'))).toBe(state)
})

test('an extension counts until it ends, an exemption for good', () => {
  expect(stateAt({ ...open, state: 'excused', excused_reason: '抢险', excused_until_at: at('2027-01-10') }, at('2027-01-09'))).toBe('excused')
  expect(stateAt({ ...open, state: 'excused', excused_reason: '抢险', excused_until_at: at('2027-01-10') }, at('2027-01-11'))).toBe('overdue_provisional')
  expect(stateAt({ ...open, state: 'excused', excused_reason: '抢险' }, at('2028-01-01'))).toBe('excused')
})

const recorded = (change: Partial<Meeting> = {}) => meeting({ held_start: at('2026-12-10'), ...change })

test('a record on this phone is found by kind, organisation and period', () => {
  expect(recordFor(open, [recorded({ kind: 'party_lecture' }), recorded({ org: 'g' }), recorded({ held_start: at('2026-11-30') })])).toBeNull()
  expect(recordFor(open, [recorded({ id: 'fits' })])?.id).toBe('fits')
  expect(recordFor({ ...open, meeting: 'named' }, [recorded({ id: 'fits' }), recorded({ id: 'named', kind: 'party_lecture' })])?.id).toBe('named')
})

test('a midnight in Shanghai parts the months', () => {
  expect(recordFor(open, [recorded({ held_start: at('2026-12-31', '23:30') })])).not.toBeNull()
  expect(recordFor(open, [recorded({ held_start: at('2027-01-01', '00:00') })])).toBeNull()
})

test('the most urgent comes first; what is recorded is not to do any more', () => {
  const duty = (state: ObligationState, due: string, record: Meeting | null = null): Duty => ({ obligation: { ...open, due_at: at(due) }, state, recorded: record })
  const sorted = [duty('done', '2026-12-01'), duty('warning', '2026-12-31'), duty('overdue', '2026-12-02'), duty('warning', '2026-12-30'), duty('overdue_provisional', '2026-12-03')].sort(byUrgency)
  expect(sorted.map(one => one.state)).toEqual(['overdue', 'overdue_provisional', 'warning', 'warning', 'done'])
  expect(sorted[2]!.obligation.due_at).toBe(at('2026-12-30'))
  expect(pileOf(duty('overdue', '2026-12-02', recorded({ status: 'submitted' })))).toBe('recorded')
  expect(pileOf(duty('overdue', '2026-12-02', recorded({ status: 'draft' })))).toBe('due')
  expect(colourOf('late')).toBe('red')
})

test('a duty is shown once its month, quarter or year has begun', () => {
  const now = at('2026-11-22', '12:00')
  const begun = ['2026-10', '2026-11', '2026-12', '2026-Q3', '2026-Q4', '2027-Q1', '2025', '2026', '2027'].filter(period => hasBegun(period, now))
  expect(begun).toEqual(['2026-10', '2026-11', '2026-Q3', '2026-Q4', '2025', '2026'])
})
