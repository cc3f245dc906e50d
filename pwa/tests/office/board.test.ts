/** The board: sums, counts, filters, folded general branches, what needs someone, movement of the focus. */
import { describe, expect, it } from 'vitest'
import { columnsOf, DIRECT, filterHeeds, filterRows, generalBranches, kindsOf, leftOf, linesOf, moved, NO_FILTER, sortOf, sortsOf, sumUp, tally, troubles, wanted } from '../../src/obligations/office/matrix'
import type { BoardRow, Cell, State } from '../../src/obligations/office/types'

const COLOUR = { upcoming: 'grey', warning: 'yellow', held_unfiled: 'yellow', done: 'green', overdue_provisional: 'red', overdue: 'red', late: 'red', excused: 'grey' } as const

let made = 0
const cell = (state: State, kind = 'theme_day', due_at = 100): Cell =>
  ({ obligation: `o${made++}`, kind, org: 'b', org_name: 'b', state, colour: COLOUR[state], meeting: null, due_at })
const row = (name: string, general_branch: string | null, ...cells: Cell[]): BoardRow => ({ branch: name, name, general_branch, unsent: 0, heard_at: null, cells, data_up_to: null })

const rows = [
  row('综采一队', null, cell('done'), cell('warning', 'party_lecture', 50)),
  row('选煤一', '选煤中心', cell('overdue', 'theme_day', 10)),
  row('机关', null, cell('done'), cell('done', 'party_lecture')),
  row('选煤二', '选煤中心', cell('late'), cell('excused', 'party_lecture')),
]

describe('sums', () => {
  it('shows the worst state and how many are fulfilled', () => {
    expect(sumUp([cell('done'), cell('warning'), cell('late')])).toMatchObject({ state: 'warning', colour: 'yellow', done: 2, total: 3 })
    expect(sumUp([cell('held_unfiled'), cell('overdue_provisional'), cell('overdue')])).toMatchObject({ state: 'overdue', done: 0, total: 3 })
  })
  it('does not count what is excused, and shows it only where all are', () => {
    expect(sumUp([cell('done'), cell('excused')])).toMatchObject({ state: 'done', done: 1, total: 1 })
    expect(sumUp([cell('excused')])).toMatchObject({ state: 'excused', done: 0, total: 0 })
  })
  it('is nothing where nothing is owed', () => { expect(sumUp([])).toBeNull() })
  it('counts made-up and excused apart, so that red means something is left to do', () => {
    expect(tally(rows)).toEqual({ red: 1, yellow: 1, green: 3, grey: 0, late: 1, excused: 1 })
  })
  it('counts what other parts tell to be overdue under the same head as obligations', () => {
    const told = [{ key: 'a', title: '选煤一', sub: '决议逾期', href: '#', tone: 'red', due_at: 5 }, { key: 'b', title: '机关', sub: '1 件待确认', href: '#', tone: 'yellow', due_at: 9 }] as const
    expect(tally(rows, told)).toMatchObject({ red: 2, yellow: 1 })
  })
  it('does not say how much is overdue before the other parts have told', () => {
    expect(tally(rows, filterHeeds(null, rows, NO_FILTER))).toMatchObject({ red: null, yellow: 1, late: 1 })
    expect(tally(rows, filterHeeds(null, rows, { ...NO_FILTER, kind: 'theme_day' })).red).toBe(1)
  })
})

describe('what needs someone', () => {
  const order = { key: 'o', title: '选煤一', sub: '督办逾期', of: '督办', href: '#', tone: 'red', due_at: 5 } as const
  it('is counted by kind, the most first, obligations under a name of their own', () => {
    const all = wanted(rows, [order, { ...order, key: 'p' }, { ...order, key: 'q', tone: 'yellow' }])
    expect(sortsOf(all, '任务')).toEqual([{ of: '督办', count: 3 }, { of: '任务', count: 2 }])
    expect(all.filter(one => sortOf(one, '任务') === '任务').map(one => one.trouble?.row.name)).toEqual(['选煤一', '综采一队'])
  })
})

