/** Rows of a first sync in bundles: sealed many at a time, and shrunk as rows change or leave. What has left is sealed no longer, either. */
import type { Parents } from './device'
import { chunks, done, inTurns } from './requests'
import { BUNDLED, BUNDLES_AT_ONCE, placeOfBundle, singlesOf } from './rows'
import { isSealed, type Kept, type Seal } from './seal'
import { StorageFull, type Store } from './store'
import type { Bundle, Columns, Json, SealedRow, Stored } from './types'

type Tables = (name: string) => IDBObjectStore
type Place = Pick<Bundle, 't' | 'id'>
type Key = [table: string, id: Bundle['id']]

/** The key of a row's parent, where it has one. */
export const parentOf = (table: string, parent: Json | undefined): [string, string] | null => (typeof parent === 'string' ? [table, parent] : null)

/** Rows of one parent lie side by side, so that few bundles hold them. */
function byParent(values: readonly Json[][], parent: number): readonly Json[][] {
  const of = (row: Json[]) => String(row[parent])
  return parent < 0 ? values : [...values].sort((one, other) => (of(one) < of(other) ? -1 : of(one) > of(other) ? 1 : 0))
}

async function sealBundle(seal: Seal, { t, id }: Place, { columns, values }: Columns, parents: Parents): Promise<Bundle> {
  const of = (name: string) => { const at = columns.indexOf(name); return values.map(row => row[at]) }
  const ps = [...new Set(of(parents[t] ?? ''))].flatMap(one => { const key = parentOf(t, one); return key ? [key] : [] })
  const v = await seal.seal(placeOfBundle({ t, id }), { columns, values })
  return { t, id, ids: of('id').map(String), rs: of('rev').map(Number), v, ...(ps.length && { ps }) }
}

/** Seals the rows of a table that a page of a scope brought. */
export function bundlesOf(seal: Seal, { scope, to }: { scope: string; to: number }, t: string, { columns, values }: Columns, parents: Parents): Promise<Bundle[]> {
  const parts = [...chunks(byParent(values, columns.indexOf(parents[t] ?? '')), BUNDLED)].map((rows, part) => ({ rows, part }))
  return inTurns(parts, ({ rows, part }) => sealBundle(seal, { t, id: [scope, to, part] }, { columns, values: rows }, parents), BUNDLES_AT_ONCE)
}

/** The keys of the bundles that list some of these rows. */
async function keysOf(table: Tables, name: string, ids: readonly string[]): Promise<Key[]> {
  const keys = new Map<string, Key>()
  for (const some of chunks(ids)) {
    const found = await Promise.all(some.map(id => done(table('rows').index('ids').getAllKeys(id))))
    for (const key of found.flat() as unknown as Key[]) if (key[0] === name) keys.set(key.join('/'), key)
  }
  return [...keys.values()]
}

/** Takes rows out of a bundle; gives their ids. */
async function shrink(table: Tables, key: Key, leaves: (id: string, rev: number) => boolean): Promise<string[]> {
  const bundle = (await done(table('rows').get(key))) as Bundle
  const going = bundle.ids.map((id, at) => leaves(id, bundle.rs[at]!))
  const staying = <T>(list: readonly T[]) => list.filter((_, at) => !going[at])
  const left = bundle.ids.filter((_, at) => going[at])
  if (left.length === bundle.ids.length) table('rows').delete(key)
  else if (left.length) table('rows').put({ ...bundle, ids: staying(bundle.ids), rs: staying(bundle.rs), left: 1 } satisfies Bundle)
  return left
}

/** Rows leave the bundles of a scope. */
export async function leaveBundles(table: Tables, name: string, ids: readonly string[], scope: string): Promise<void> {
  const gone = new Set(ids)
  for (const key of await keysOf(table, name, ids)) if (key[1][0] === scope) await shrink(table, key, id => gone.has(id))
}

/** Rows that came anew leave the bundles in which they lie older; gives the scopes of these by row. */
export async function outOfBundles(table: Tables, name: string, rows: readonly Pick<SealedRow, 'id' | 'r'>[]): Promise<ReadonlyMap<string, string[]>> {
  const scopes = new Map<string, string[]>()
  const revs = new Map(rows.map(({ id, r }) => [id, r]))
  for (const key of await keysOf(table, name, [...revs.keys()])) {
    const left = await shrink(table, key, (id, rev) => rev <= (revs.get(id) ?? -Infinity))
    for (const id of left) scopes.set(id, [...(scopes.get(id) ?? []), key[1][0]])
  }
  return scopes
}

async function shareRow(table: Tables, key: [table: string, id: string], scope: string): Promise<void> {
  const old = (await done(table('rows').get(key))) as Stored
  if (!old.s.includes(scope)) table('rows').put({ ...old, s: [...old.s, scope] } satisfies Stored)
}

/** Rows that lie here by themselves already, as another scope brought them, are shown by this scope as well. */
export async function putBundles(table: Tables, name: string, bundles: readonly Bundle[], scope: string): Promise<void> {
  const here = new Set((await done(table('rows').getAllKeys(singlesOf(name)))).map(key => (key as [string, string])[1]))
  for (const some of chunks(bundles, BUNDLES_AT_ONCE)) {
    await Promise.all(some.map(one => done(table('rows').put(one))))
    for (const { ids } of some) for (const id of ids) if (here.has(id)) await shareRow(table, [name, id], scope)
  }
}

const isSame = (one: Kept<unknown>, other: Kept<unknown>): boolean => !isSealed(one) || !isSealed(other) || one.iv.join() === other.iv.join()

/** Seals anew, without them, the bundles that rows have left: what left a scope is on this phone no longer. Without room for it, it is done the next time. */
export async function repack(store: Store, parents: Parents): Promise<void> {
  const loose = (await store.read(['rows'], table => done(table('rows').index('left').getAll()))) as Bundle[]
  const tight = await inTurns(loose, async ({ v, ids, ...place }) => {
    const { columns, values } = await store.seal.unseal(placeOfBundle(place), v)
    const [id, here] = [columns.indexOf('id'), new Set(ids)]
    return sealBundle(store.seal, place, { columns, values: values.filter(row => here.has(String(row[id]))) }, parents)
  }, BUNDLES_AT_ONCE)
  if (!loose.length) return
  await store.write(['rows'], async table => {
    for (const [at, old] of loose.entries()) {
      const now = (await done(table('rows').get([old.t, old.id]))) as Bundle | undefined
      if (now?.ids.length === old.ids.length && isSame(now.v, old.v)) table('rows').put(tight[at])
    }
  }).catch((error: unknown) => { if (!(error instanceof StorageFull)) throw error })
}
