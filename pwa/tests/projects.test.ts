/** How projects stand on a phone, by the server's own vectors; what a proposal lacks, and which steps keep and send it. */
import { readFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { dayFault, editsOf, intentsOf, lacking, type Fields, type Writing } from '../src/projects/reading'
import { byUrgency, standingAt, type Moments } from '../src/projects/standing'
import type { Project } from '../src/rows'

interface Vector { name: string; moments: Moments; now_ms: number; standing: string }
const vectors = JSON.parse(readFileSync('../tests/vectors/projects.json', 'utf8')) as Vector[]

test.each(vectors)('$name', ({ moments, now_ms, standing }) => {
  expect(standingAt(moments, now_ms)).toBe(standing)
})

test('the most urgent comes first', () => {
  const one = (id: string, due_at: number | null, state: string) => ({ id, state, ends_on: id, due_at, warn_at: due_at && due_at - 10, grace_at: due_at && due_at + 10, is_late: false }) as unknown as Project & { id: string }
  expect([one('done', null, 'graded'), one('calm', 500, 'running'), one('soon', 105, 'running'), one('over', 50, 'approved')].sort(byUrgency(100)).map(each => each.id)).toEqual(['over', 'soon', 'calm', 'done'])
})

const FIELDS: Fields = { title: '达产达标', problems: '地质复杂', goal: '92%', measures: '先锋岗', leader: '书记', starts_on: '2026-11-16', ends_on: '2027-10-31', milestones: [{ id: 'm1', text: '会审', due_on: '2026-12-20' }] }
const writing = (fields: Partial<Fields>, seen: Fields | null = null): Writing => ({ id: 'p', owner: 'o', branches: ['b'], base: seen ? 3 : 0, seen, fields: { ...FIELDS, ...fields } })

describe('a proposal', () => {
  it('says what is missing before it is sent', () => {
    expect(lacking(FIELDS)).toEqual([])
    expect(lacking({ ...FIELDS, goal: ' ', milestones: [{ id: 'm1', text: '', due_on: '' }] })).toEqual(['goal', 'milestones'])
  })

  it('has its days in order', () => {
    expect(dayFault(FIELDS)).toBeNull()
    expect(dayFault({ ...FIELDS, ends_on: '2026-01-01' })).toBe('ends_on')
    expect(dayFault({ ...FIELDS, milestones: [{ id: 'm1', text: '会审', due_on: '2028-01-01' }] })).toBe('milestones')
  })

  it('sends what differs from what was seen, begin and end together', () => {
    expect(editsOf(writing({ goal: '95%' }, FIELDS))).toEqual({ goal: ['92%', '95%'] })
    expect(Object.keys(editsOf(writing({ ends_on: '2027-11-30' }, FIELDS))).sort()).toEqual(['ends_on', 'starts_on'])
    expect(Object.keys(editsOf(writing({ goal: '' }))).includes('goal')).toBe(false)
  })

  it('is kept before it is sent', () => {
    expect(intentsOf(writing({}), '2026-11-16', 's').map(one => [one.name, one.row])).toEqual([['project.set.v1', 'p'], ['project.move.v1', 's']])
    expect(intentsOf(writing({}, FIELDS), '2026-11-16', null)).toEqual([])
  })
})
