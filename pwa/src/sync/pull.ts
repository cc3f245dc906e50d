/** Takes the server's news into the phone: scope by scope, rows and cursor in one transaction, shown when complete. */
import type { Parents } from './device'
import type { Seal } from './seal'
import { done } from './store'
import type { Columns, Cursor, Json, Row, ScopePage, SealedPage, SealedRow, Stored } from './types'

type Tables = (name: string) => IDBObjectStore
type KeptPage = SealedPage & { scope: string }

/** Requests in flight at once: enough to keep the disk busy, few enough to leave the screen alone. */
const CHUNK = 200

export const rowsOf = ({ columns, values }: Columns): Row[] =>
  values.map(one => Object.fromEntries(columns.map((column, at) => [column, one[at] ?? null])) as Row)

async function inChunks<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  for (let at = 0; at < items.length; at += CHUNK) await Promise.all(items.slice(at, at + CHUNK).map(work))
}

/** Where a row's values lie. */
export const placeOf = (table: string, id: string): string => `rows/${table}/${id}`

async function sealRow(seal: Seal, table: string, row: Row, parents: Parents): Promise<SealedRow> {
  const parent: Json = row[parents[table] ?? ''] ?? null
  const v = await seal.seal(placeOf(table, row.id), row)
  return { id: row.id, r: Number(row.rev), v, ...(typeof parent === 'string' && { p: [table, parent] as [string, string] }) }
}

async function sealPage(seal: Seal, page: ScopePage, parents: Parents): Promise<SealedPage> {
  const rows: SealedPage['rows'] = {}
  for (const [name, columns] of Object.entries(page.rows)) rows[name] = await Promise.all(rowsOf(columns).map(row => sealRow(seal, name, row, parents)))
  return { ...page, rows }
}

/** Seals the rows of an answer, before the transaction that takes them. */
export async function sealPages(seal: Seal, scopes: Record<string, ScopePage>, parents: Parents): Promise<Record<string, SealedPage>> {
  const sealed: Record<string, SealedPage> = {}
  for (const [scope, page] of Object.entries(scopes)) sealed[scope] = await sealPage(seal, page, parents)
  return sealed
}

/** A row that an older version of the app wrote carries its revision among its values only. */
export const revOf = ({ r, v }: Stored): number => r ?? Number((v as Row).rev)

async function putRow(table: Tables, name: string, row: SealedRow, scope: string): Promise<void> {
  const old = (await done(table('rows').get([name, row.id]))) as Stored | undefined
  const scopes = old ? (old.s.includes(scope) ? old.s : [...old.s, scope]) : [scope]
  // A late answer for one scope may carry an older state of a row that another scope brought newer.
  const newest = old && revOf(old) > row.r ? old : row
  table('rows').put({ ...newest, r: old && newest === old ? revOf(old) : row.r, t: name, s: scopes } satisfies Stored)
}

async function leaveScope(table: Tables, key: IDBValidKey, scope: string): Promise<void> {
  const old = (await done(table('rows').get(key))) as Stored | undefined
  if (!old?.s.includes(scope)) return
  const scopes = old.s.filter(one => one !== scope)
  if (scopes.length) table('rows').put({ ...old, s: scopes })
  else table('rows').delete(key)
}

async function emptyScope(table: Tables, scope: string): Promise<void> {
  const keys = await done(table('rows').index('scope').getAllKeys(scope))
  await inChunks(keys, key => leaveScope(table, key, scope))
}

async function showPage(table: Tables, scope: string, page: SealedPage, touched: Set<string>): Promise<void> {
  if (page.reset) await emptyScope(table, scope)
  for (const [name, ids] of Object.entries(page.gone)) {
    touched.add(name)
    await inChunks(ids, id => leaveScope(table, [name, id], scope))
  }
  for (const [name, rows] of Object.entries(page.rows)) {
    touched.add(name)
    await inChunks(rows, row => putRow(table, name, row, scope))
  }
}

const pagesOf = (scope: string): IDBKeyRange => IDBKeyRange.bound([scope, 0], [scope, Infinity])

/** Takes one scope's page; false if it does not follow on what this phone has read. */
async function takePage(table: Tables, scope: string, page: SealedPage, touched: Set<string>): Promise<boolean> {
  const cursor = ((await done(table('cursors').get(scope))) as Cursor | undefined) ?? { scope, shown: 0, read: 0 }
  if (cursor.read !== page.from) return false
  if (page.reset) table('pages').delete(pagesOf(scope))
  if (page.more) {
    table('pages').put({ ...page, scope } satisfies KeptPage)
    table('cursors').put({ ...cursor, read: page.to } satisfies Cursor)
    return true
  }
  const waiting = (await done(table('pages').getAll(pagesOf(scope)))) as KeptPage[]
  for (const one of [...waiting, page]) await showPage(table, scope, one, touched)
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
export async function takeScopes(table: Tables, scopes: Record<string, SealedPage>, drop: readonly string[]): Promise<Taken> {
  const touched = new Set<string>()
  let complete = true
  let more = false
  for (const [scope, page] of Object.entries(scopes)) {
    if (page.reset) touched.add('*')
    const taken = await takePage(table, scope, page, touched)
    complete = complete && taken && !page.more
    more = more || (taken && page.more)
  }
  for (const scope of drop) {
    touched.add('*')
    await dropScope(table, scope)
  }
  return { touched, complete, more }
}

/** The server was restored: what it told before no longer counts, and every scope is read anew. */
export async function forgetScopes(table: Tables): Promise<void> {
  for (const scope of Object.keys(await cursorsIn(table))) await dropScope(table, scope)
}

export async function cursorsIn(table: Tables): Promise<Record<string, number>> {
  const all = (await done(table('cursors').getAll())) as Cursor[]
  return Object.fromEntries(all.map(({ scope, read }) => [scope, read]))
}
