/** What the board shows, computed from the server's cells: sums, filters, folded groups, movement of the focus. Pure. */
import type { Heed } from '../../office'
import type { Colour } from '../../ui'
import type { Board, BoardRow, Cell, State } from './types'

/** From what needs a person most to what needs nobody. A cell of several obligations shows its worst. */
const BY_NEED: readonly State[] = ['overdue', 'overdue_provisional', 'warning', 'held_unfiled', 'late', 'upcoming', 'done', 'excused']

const COLOUR_OF: Record<State, Colour> = {
  upcoming: 'grey', warning: 'yellow', held_unfiled: 'yellow', done: 'green', overdue_provisional: 'red', overdue: 'red', late: 'red', excused: 'grey',
}

type Head = 'red' | 'yellow' | 'green' | 'grey' | 'late' | 'excused'
/** How much stands under each head; null for what is not known yet. */
export type Tally = Record<Exclude<Head, 'red'>, number> & { red: number | null }

/** Under which head an obligation is counted: red and yellow only while something is left to do. */
export function headOf(state: State): Head {
  return state === 'late' || state === 'excused' ? state : COLOUR_OF[state] as Head
}

export const needsSomeone = (cell: Cell): boolean => ['red', 'yellow'].includes(headOf(cell.state))

/** Whether there is something left to excuse or put off. */
export const canBeExcused = (cell: Cell): boolean => cell.state !== 'done' && cell.state !== 'excused'

const fulfilled = (cell: Cell): boolean => cell.state === 'done' || cell.state === 'late'

export interface Sum { state: State; colour: Colour; done: number; total: number; cells: readonly Cell[] }

/** Several obligations as one cell; null where nothing is owed. Excused ones are not counted, unless all are. */
export function sumUp(cells: readonly Cell[]): Sum | null {
  if (!cells.length) return null
  const owed = cells.filter(cell => cell.state !== 'excused')
  const worst = BY_NEED.find(state => cells.some(cell => cell.state === state)) ?? 'upcoming'
  return { state: worst, colour: COLOUR_OF[worst], done: owed.filter(fulfilled).length, total: owed.length, cells }
}

/** Obligations under their heads; what another part tells to be over its day is overdue like them, and until it has told (null) nobody knows how much is. */
export function tally(rows: readonly BoardRow[], heeds: readonly Heed[] | null = []): Tally {
  const counts: Record<Head, number> = { red: 0, yellow: 0, green: 0, grey: 0, late: 0, excused: 0 }
  for (const row of rows) for (const cell of row.cells) counts[headOf(cell.state)]++
  return { ...counts, red: heeds && counts.red + heeds.filter(one => one.tone === 'red').length }
}

export interface Filter {
  /** A kind of meeting, or '' for all. */
  kind: string
  /** A general branch, `-` for branches directly under the committee, or '' for all. */
  general: string
  only: 'all' | 'heed' | 'red'
}

export const NO_FILTER: Filter = { kind: '', general: '', only: 'all' }
export const DIRECT = '-'

const inGeneral = (row: BoardRow, general: string): boolean => !general || (row.general_branch ?? DIRECT) === general

function hasColour(row: BoardRow, only: Filter['only']): boolean {
  if (only === 'all') return true
  return row.cells.some(cell => (only === 'red' ? headOf(cell.state) === 'red' : needsSomeone(cell)))
}

/** Rows with the cells of the chosen kind, without branches that have nothing of the chosen colours. */
export function filterRows(rows: readonly BoardRow[], filter: Filter): BoardRow[] {
  return rows
    .filter(row => inGeneral(row, filter.general))
    .map(row => (filter.kind ? { ...row, cells: row.cells.filter(cell => cell.kind === filter.kind) } : row))
    .filter(row => hasColour(row, filter.only))
}

/** The general branches on a board, in the order of the board. */
export const generalBranches = (rows: readonly BoardRow[]): string[] =>
  [...new Set(rows.map(row => row.general_branch).filter((name): name is string => name !== null))]

/** One line of the table: a branch, or the sum of a general branch that can be folded. */
export interface Line {
  key: string
  name: string
  cells: readonly Cell[]
  row: BoardRow | null
  /** How many branches a general branch sums up; 0 on a branch's own line. */
  size: number
  open: boolean
  inside: boolean
}

const lineOf = (row: BoardRow): Line =>
  ({ key: row.branch, name: row.name, cells: row.cells, row, size: 0, open: false, inside: row.general_branch !== null })

function foldOf(name: string, rows: readonly BoardRow[], open: boolean): Line {
  return { key: `general ${name}`, name, cells: rows.flatMap(row => row.cells), row: null, size: rows.length, open, inside: false }
}

