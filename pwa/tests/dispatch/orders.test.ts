/** How orders stand on a phone, by the server's own vectors; and what falls due in a month. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readTasks } from '../../src/dispatch/reading'
import { byOrderUrgency, isOpen, orderColour, standingAt, type Moments } from '../../src/orders'
import type { Order } from '../../src/rows'
import type { Row } from '../../src/sync'

interface Vector { name: string; moments: Moments; now_ms: number; standing: string }
const vectors = JSON.parse(readFileSync('../tests/vectors/orders.json', 'utf8')) as Vector[]

test.each(vectors)('$name', ({ moments, now_ms, standing }) => {
  expect(standingAt(moments, now_ms)).toBe(standing)
})

const NOW = Date.parse('2026-11-25T09:00:00+08:00')
const end = (day: string) => Date.parse(`${day}T23:59:59.999+08:00`)
const order = (id: string, due_on: string, state = 'received'): Order & Row => ({
  id, rev: 1, branch: 'b', state, content: id, due_on, due_at: end(due_on), warn_at: end(due_on) - 4 * 86_400_000, grace_at: end(due_on) + 3 * 86_400_000, progress_warn_at: null, progress_at: null, is_late: false, mend_at: null,
}) as unknown as Order & Row

test('the most urgent comes first, and what is reported waits for the office', () => {
  const all = [order('calm', '2026-12-20'), order('soon', '2026-11-27'), order('over', '2026-11-20'), order('told', '2026-11-20', 'reported')]
  expect([...all].sort(byOrderUrgency(NOW)).map(one => one.id)).toEqual(['over', 'soon', 'calm', 'told'])
  expect(all.filter(isOpen).map(one => one.id)).toEqual(['calm', 'soon', 'over'])
  expect(all.map(one => orderColour(standingAt(one, NOW)))).toEqual(['grey', 'yellow', 'red', 'green'])
})

describe('the tasks of a month', () => {
  const tables: Record<string, unknown[]> = {
    dispatch_order: [order('this month', '2026-11-28'), order('left over', '2026-10-20'), order('told long ago', '2026-10-20', 'closed'), order('taken back', '2026-11-29', 'withdrawn'), { ...order('theirs', '2026-11-28'), branch: 'other' }, { ...order('weekly', '2027-01-10'), every: 'week', issued_at: end('2026-11-05') }],
    obligation: [
      { id: 'duty', branch: 'b', org: 'b', kind: 'theme_day', period: '2026-11', due_at: end('2026-11-30'), state: 'warning', colour: 'yellow', meeting: null },
      { id: 'missed', branch: 'b', org: 'b', kind: 'theme_day', period: '2026-10', due_at: end('2026-10-31'), state: 'overdue', colour: 'red', meeting: null },
      { id: 'made up', branch: 'b', org: 'b', kind: 'theme_day', period: '2026-09', due_at: end('2026-09-30'), state: 'late', colour: 'red', meeting: 'm' },
    ],
    meeting: [{ id: 'm', branch: 'b', status: 'approved', resolutions: [{ text: 'mend', owner: 'us', due_on: '2026-11-20' }, { text: 'whenever', owner: 'us', due_on: '月底' }] }],
    resolution_done: [],
  }
  const phone = { rows: (table: string) => Promise.resolve(tables[table]) } as unknown as Parameters<typeof readTasks>[0]

  test('are those due in it; the running month carries on what was left undone', async () => {
    const found = await readTasks(phone, 'b', '2026-11', NOW)
    expect(found.map(one => [one.id, one.standing])).toEqual([['left over', 'overdue'], ['missed', 'overdue'], ['mmend', 'overdue'], ['this month', 'warning'], ['duty', 'warning'], ['weekly', 'upcoming']])
  })

  test('of another month are only its own', async () => {
    expect((await readTasks(phone, 'b', '2026-10', NOW)).map(one => one.id)).toEqual(['left over', 'told long ago', 'missed'])
    expect((await readTasks(phone, 'b', '2026-12', NOW)).map(one => one.id)).toEqual(['weekly'])
    expect(await readTasks(phone, 'b', '2027-03', NOW)).toEqual([])
  })
})