describe('filters', () => {
  it('keeps only cells of a kind', () => {
    expect(filterRows(rows, { ...NO_FILTER, kind: 'party_lecture' }).map(one => one.cells.length)).toEqual([1, 0, 1, 1])
  })
  it('keeps the branches of a general branch, or those under none', () => {
    expect(filterRows(rows, { ...NO_FILTER, general: '选煤中心' }).map(one => one.name)).toEqual(['选煤一', '选煤二'])
    expect(filterRows(rows, { ...NO_FILTER, general: DIRECT }).map(one => one.name)).toEqual(['综采一队', '机关'])
  })
  it('keeps branches with red or yellow of the chosen kind; made up is neither', () => {
    expect(filterRows(rows, { ...NO_FILTER, only: 'heed' }).map(one => one.name)).toEqual(['综采一队', '选煤一'])
    expect(filterRows(rows, { ...NO_FILTER, only: 'red' }).map(one => one.name)).toEqual(['选煤一'])
    expect(filterRows(rows, { ...NO_FILTER, only: 'heed', kind: 'party_lecture' }).map(one => one.name)).toEqual(['综采一队'])
  })
  it('says what there is where no branch has the colour, and not that all is done', () => {
    const [calm, told] = [[rows[0]!, rows[2]!], [{ key: 'a', title: '全矿', sub: '决议逾期', href: '#', tone: 'red', due_at: 5 }, { key: 'b', title: '全矿', sub: '待确认', href: '#', tone: 'yellow', due_at: 9 }] as const]
    expect(filterRows(calm, { ...NO_FILTER, only: 'red' })).toEqual([])
    expect(leftOf(calm, told, { ...NO_FILTER, only: 'red' })).toEqual({ yellow: 1, told: 1 })
    expect(leftOf([rows[2]!], told, { ...NO_FILTER, only: 'heed' })).toEqual({ yellow: 0, told: 2 })
    expect(leftOf(calm, null, { ...NO_FILTER, only: 'red' })).toEqual({ yellow: 1, told: null })
    expect(leftOf(calm, told, { ...NO_FILTER, only: 'red', kind: 'theme_day' })).toEqual({ yellow: 0, told: 0 })
  })
  it('names general branches and the kinds that are owed', () => {
    expect(generalBranches(rows)).toEqual(['选煤中心'])
    const kinds = ['party_lecture', 'heart_talk', 'theme_day'].map(kind => ({ kind, title: kind }))
    expect(kindsOf({ as_of: 0, data_up_to: null, period: '2026-11', kinds, rows })).toEqual(['party_lecture', 'theme_day'])
  })
})

describe('general branches', () => {
  it('fold into one line where the first of their branches stood', () => {
    const lines = linesOf(rows, new Set())
    expect(lines.map(line => [line.name, line.size])).toEqual([['综采一队', 0], ['选煤中心', 2], ['机关', 0]])
    expect(columnsOf(lines[1]!, ['theme_day', 'heart_talk'])).toMatchObject([{ state: 'overdue', done: 1, total: 2 }, null])
  })
  it('unfold with their branches together', () => {
    expect(linesOf(rows, new Set(['选煤中心'])).map(line => line.name)).toEqual(['综采一队', '选煤中心', '选煤一', '选煤二', '机关'])
  })
})

it('lists what needs someone, overdue first, then the nearest day', () => {
  const later = row('准备队', null, cell('warning', 'theme_day', 40), cell('overdue_provisional'))
  expect(troubles([...rows, later]).map(({ row: { name }, cell: { state } }) => [name, state]))
    .toEqual([['选煤一', 'overdue'], ['准备队', 'overdue_provisional'], ['准备队', 'warning'], ['综采一队', 'warning']])
})

it('moves the focus within the table and leaves other keys alone', () => {
  expect(moved({ line: 0, column: 1 }, 'ArrowUp', 3, 4)).toEqual({ line: 0, column: 1 })
  expect(moved({ line: 1, column: 1 }, 'ArrowDown', 3, 4)).toEqual({ line: 2, column: 1 })
  expect(moved({ line: 1, column: 1 }, 'End', 3, 4)).toEqual({ line: 1, column: 3 })
  expect(moved({ line: 1, column: 2 }, 'Home', 3, 4)).toEqual({ line: 1, column: 0 })
  expect(moved({ line: 1, column: 1 }, 'Enter', 3, 4)).toBeNull()
})
