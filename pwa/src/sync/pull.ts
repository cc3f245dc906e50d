/** Takes the server's news into the phone: scope by scope, rows and cursor in one transaction, shown when complete. */
import { bundlesOf, leaveBundles, outOfBundles, parentOf, putBundles } from './bundles'
import type { Parents } from './device'
import { addNew, chunks, done, eachChunk, inTurns } from './requests'
import { isBundle, placeOf, revOf, rowsOf } from './rows'
import type { Seal } from './seal'
import type { Store } from './store'
import type { Bundle, Cursor, Row, ScopePage, SealedPage, SealedRow, Stored } from './types'

type Tables = (name: string) => IDBObjectStore

/** A page that waits for the last one of its scope, as it will be shown. Pages of an older version carry no `ready`. */
interface KeptPage { scope: string; to: number; ready: SealedPage }

type ReadyPages = Record<string, SealedPage>

async function sealRow(seal: Seal, table: string, row: Row, parents: Parents): Promise<SealedRow> {
  const p = parentOf(table, row[parents[table] ?? ''])
  return { id: row.id, r: Number(row.rev), v: await seal.seal(placeOf(table, row.id), row), ...(p && { p }) }
}

async function sealPage({ seal }: Store, scope: string, { rows: tables, ...page }: ScopePage, parents: Parents, isNew: boolean): Promise<SealedPage> {
  const sealed: SealedPage = { ...page, rows: {}, bundles: {} }
  for (const [name, some] of Object.entries(tables)) {
    if (isNew) sealed.bundles[name] = await bundlesOf(seal, { scope, to: page.to }, name, some, parents)
    else sealed.rows[name] = await inTurns(rowsOf(some), one => sealRow(seal, name, one, parents))
  }
  return sealed
}

const pagesOf = (scope: string): IDBKeyRange => IDBKeyRange.bound([scope, 0], [scope, Infinity])

/** Whether nothing of a scope will stand when its last page is here: it shows nothing yet, or the pages that wait for it begin anew. */
async function isNewScope(table: Tables, scope: string): Promise<boolean> {
  const cursor = (await done(table('cursors').get(scope))) as Cursor | undefined
  if (!cursor?.shown || cursor.read === cursor.shown) return !cursor?.shown
  return ((await done(table('pages').get(pagesOf(scope)))) as KeptPage | undefined)?.ready?.reset ?? false
}

/** Seals the rows of an answer, before the transaction that takes them: in bundles where a scope is new. */
export async function sealPages(store: Store, scopes: Record<string, ScopePage>, parents: Parents): Promise<ReadyPages> {
  const pages = Object.entries(scopes)
  const ready: ReadyPages = {}
  if (!pages.length) return ready
  const isNew = await store.read(['cursors', 'pages'], table => Promise.all(pages.map(([scope]) => isNewScope(table, scope))))
  for (const [at, [scope, page]] of pages.entries()) ready[scope] = await sealPage(store, scope, page, parents, page.reset || isNew[at]!)
  return ready
}

const union = (some: readonly string[], others: readonly string[] = []): string[] => [...new Set([...some, ...others])]

/** Lays a row over the one that is here. */
async function mergeRow(table: Tables, row: Stored): Promise<void> {
  const old = (await done(table('rows').get([row.t, row.id]))) as Stored
  // A late answer for one scope may carry an older state of a row that another scope brought newer.
  const newest = revOf(old) > row.r ? old : row
  table('rows').put({ ...newest, r: revOf(newest), s: union(old.s, row.s) } satisfies Stored)
}

/** Adding asks nothing of the disk, and only what is there already is read. */
async function putRows(table: Tables, name: string, rows: readonly SealedRow[], scope: string): Promise<void> {
  for (const some of chunks(rows)) {
    const bundled = await outOfBundles(table, name, some)
    const here = await addNew(table('rows'), some.map((row): Stored => ({ ...row, t: name, s: union([scope], bundled.get(row.id)) })))
    await Promise.all(here.map(row => mergeRow(table, row)))
  }
}

