/** Drafts of short forms beside those of whole records: which may leave the phone, and how long they lie here. */
import { draftsIn, openDrafts, type Draft } from './drafts'
import type { Store } from './store'

/** Where what is typed into a short form lies: meant for nobody before it is sent. */
export const WORDS = 'words:'
const WORDS_KEPT_MS = 42 * 86_400_000

/** Drafts of whole records, newest first: the only ones that may leave the phone as they are. */
export const recordDrafts = async <T>(store: Store): Promise<Draft<T>[]> =>
  openDrafts(store, (await store.read(['drafts'], table => draftsIn(table))).filter(one => !one.id.startsWith(WORDS)))

/** Forgets what was typed into a short form and left for six weeks; a record's draft stays until it is sent or thrown away. */
export async function forgetOldWords(store: Store, now: number = Date.now()): Promise<void> {
  await store.write(['drafts'], async table => {
    for (const { id, saved_at } of await draftsIn(table, WORDS)) if (now - saved_at > WORDS_KEPT_MS) table('drafts').delete(id)
  })
}
