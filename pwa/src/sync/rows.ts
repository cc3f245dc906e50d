/**
 * Server rows as they lie on the disk: one at a time, or, as a first sync brought them, many of a table as one sealed bundle.
 * A row that changes leaves its bundle and lies by itself; of a row in several bundles the newest counts. A row keeps its parent.
 */
import { eachChunk } from './requests'
import { Opener, type Kept, type Seal } from './seal'
import { done, type Store } from './store'
import type { Bundle, Columns, Json, Row, Stored } from './types'

type Tables = (name: string) => IDBObjectStore
type Lying = Stored | Bundle

/** How many rows one seal holds: many for the disk's sake, few for whoever needs one of them. */
export const BUNDLED = 50
/** Bundles sealed or opened in one go: the screen waits for as many rows. */
export const BUNDLES_AT_ONCE = 5

/** Where a row's values lie. */
export const placeOf = (table: string, id: string): string => `rows/${table}/${id}`

export const isBundle = (one: Lying): one is Bundle => 'ids' in one

export const placeOfBundle = ({ t, id }: Pick<Bundle, 't' | 'id'>): string => placeOf(t, id.join('/'))

/** Where the values of a record lie. */
export const placeOfLying = (one: Lying): string => (isBundle(one) ? placeOfBundle(one) : placeOf(one.t, one.id))

/** A row that an older version of the app wrote carries its revision among its values only. */
export const revOf = ({ r, v }: Stored): number => r ?? Number((v as Row).rev)

const asRow = (columns: readonly string[], values: readonly Json[]): Row => {
  const row: { [column: string]: Json } = {}
  columns.forEach((column, at) => { row[column] = values[at] ?? null })
  return row as Row
}

export const rowsOf = ({ columns, values }: Columns): Row[] => values.map(one => asRow(columns, one))

export interface RowOpeners { rows: Opener<Row>; bundles: Opener<Columns, readonly Row[]> }

/** Opens the records of a table, and remembers what was open the last time. */
export const rowOpeners = (seal: Seal): RowOpeners => ({ rows: new Opener(seal, row => row), bundles: new Opener(seal, rowsOf) })

/** The rows of some records, each in its newest state, in the order of their ids; of a bundle those that have not left it. */
export async function openLying({ rows, bundles }: RowOpeners, found: readonly Lying[]): Promise<Row[]> {
  const open = <T, R>(opener: Opener<T, R>, some: readonly Lying[], at_once?: number) => opener.open(some.map(one => [placeOfLying(one), one.v as Kept<T>]), at_once)
  const bundled = found.filter(isBundle)
  const alone = await open(rows, found.filter(one => !isBundle(one)))
  if (!bundled.length) return alone
  const opened = await open(bundles, bundled, BUNDLES_AT_ONCE)
  const newest = new Map(alone.map(row => [row.id, row]))
  bundled.forEach(({ ids }, at) => {
    const here = new Set(ids)
    for (const row of opened[at]!) if (here.has(row.id) && !(newest.get(row.id)?.rev! > row.rev)) newest.set(row.id, row)
  })
  return [...newest.values()].sort((one, other) => (one.id < other.id ? -1 : 1))
}

/** Keys of single rows are texts; those of bundles are lists, which follow on all texts. */
const ofTable = (name: string): IDBKeyRange => IDBKeyRange.bound([name], [name, [[]]])
export const singlesOf = (name: string): IDBKeyRange => IDBKeyRange.bound([name], [name, []])

/** The records of a table as they lie on the disk, read inside a transaction. */
export async function lyingIn(table: Tables, name: string): Promise<Lying[]> {
  const found: Lying[] = []
  await eachChunk<Lying>(table('rows'), some => { found.push(...some) }, ofTable(name))
  return found
}

/** The rows of a table that belong to one parent row. */
export async function readChildren(store: Store, table: string, parent: string): Promise<Row[]> {
  const found = await store.read(['rows'], read =>
    Promise.all(['parent', 'parents'].map(index => done(read('rows').index(index).getAll([table, parent])) as Promise<Lying[]>)))
  return openLying(rowOpeners(store.seal), found.flat())
}

/** A row as the server told it, without what is laid over it here; null where there is none. */
export async function readRow(store: Store, table: string, id: string): Promise<Row | null> {
  const [row, bundles] = await store.read(['rows'], read =>
    Promise.all([done(read('rows').get([table, id])) as Promise<Stored | undefined>, done(read('rows').index('ids').getAll(id)) as Promise<Bundle[]>]))
  const found = [...bundles.filter(one => one.t === table), ...(row ? [row] : [])]
  return (await openLying(rowOpeners(store.seal), found)).find(one => one.id === id) ?? null
}
