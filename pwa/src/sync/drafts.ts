/** Drafts: what a person is writing, saved at every pause, gone only when it became a mutation or was thrown away. */
import type { Kept } from './seal'
import { done, type Store } from './store'

export interface Draft<T> { id: string; saved_at: number; content: T }
export type StoredDraft<T> = Draft<Kept<T>>

/** Where a draft's words lie. */
export const placeOf = (id: string): string => `drafts/${id}`

const openDraft = async <T>({ seal }: Store, stored: StoredDraft<T>): Promise<Draft<T>> => ({ ...stored, content: await seal.unseal(placeOf(stored.id), stored.content) })

export async function keepDraft<T>(store: Store, id: string, content: T, now: number = Date.now()): Promise<void> {
  const kept: StoredDraft<T> = { id, saved_at: now, content: await store.seal.seal(placeOf(id), content) }
  await store.write(['drafts'], async table => { table('drafts').put(kept) }, true)
  store.announce(['drafts'])
}

export async function readDraft<T>(store: Store, id: string): Promise<Draft<T> | null> {
  const found = (await store.read(['drafts'], table => done(table('drafts').get(id)))) as StoredDraft<T> | undefined
  return found ? openDraft(store, found) : null
}

/** All drafts as they lie on the disk, or those whose id starts with `prefix`, read inside a transaction. */
export const draftsIn = async (table: (name: string) => IDBObjectStore, prefix = ''): Promise<StoredDraft<unknown>[]> =>
  (await done(table('drafts').getAll(IDBKeyRange.bound(prefix, `${prefix}\uffff`)))) as StoredDraft<unknown>[]

/** Opens drafts, newest first. */
export async function openDrafts<T>(store: Store, found: readonly StoredDraft<unknown>[]): Promise<Draft<T>[]> {
  const opened = await Promise.all((found as readonly StoredDraft<T>[]).map(one => openDraft(store, one)))
  return opened.sort((a, b) => b.saved_at - a.saved_at)
}

/** All drafts whose id starts with `prefix`, newest first. */
export const drafts = async <T>(store: Store, prefix: string): Promise<Draft<T>[]> =>
  openDrafts(store, await store.read(['drafts'], table => draftsIn(table, prefix)))

export async function dropDraft(store: Store, id: string): Promise<void> {
  await store.write(['drafts'], async table => { table('drafts').delete(id) })
  store.announce(['drafts'])
}
