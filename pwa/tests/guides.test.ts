/** How an organisation's month stands on a phone, by the server's own vectors; what a visit lacks, and which steps keep it. */
import { readFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { coverageOf, monthDays, warnOn, type Cadence, type Month } from '../src/coverage'
import { readOwnPlaces } from '../src/ownPlaces'
import { editsOf, intentsOf, lacking, type Choices, type Fields, type Writing } from '../src/guides/reading'

interface Vector { name: string; month: Month; cadence: Cadence; today: string; standing: string }
const vectors = JSON.parse(readFileSync('../tests/vectors/coverage.json', 'utf8')) as Vector[]

test.each(vectors)('$name', ({ month, cadence, today, standing }) => {
  expect(coverageOf(month, cadence, today)).toBe(standing)
})

test('a month has its days', () => {
  expect(monthDays('2028-02')).toEqual(['2028-02-01', '2028-02-29'])
  expect(warnOn('2026-11', { visits: 1, warn_days: 7 })).toBe('2026-11-24')
})

test('a guide\'s organisations stand by urgency, those of others and of the past not at all', async () => {
  const assigned = (id: string, more = {}) => ({ id, person: '', org: id, org_name: id, branches: [], from_on: '2026-11-01', to_on: null, ...more })
  const rows: Record<string, object[]> = {
    guide_assignment: [assigned('seen'), assigned('due'), assigned('past', { to_on: '2026-11-10' }), assigned('else', { person: 'other' })],
    visit: [{ id: 'v', org: 'seen', on: '2026-11-16' }], visit_problem: [{ org: 'due', guide: '', state: 'open' }, { org: 'due', guide: 'other', state: 'open' }],
  }
  const found = await readOwnPlaces({ rows: async <T>(table: string) => (rows[table] ?? []) as T[] }, '2026-11-27')
  expect(found.map(one => [one.assignment.org, one.standing, one.unsolved])).toEqual([['due', 'warning', 1], ['seen', 'covered', 0]])
})

const FIELDS: Fields = { on: '2026-11-16', function: '', way: '', text: '参加支部大会' }
const writing = (fields: Partial<Fields>, more: Partial<Writing> = {}): Writing => ({ id: 'v', assignment: 'a', org: 'b', orgName: '综采二区党支部', branches: ['b'], team: 'guide', base: 0, seen: null, fields: { ...FIELDS, ...fields }, noted: [], problems: [], ...more })
const choices = (is_confirmed: boolean): Choices => ({ function: [{ is_confirmed, is_off: false }], way: [] }) as unknown as Choices

describe('a visit', () => {
  it('says what is missing; what the mine has not named may be left out', () => {
    expect(lacking(writing({}), choices(false))).toEqual([])
    expect(lacking(writing({}), choices(true))).toEqual(['function'])
    expect(lacking(writing({ text: ' ' }, { problems: [{ id: 'p', text: '', base: 0 }] }), choices(false))).toEqual(['text', 'problem'])
  })

  it('sends what differs from what was seen', () => {
    expect(editsOf(writing({ text: '别的' }, { seen: FIELDS }))).toEqual({ text: ['参加支部大会', '别的'] })
    expect(Object.keys(editsOf(writing({}))).sort()).toEqual(['on', 'text'])
  })

  it('keeps the visit before what it found, and drops what was taken away', () => {
    const found = writing({}, { problems: [{ id: 'p', text: '没有补课', base: 0 }] })
    expect(intentsOf(found).map(one => [one.name, one.row])).toEqual([['visit.set.v1', 'v'], ['visit.found.v1', 'p']])
    const later = writing({}, { seen: FIELDS, noted: [{ id: 'p', text: '没有补课', base: 1 }, { id: 'q', text: '牌板旧了', base: 1 }], problems: [{ id: 'q', text: '牌板没有换', base: 1 }] })
    expect(intentsOf(later).map(one => [one.name, one.row])).toEqual([['visit.found.v1', 'q'], ['visit.drop.v1', 'p']])
  })
})
