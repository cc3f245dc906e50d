/** Drafts of short forms beside those of whole records: which may leave the phone, and how long they lie here. */
import { draftsIn, openDrafts, type Draft } from './drafts'
import type { StoredFile } from './files'
import { deleteFile, FILE_TABLES } from './fileTables'
import { done, type Store } from './store'

/** Where what is typed into a short form lies: meant for nobody before it is sent. */
export const WORDS = 'words:'
const WORDS_KEPT_MS = 42 * 86_400_000

/** Drafts of whole records, newest first: the only ones that may leave the phone as they are. */
export const recordDrafts = async <T>(store: Store): Promise<Draft<T>[]> =>
  openDrafts(store, (await store.read(['drafts'], table => draftsIn(table))).filter(one => !one.id.startsWith(WORDS)))

/** Forgets what was typed into a short form and left for six weeks, and the photos of a form without words that were left as long; a record's draft stays until it is sent or thrown away. */
export async function forgetOldWords(store: Store, now: number = Date.now()): Promise<void> {
  const isOld = (at: number): boolean => now - at > WORDS_KEPT_MS
  await store.write(['drafts', ...FILE_TABLES], async table => {
    const found = await draftsIn(table, WORDS)
    const lying = new Set(found.filter(one => !isOld(one.saved_at)).map(one => one.id))
    for (const { id } of found) if (!lying.has(id)) table('drafts').delete(id)
    const photos = (await done(table('files').index('meeting').getAll(IDBKeyRange.bound(WORDS, `${WORDS}\uffff`)))) as StoredFile[]
    for (const { id, meeting, kept_at } of photos) if (isOld(kept_at) && !lying.has(meeting)) deleteFile(table, id)
  })
}