/** Branches of a general branch stand together behind its line, where the first of them stood. */
export function linesOf(rows: readonly BoardRow[], open: ReadonlySet<string>): Line[] {
  const seen = new Set<string>()
  return rows.flatMap(row => {
    const general = row.general_branch
    if (general === null) return [lineOf(row)]
    if (seen.has(general)) return []
    seen.add(general)
    const inside = rows.filter(one => one.general_branch === general)
    return [foldOf(general, inside, open.has(general)), ...(open.has(general) ? inside.map(lineOf) : [])]
  })
}

/** The cells of a line by kind, summed up. */
export function columnsOf(line: Line, kinds: readonly string[]): (Sum | null)[] {
  return kinds.map(kind => sumUp(line.cells.filter(cell => cell.kind === kind)))
}

export interface Trouble { row: BoardRow; cell: Cell }

/** What needs someone: overdue first, then by the day it is due. */
export function troubles(rows: readonly BoardRow[]): Trouble[] {
  const rank = ({ cell }: Trouble) => BY_NEED.indexOf(cell.state)
  return rows
    .flatMap(row => row.cells.filter(needsSomeone).map(cell => ({ row, cell })))
    .sort((one, other) => rank(one) - rank(other) || one.cell.due_at - other.cell.due_at)
}

/** One thing to see to: an obligation of a branch, or what another part tells. */
export type Wanted = { trouble: Trouble; heed?: never } | { heed: Heed; trouble?: never }

/** Heeds of the branches that a filter leaves; none beside one kind of meeting, null while they are not known. */
export function filterHeeds(heeds: readonly Heed[] | null, rows: readonly BoardRow[], filter: Filter): Heed[] | null {
  if (filter.kind || !heeds) return filter.kind ? [] : null
  const branches = new Set(rows.filter(row => inGeneral(row, filter.general)).map(row => row.branch))
  return heeds.filter(one => (one.branch === undefined || branches.has(one.branch)) && (filter.only !== 'red' || one.tone === 'red'))
}

/** What there is beside a table in which a filter by colour leaves no branch: duties that are only yellow, and what other parts tell (null while they have not). */
export interface Left { yellow: number; told: number | null }

export function leftOf(rows: readonly BoardRow[], heeds: readonly Heed[] | null, filter: Filter): Left {
  const { yellow } = tally(filterRows(rows, { ...filter, only: 'all' }))
  return { yellow: filter.only === 'red' ? yellow : 0, told: filterHeeds(heeds, rows, filter)?.length ?? null }
}

/** Obligations and heeds in one order: overdue before what is due soon, the longest over first. */
export function wanted(rows: readonly BoardRow[], heeds: readonly Heed[]): Wanted[] {
  const rank = ({ trouble, heed }: Wanted) => BY_NEED.indexOf(trouble ? trouble.cell.state : heed.tone === 'red' ? 'overdue' : 'warning')
  const due = ({ trouble, heed }: Wanted) => (trouble ? trouble.cell.due_at : heed.due_at)
  const all: Wanted[] = [...heeds.map(heed => ({ heed })), ...troubles(rows).map(trouble => ({ trouble }))]
  return all.sort((one, other) => rank(one) - rank(other) || due(one) - due(other))
}

export interface Sort { of: string; count: number }

/** Of which kinds the things to see to are and how many of each, the most first; `duties` names the obligations. */
export function sortsOf(all: readonly Wanted[], duties: string): Sort[] {
  const counts = new Map<string, number>()
  for (const one of all) counts.set(sortOf(one, duties), (counts.get(sortOf(one, duties)) ?? 0) + 1)
  return [...counts].map(([of, count]) => ({ of, count })).sort((one, other) => other.count - one.count)
}

export const sortOf = ({ heed }: Wanted, duties: string): string => heed?.of || duties

/** Which kinds have at least one obligation on the board, in the server's order. */
export const kindsOf = (board: Board): string[] =>
  board.kinds.map(kind => kind.kind).filter(kind => board.rows.some(row => row.cells.some(cell => cell.kind === kind)))

export interface Spot { line: number; column: number }

const STEPS: Record<string, readonly [line: number, column: number]> = {
  ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
  PageUp: [-10, 0], PageDown: [10, 0], Home: [0, -Infinity], End: [0, Infinity],
}

const within = (value: number, count: number): number => Math.max(0, Math.min(count - 1, value))

/** Where a key moves the focus in a table of `lines` x `columns`; null for a key that moves nothing. Column 0 is the branch's name. */
export function moved(from: Spot, key: string, lines: number, columns: number): Spot | null {
  const step = STEPS[key]
  if (!step) return null
  return { line: within(from.line + step[0], lines), column: within(from.column + step[1], columns) }
}
