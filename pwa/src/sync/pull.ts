/** Takes the server's news into the phone: scope by scope, rows and cursor in one transaction, shown when complete. */
import type { Parents } from './device'
import { placeOf, revOf } from './rows'
import { addNew, chunks, done, eachChunk, inTurns } from './requests'
import type { Kept, Seal } from './seal'
import type { Store } from './store'
import type { Columns, Cursor, Json, Row, ScopePage, SealedPage, SealedRow, Stored } from './types'

type Tables = (name: string) => IDBObjectStore

/** A page that waits for the last one of its scope, as it came. */
interface KeptPage { scope: string; to: number; page: Kept<ScopePage> }

/** A scope's page, ready for the disk: to wait there, or as all the pages up to the last one. */
type ReadyPage = Pick<ScopePage, 'from' | 'to' | 'reset'> & ({ waits: Kept<ScopePage> } | { shows: SealedPage[] })
type ReadyPages = Record<string, ReadyPage>

const asRow = (columns: readonly string[], values: readonly Json[]): Row => {
  const row: { [column: string]: Json } = {}
  columns.forEach((column, at) => { row[column] = values[at] ?? null })
  return row as Row
}

export const rowsOf = ({ columns, values }: Columns): Row[] => values.map(one => asRow(columns, one))

const placeOfPage = (scope: string, to: number): string => `pages/${scope}/${to}`

async function sealRow(seal: Seal, table: string, row: Row, parents: Parents): Promise<SealedRow> {
  const parent: Json = row[parents[table] ?? ''] ?? null
  const v = await seal.seal(placeOf(table, row.id), row)
  return { id: row.id, r: Number(row.rev), v, ...(typeof parent === 'string' && { p: [table, parent] as [string, string] }) }
}

async function sealPage(seal: Seal, page: ScopePage, parents: Parents): Promise<SealedPage> {
  const rows: SealedPage['rows'] = {}
  for (const [name, { columns, values }] of Object.entries(page.rows)) {
    rows[name] = await inTurns(values, one => sealRow(seal, name, asRow(columns, one), parents))
  }
  return { reset: page.reset, gone: page.gone, rows }
}

const pagesOf = (scope: string): IDBKeyRange => IDBKeyRange.bound([scope, 0], [scope, Infinity])

async function waitingPages(store: Store, scope: string): Promise<ScopePage[]> {
  const kept = (await store.read(['pages'], table => done(table('pages').getAll(pagesOf(scope))))) as KeptPage[]
  return inTurns(kept, ({ to, page }) => store.seal.unseal(placeOfPage(scope, to), page))
}

async function readyPage(store: Store, scope: string, page: ScopePage, parents: Parents): Promise<ReadyPage> {
  const { seal } = store
  const { from, to, reset } = page
  if (page.more) return { from, to, reset, waits: await seal.seal(placeOfPage(scope, to), page) }
  const shows: SealedPage[] = []
  for (const one of [...(reset ? [] : await waitingPages(store, scope)), page]) shows.push(await sealPage(seal, one, parents))
  return { from, to, reset, shows }
}

/** Seals the rows of an answer, before the transaction that takes them; with a scope's last page, those of the pages that waited for it. */
export async function sealPages(store: Store, scopes: Record<string, ScopePage>, parents: Parents): Promise<ReadyPages> {
  const ready: ReadyPages = {}
  for (const [scope, page] of Object.entries(scopes)) ready[scope] = await readyPage(store, scope, page, parents)
  return ready
}

/** Lays a row over the one that is here. */
async function mergeRow(table: Tables, row: Stored, scope: string): Promise<void> {
  const old = (await done(table('rows').get([row.t, row.id]))) as Stored | undefined
  const scopes = old ? (old.s.includes(scope) ? old.s : [...old.s, scope]) : [scope]
  // A late answer for one scope may carry an older state of a row that another scope brought newer.
  const newest = old && revOf(old) > row.r ? old : row
  table('rows').put({ ...newest, r: revOf(newest), s: scopes } satisfies Stored)
}

