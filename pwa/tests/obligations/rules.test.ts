/** Colours grow older on a phone that is away; facts do not change there. */
import { expect, test } from 'vitest'
import { byUrgency, colourOf, pileOf, recordFor, stateAt, type Duty } from '../../src/obligations/rules'
import type { Meeting, Obligation, ObligationState } from '../../src/rows'
import { instantOf } from '../../src/time'

const at = (day: string, clock = '23:59') => instantOf(day, clock)!
const obligation: Obligation = {
  id: 'o', rev: 1, template: 't', kind: 'theme_day', org: 'b', branch: 'b', period: '2026-12', warn_at: at('2026-12-24', '00:00'), due_at: at('2026-12-31'), grace_at: at('2027-01-06'),
  excused_until_at: null, excused_reason: null, state: 'upcoming', colour: 'grey', meeting: null, held_at: null, filed_at: null, computed_at: 0,
}

test('an open obligation turns yellow, red in doubt, and red by the clock alone', () => {
  const days: [string, ObligationState][] = [['2026-12-23', 'upcoming'], ['2026-12-24', 'warning'], ['2026-12-31', 'warning'], ['2027-01-01', 'overdue_provisional'], ['2027-01-07', 'overdue']]
  expect(days.map(([day]) => stateAt(obligation, at(day, '12:00')))).toEqual(days.map(([, state]) => state))
})

test('what the server concluded from facts stays', () => {
  for (const state of ['done', 'late', 'overdue', 'held_unfiled'] as const) expect(stateAt({ ...obligation, state }, at('2027-03-01'))).toBe(state)
})

test('an extension counts until it ends, an exemption for good', () => {
  expect(stateAt({ ...obligation, state: 'excused', excused_reason: '抢险', excused_until_at: at('2027-01-10') }, at('2027-01-09'))).toBe('excused')
  expect(stateAt({ ...obligation, state: 'excused', excused_reason: '抢险', excused_until_at: at('2027-01-10') }, at('2027-01-11'))).toBe('overdue_provisional')
  expect(stateAt({ ...obligation, state: 'excused', excused_reason: '抢险' }, at('2028-01-01'))).toBe('excused')
})

const meeting = (change: Partial<Meeting>): Meeting => ({
  id: 'm', rev: 1, branch: 'b', org: 'b', kind: 'theme_day', purpose: 'ordinary', title: '', held_start: at('2026-12-10'), held_end: null, place: '', chair: '', recorder: '', observers: '', agenda: '', discussion: '',
  resolutions: [], votes: [], status: 'draft', filed_at: null, submitted_at: null, decided_at: null, returned_reasons: [], ...change,
})

test('a record on this phone is found by kind, organisation and period', () => {
  expect(recordFor(obligation, [meeting({ kind: 'party_lecture' }), meeting({ org: 'g' }), meeting({ held_start: at('2026-11-30') })])).toBeNull()
  expect(recordFor(obligation, [meeting({ id: 'fits' })])?.id).toBe('fits')
  expect(recordFor({ ...obligation, meeting: 'named' }, [meeting({ id: 'fits' }), meeting({ id: 'named', kind: 'party_lecture' })])?.id).toBe('named')
})

test('a midnight in Shanghai parts the months', () => {
  expect(recordFor(obligation, [meeting({ held_start: at('2026-12-31', '23:30') })])).not.toBeNull()
  expect(recordFor(obligation, [meeting({ held_start: at('2027-01-01', '00:00') })])).toBeNull()
})

test('the most urgent comes first; what is recorded is not to do any more', () => {
  const duty = (state: ObligationState, due: string, recorded: Meeting | null = null): Duty => ({ obligation: { ...obligation, due_at: at(due) }, state, recorded })
  const sorted = [duty('done', '2026-12-01'), duty('warning', '2026-12-31'), duty('overdue', '2026-12-02'), duty('warning', '2026-12-30'), duty('overdue_provisional', '2026-12-03')].sort(byUrgency)
  expect(sorted.map(one => one.state)).toEqual(['overdue', 'overdue_provisional', 'warning', 'warning', 'done'])
  expect(sorted[2]!.obligation.due_at).toBe(at('2026-12-30'))
  expect(pileOf(duty('overdue', '2026-12-02', meeting({ status: 'submitted' })))).toBe('recorded')
  expect(pileOf(duty('overdue', '2026-12-02', meeting({ status: 'draft' })))).toBe('due')
  expect(colourOf('late')).toBe('red')
})