/** A row of a scope stands no longer in it; without a scope it goes. */
function leave(table: Tables, row: Stored, scope: string): void {
  const scopes = row.s.filter(one => one !== scope)
  if (scopes.length) table('rows').put({ ...row, s: scopes })
  else table('rows').delete([row.t, row.id])
}

async function leaveScope(table: Tables, name: string, ids: readonly string[], scope: string): Promise<void> {
  await leaveBundles(table, name, ids, scope)
  for (const some of chunks(ids)) {
    await Promise.all(some.map(async id => {
      const old = (await done(table('rows').get([name, id]))) as Stored | undefined
      if (old?.s.includes(scope)) leave(table, old, scope)
    }))
  }
}

/** Rare enough to look through all rows; an index would be written with each of them. */
async function emptyScope(table: Tables, scope: string): Promise<void> {
  await eachChunk<Stored | Bundle>(table('rows'), some => {
    for (const one of some) {
      if (!isBundle(one)) { if (one.s.includes(scope)) leave(table, one, scope) }
      else if (one.id[0] === scope) table('rows').delete([one.t, one.id])
    }
  })
}

/** Shows one of several pages. `earlier`: the rows that those before it brought in bundles; what changed in between is there twice. */
async function showPage(table: Tables, scope: string, page: SealedPage, touched: Set<string>, earlier: Set<string>): Promise<void> {
  if (page.reset) await emptyScope(table, scope)
  for (const [name, ids] of Object.entries(page.gone)) {
    touched.add(name)
    await leaveScope(table, name, ids, scope)
  }
  for (const [name, bundles] of Object.entries(page.bundles)) {
    touched.add(name)
    const ids = bundles.flatMap(one => one.ids)
    await leaveBundles(table, name, ids.filter(id => earlier.has(placeOf(name, id))), scope)
    await putBundles(table, name, bundles, scope)
    for (const id of ids) earlier.add(placeOf(name, id))
  }
  for (const [name, rows] of Object.entries(page.rows)) {
    touched.add(name)
    await putRows(table, name, rows, scope)
  }
}

/** The pages up to this one that are shown together; null where one before it is missing, or lies here as an older version left it. */
async function together(table: Tables, scope: string, shown: number, page: SealedPage): Promise<SealedPage[] | null> {
  const waiting = page.reset ? [] : ((await done(table('pages').getAll(pagesOf(scope)))) as KeptPage[])
  const pages = [...waiting.map(one => one.ready as SealedPage | undefined), page]
  const follows = (one: SealedPage | undefined, at: number) => one && ((at ? pages[at - 1]?.to : one.reset ? one.from : shown) === one.from)
  return pages.every(follows) ? (pages as SealedPage[]) : null
}

type PageTurn = 'waits' | 'shown' | 'astray' | 'stale'

/** Takes one scope's page. `stale`: it does not follow on what this phone has read. `astray`: pages before it are lost, and are read again. */
async function takePage(table: Tables, scope: string, page: SealedPage, touched: Set<string>): Promise<PageTurn> {
  const { shown, read } = ((await done(table('cursors').get(scope))) as Cursor | undefined) ?? { shown: 0, read: 0 }
  if (read !== page.from) return 'stale'
  const keep = (cursor: Omit<Cursor, 'scope'>) => { table('cursors').put({ scope, ...cursor } satisfies Cursor) }
  if (page.more) {
    if (page.reset) table('pages').delete(pagesOf(scope))
    table('pages').put({ scope, to: page.to, ready: page } satisfies KeptPage)
    keep({ shown, read: page.to })
    return 'waits'
  }
  const pages = await together(table, scope, shown, page)
  table('pages').delete(pagesOf(scope))
  keep(pages ? { shown: page.to, read: page.to } : { shown, read: shown })
  const earlier = new Set<string>()
  for (const one of pages ?? []) await showPage(table, scope, one, touched, earlier)
  return pages ? 'shown' : 'astray'
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
    const turn = await takePage(table, scope, page, touched)
    complete = complete && turn === 'shown'
    more = more || turn === 'waits' || turn === 'astray'
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
