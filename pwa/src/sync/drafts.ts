/** Drafts: what a person is writing, saved at every pause, gone only when it became a mutation or was thrown away. */
import { done, type Store } from './store'

export interface Draft<T> { id: string; saved_at: number; content: T }

export async function keepDraft<T>(store: Store, id: string, content: T, now: number = Date.now()): Promise<void> {
  await store.write(['drafts'], async table => { table('drafts').put({ id, saved_at: now, content } satisfies Draft<T>) }, true)
  store.announce(['drafts'])
}

export const readDraft = <T>(store: Store, id: string): Promise<Draft<T> | null> =>
  store.read(['drafts'], async table => ((await done(table('drafts').get(id))) as Draft<T> | undefined) ?? null)

/** All drafts whose id starts with `prefix`, newest first. */
export async function drafts<T>(store: Store, prefix: string): Promise<Draft<T>[]> {
  const found = await store.read(['drafts'], table => done(table('drafts').getAll(IDBKeyRange.bound(prefix, `${prefix}\uffff`))))
  return (found as Draft<T>[]).sort((a, b) => b.saved_at - a.saved_at)
}

export async function dropDraft(store: Store, id: string): Promise<void> {
  await store.write(['drafts'], async table => { table('drafts').delete(id) })
  store.announce(['drafts'])
}
