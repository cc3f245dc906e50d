/** Takes the server's news into the phone: scope by scope, rows and cursor in one transaction, shown when complete. */
import type { Parents } from './device'
import { addNew, chunks, done, eachChunk, inTurns } from './requests'
import { BUNDLED, BUNDLES_AT_ONCE, isBundle, placeOf, placeOfBundle, revOf, rowsOf, singlesOf } from './rows'
import type { Seal } from './seal'
import type { Store } from './store'
import type { Bundle, Columns, Cursor, Json, Row, ScopePage, SealedPage, SealedRow, Stored } from './types'

type Tables = (name: string) => IDBObjectStore

/** A page that waits for the last one of its scope, as it will be shown. Pages of an older version carry no `ready`. */
interface KeptPage { scope: string; to: number; ready: SealedPage }

type ReadyPages = Record<string, SealedPage>
type Keyed = [table: string, id: string]

/** The key of a row's parent, where it has one. */
const parentOf = (table: string, parent: Json | undefined): Keyed | null => (typeof parent === 'string' ? [table, parent] : null)

async function sealRow(seal: Seal, table: string, row: Row, parents: Parents): Promise<SealedRow> {
  const p = parentOf(table, row[parents[table] ?? ''])
  return { id: row.id, r: Number(row.rev), v: await seal.seal(placeOf(table, row.id), row), ...(p && { p }) }
}

/** Rows of one parent lie side by side, so that few bundles hold them. */
function byParent(values: readonly Json[][], parent: number): readonly Json[][] {
  const of = (row: Json[]) => String(row[parent])
  return parent < 0 ? values : [...values].sort((one, other) => (of(one) < of(other) ? -1 : of(one) > of(other) ? 1 : 0))
}

async function bundlesOf(seal: Seal, { scope, to }: { scope: string; to: number }, table: string, { columns, values }: Columns, parents: Parents): Promise<Bundle[]> {
  const [id, parent] = [columns.indexOf('id'), columns.indexOf(parents[table] ?? '')]
  const parts = [...chunks(byParent(values, parent), BUNDLED)].map((rows, part) => ({ rows, part }))
  return inTurns(parts, async ({ rows, part }) => {
    const ps = [...new Set(rows.map(row => row[parent]))].flatMap(one => { const key = parentOf(table, one); return key ? [key] : [] })
    const bundle: Omit<Bundle, 'v'> = { t: table, id: [scope, to, part], ids: rows.map(row => String(row[id])), ...(ps.length && { ps }) }
    return { ...bundle, v: await seal.seal(placeOfBundle(bundle), { columns, values: rows }) }
  }, BUNDLES_AT_ONCE)
}

async function sealPage({ seal }: Store, scope: string, { rows: tables, ...page }: ScopePage, parents: Parents, isNew: boolean): Promise<SealedPage> {
  const sealed: SealedPage = { ...page, rows: {}, bundles: {} }
  for (const [name, some] of Object.entries(tables)) {
    if (isNew) sealed.bundles[name] = await bundlesOf(seal, { scope, to: page.to }, name, some, parents)
    else sealed.rows[name] = await inTurns(rowsOf(some), one => sealRow(seal, name, one, parents))
  }
  return sealed
}

const shownIn = async (table: Tables, scope: string): Promise<number> => ((await done(table('cursors').get(scope))) as Cursor | undefined)?.shown ?? 0

/** Seals the rows of an answer, before the transaction that takes them: in bundles where nothing is shown of their scope. */
export async function sealPages(store: Store, scopes: Record<string, ScopePage>, parents: Parents): Promise<ReadyPages> {
  const ready: ReadyPages = {}
  for (const [scope, page] of Object.entries(scopes)) {
    const isNew = page.reset || !(await store.read(['cursors'], table => shownIn(table, scope)))
    ready[scope] = await sealPage(store, scope, page, parents, isNew)
  }
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

/** Adding asks nothing of the disk, and only what is there already is read. */
async function putRows(table: Tables, name: string, rows: readonly SealedRow[], scope: string): Promise<void> {
  for (const some of chunks(rows)) {
    const here = await addNew(table('rows'), some.map((row): Stored => ({ ...row, t: name, s: [scope] })))
    await Promise.all(here.map(row => mergeRow(table, row, scope)))
  }
}

/** Rows that lie here by themselves already, as another scope brought them, are shown by this scope as well. */
async function putBundles(table: Tables, name: string, bundles: readonly Bundle[], scope: string): Promise<void> {
  const here = new Set(((await done(table('rows').getAllKeys(singlesOf(name)))) as Keyed[]).map(([, id]) => id))
  for (const some of chunks(bundles, BUNDLES_AT_ONCE)) {
    await Promise.all(some.map(one => done(table('rows').put(one))))
    for (const { ids } of some) for (const id of ids) if (here.has(id)) await shareRow(table, [name, id], scope)
  }
}

async function shareRow(table: Tables, key: Keyed, scope: string): Promise<void> {
  const old = (await done(table('rows').get(key))) as Stored
  if (!old.s.includes(scope)) table('rows').put({ ...old, s: [...old.s, scope] } satisfies Stored)
}

/** A row of a scope stands no longer in it; without a scope it goes. */
function leave(table: Tables, row: Stored, scope: string): void {
  const scopes = row.s.filter(one => one !== scope)
  if (scopes.length) table('rows').put({ ...row, s: scopes })
  else table('rows').delete([row.t, row.id])
}

/** A row leaves a bundle: what is sealed stays as it is, and does not count any more. */
function leaveBundle(table: Tables, bundle: Bundle, id: string): void {
  const ids = bundle.ids.filter(one => one !== id)
  if (ids.length) table('rows').put({ ...bundle, ids } satisfies Bundle)
  else table('rows').delete([bundle.t, bundle.id])
}

async function leaveScope(table: Tables, [name, id]: Keyed, scope: string): Promise<void> {
  const old = (await done(table('rows').get([name, id]))) as Stored | undefined
  if (old?.s.includes(scope)) leave(table, old, scope)
  for (const one of (await done(table('rows').index('ids').getAll(id))) as Bundle[]) if (one.t === name && one.id[0] === scope) leaveBundle(table, one, id)
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

async function showPage(table: Tables, scope: string, page: SealedPage, touched: Set<string>): Promise<void> {
  if (page.reset) await emptyScope(table, scope)
  for (const [name, ids] of Object.entries(page.gone)) {
    touched.add(name)
    // One after another: rows may leave the same bundle.
    for (const id of ids) await leaveScope(table, [name, id], scope)
  }
  for (const [name, bundles] of Object.entries(page.bundles)) {
    touched.add(name)
    await putBundles(table, name, bundles, scope)
  }
  for (const [name, rows] of Object.entries(page.rows)) {
    touched.add(name)
    await putRows(table, name, rows, scope)
  }
}

const pagesOf = (scope: string): IDBKeyRange => IDBKeyRange.bound([scope, 0], [scope, Infinity])

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
  for (const one of pages ?? []) await showPage(table, scope, one, touched)
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
