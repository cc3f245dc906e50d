/** Lays what is on this phone only over the rows of the server. Pure: mutations and rows in, rows out. */
import type { Json, Mutation, Row, Shown } from './types'

type Values = { [column: string]: Json }

/** What a mutation does to the screen until the server's answer is here. */
export interface Brush {
  /** Changes some columns of a row. */
  lay(table: string, id: string, values: Values): void
  /** Makes a row; `blank` stands in columns that only the server fills, until it has. */
  make(table: string, id: string, values: Values, blank?: Values): void
  /** Takes a row out of sight. */
  remove(table: string, id: string): void
}

export type Effect = (mutation: Shown, brush: Brush) => void

/** Mutation name to its effect, given by the parts. Names without one: `<table>.create.vN` and `<table>.set.vN` are known here. */
export type Effects = Readonly<Record<string, Effect>>

/** `base` is the lowest revision that what is laid over rests on. */
interface Patch { values: Values; blank?: Values | undefined; made: boolean; removed: boolean; base: number }
export type Patches = ReadonlyMap<string, ReadonlyMap<string, Patch>>

const wanted = (mutation: Mutation): Values =>
  Object.fromEntries(Object.entries(mutation.set ?? {}).map(([field, [, value]]) => [field, value]))

function common(mutation: Mutation, brush: Brush): void {
  const [table = '', verb] = mutation.name.split('.')
  if (verb === 'create') brush.make(table, mutation.row, { ...mutation.args, ...wanted(mutation) })
  if (verb === 'set') brush.lay(table, mutation.row, wanted(mutation))
}

/** The effect of writing a row, made where the server had none; `shows` is what it has besides, such as blanks that the server fills. */
export const put = (table: string): Effect => (mutation, brush) => {
  const { row, base, args, shows } = mutation
  const values = { ...shows, ...wanted(mutation) }
  if (base) brush.lay(table, row, values)
  else brush.make(table, row, { ...args, ...values })
}

/** The effect of a step in the history of a row: `of` is the argument that names the row; `shows` is how the row then stands. */
export const step = (steps: string, of: string, table: string): Effect => ({ row, args = {}, shows = {} }, brush) => {
  brush.make(steps, row, { act: args['move'] ?? '', at: null, place: null, by_name: '', ...args, ...shows })
  brush.lay(table, String(args[of]), shows)
}

/** The patches of some mutations, in the order they were made. */
export function paint(mutations: readonly Shown[], effects: Effects): Patches {
  const patches = new Map<string, Map<string, Patch>>()
  let laid: Shown | undefined
  const patch = (table: string, id: string): Patch => {
    const ofTable = patches.get(table) ?? new Map<string, Patch>()
    patches.set(table, ofTable)
    const found = ofTable.get(id) ?? { values: {}, made: false, removed: false, base: Infinity }
    found.base = Math.min(found.base, laid?.row === id ? laid.base : 0)
    ofTable.set(id, found)
    return found
  }
  const brush: Brush = {
    lay: (table, id, values) => { Object.assign(patch(table, id).values, values) },
    make: (table, id, values, blank) => { Object.assign(patch(table, id), { made: true, removed: false, blank }); Object.assign(patch(table, id).values, values) },
    remove: (table, id) => { patch(table, id).removed = true },
  }
  for (const mutation of mutations) {
    laid = mutation
    ;(effects[mutation.name] ?? common)(mutation, brush)
  }
  return patches
}

/** What is covered is not seen: an edit made on top rests on what the covering one rested on, whatever was pulled beneath meanwhile. */
function painted(row: Row | undefined, id: string, patch: Patch | undefined): Row | null {
  if (!patch) return row ?? null
  if (patch.removed || (!row && !patch.made)) return null
  return { ...(row ?? patch.blank), ...patch.values, id, rev: Math.min(row?.rev ?? 0, patch.base) } as Row
}

/**
 * The rows of a table as the person should see them.
 * `ghosts` are patches of what the server refused: they show only rows that the server does not have, so that nothing typed vanishes.
 */
export function overlay(rows: readonly Row[], patches: ReadonlyMap<string, Patch> | undefined, ghosts?: ReadonlyMap<string, Patch>): Row[] {
  if (!patches && !ghosts) return [...rows]
  const known = new Map(rows.map(row => [row.id, row]))
  for (const [id, ghost] of ghosts ?? []) {
    const row = known.has(id) ? null : painted(undefined, id, ghost)
    if (row) known.set(id, row)
  }
  for (const [id, patch] of patches ?? []) {
    const row = painted(known.get(id), id, patch)
    if (row) known.set(id, row)
    else known.delete(id)
  }
  return [...known.values()]
}