/** At a first sync all rows are new: adding asks nothing of the disk, and only what is there already is read. */
async function putRows(table: Tables, name: string, rows: readonly SealedRow[], scope: string): Promise<void> {
  for (const some of chunks(rows)) {
    const here = await addNew(table('rows'), some.map((row): Stored => ({ ...row, t: name, s: [scope] })))
    await Promise.all(here.map(row => mergeRow(table, row, scope)))
  }
}

/** A row of a scope stands no longer in it; without a scope it goes. */
function leave(table: Tables, row: Stored, scope: string): void {
  const scopes = row.s.filter(one => one !== scope)
  if (scopes.length) table('rows').put({ ...row, s: scopes })
  else table('rows').delete([row.t, row.id])
}

async function leaveScope(table: Tables, key: IDBValidKey, scope: string): Promise<void> {
  const old = (await done(table('rows').get(key))) as Stored | undefined
  if (old?.s.includes(scope)) leave(table, old, scope)
}

/** Rare enough to look through all rows; an index would be written with each of them. */
async function emptyScope(table: Tables, scope: string): Promise<void> {
  await eachChunk<Stored>(table('rows'), some => {
    for (const one of some) if (one.s.includes(scope)) leave(table, one, scope)
  })
}

async function showPage(table: Tables, scope: string, page: SealedPage, touched: Set<string>): Promise<void> {
  if (page.reset) await emptyScope(table, scope)
  for (const [name, ids] of Object.entries(page.gone)) {
    touched.add(name)
    for (const some of chunks(ids)) await Promise.all(some.map(id => leaveScope(table, [name, id], scope)))
  }
  for (const [name, rows] of Object.entries(page.rows)) {
    touched.add(name)
    await putRows(table, name, rows, scope)
  }
}

/** Takes one scope's page; false if it does not follow on what this phone has read. */
async function takePage(table: Tables, scope: string, page: ReadyPage, touched: Set<string>): Promise<boolean> {
  const cursor = ((await done(table('cursors').get(scope))) as Cursor | undefined) ?? { scope, shown: 0, read: 0 }
  if (cursor.read !== page.from) return false
  if (page.reset) table('pages').delete(pagesOf(scope))
  if ('waits' in page) {
    table('pages').put({ scope, to: page.to, page: page.waits } satisfies KeptPage)
    table('cursors').put({ ...cursor, read: page.to } satisfies Cursor)
    return true
  }
  // Another tab may have begun the scope anew since these pages were read.
  if ((await done(table('pages').count(pagesOf(scope)))) !== page.shows.length - 1) return false
  for (const one of page.shows) await showPage(table, scope, one, touched)
  table('pages').delete(pagesOf(scope))
  table('cursors').put({ scope, shown: page.to, read: page.to } satisfies Cursor)
  return true
}

async function dropScope(table: Tables, scope: string): Promise<void> {
  await emptyScope(table, scope)
  table('pages').delete(pagesOf(scope))
  table('cursors').delete(scope)
}

export interface Taken {
  /** Names of the tables whose visible rows changed; '*' when a scope was emptied. */
  touched: Set<string>
  /** Whether every scope is now up to date. */
  complete: boolean
  /** Whether the server has further pages for what was just taken. */
  more: boolean
}

/** Applies the scopes of an answer inside a transaction over rows, cursors and pages. */
export async function takeScopes(table: Tables, scopes: ReadyPages, drop: readonly string[]): Promise<Taken> {
  const touched = new Set<string>()
  let complete = true
  let more = false
  for (const [scope, page] of Object.entries(scopes)) {
    if (page.reset) touched.add('*')
    const taken = await takePage(table, scope, page, touched)
    complete = complete && taken && 'shows' in page
    more = more || (taken && 'waits' in page)
  }
  for (const scope of drop) {
    touched.add('*')
    await dropScope(table, scope)
  }
  return { touched, complete, more }
}

/** The server was restored: what it told before no longer counts, and every scope is read anew. */
export async function forgetScopes(table: Tables): Promise<void> {
  for (const name of ['rows', 'pages', 'cursors']) table(name).clear()
}

export async function cursorsIn(table: Tables): Promise<Record<string, number>> {
  const all = (await done(table('cursors').getAll())) as Cursor[]
  return Object.fromEntries(all.map(({ scope, read }) => [scope, read]))
}
