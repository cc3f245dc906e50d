/** Takes over a store of before: seals what lies in clear, a few records at a time. What could not be sealed yet stays readable, and is sealed the next time. */
import { noteSealed } from './device'
import { placeOf as placeOfDraft } from './drafts'
import { placeOf as placeOfFile, type StoredBytes, type StoredFile } from './files'
import { placeOf as placeOfEntry } from './log'
import { isBundle, placeOfLying, revOf } from './rows'
import { isSealed, type Kept, type Seal } from './seal'
import { done, type Store } from './store'
import type { Bundle, Content, Cursor, Json, Mutation, Stored, StoredEntry } from './types'

const AT_ONCE = 100
const ROUNDS_AT_MOST = 3

type Draft = { id: string; saved_at: number; content: Kept<Json> }
type Record_ = object

/** How the records of a table are sealed, and by what one knows that a record has not changed meanwhile. */
interface Way<T extends Record_> {
  clear: (one: T) => boolean
  seal: (seal: Seal, one: T) => Promise<T>
  state: (one: T) => string
}

const withoutNumber = ({ mid: _, ...content }: Mutation): Content => content

const ROWS: Way<Stored | Bundle> = {
  clear: one => !isSealed(one.v),
  seal: async (seal, one) => ({ ...one, ...(!isBundle(one) && { r: revOf(one) }), v: await seal.seal<unknown>(placeOfLying(one), one.v) }) as Stored | Bundle,
  state: one => String(isBundle(one) ? one.ids.length : revOf(one)),
}

const LOG: Way<StoredEntry> = {
  clear: one => !isSealed(one.mutation) || (one.outcome !== null && !isSealed(one.outcome)),
  seal: async (seal, one) => {
    const place = placeOfEntry(one.row)
    const mutation = isSealed(one.mutation) ? one.mutation : await seal.seal(place, withoutNumber(one.mutation as Mutation))
    return { ...one, mutation, outcome: one.outcome === null || isSealed(one.outcome) ? one.outcome : await seal.seal(place, one.outcome) }
  },
  state: one => [one.state, one.answered_at, one.closed].join(),
}

const DRAFTS: Way<Draft> = {
  clear: one => !isSealed(one.content),
  seal: async (seal, one) => ({ ...one, content: await seal.seal(placeOfDraft(one.id), one.content as Json) }),
  state: one => String(one.saved_at),
}

const FILES: Way<StoredFile> = {
  clear: one => !isSealed(one.facts),
  seal: async (seal, one) => ({ ...one, facts: await seal.seal(placeOfFile(one.id, 'facts'), one.facts) }),
  state: one => [one.state, one.sent, one.trouble].join(),
}

const BYTES: Way<StoredBytes> = {
  clear: one => !isSealed(one.bytes),
  seal: async (seal, one) => ({ ...one, bytes: await seal.sealBytes(placeOfFile(one.id, one.of), one.bytes as ArrayBuffer) }),
  state: () => '',
}

/** Reads a few records, seals them, and writes back those that are still as they were read. */
async function sealSome<T extends Record_>(store: Store, name: string, keys: IDBValidKey[], way: Way<T>): Promise<void> {
  const found = await store.read([name], table => Promise.all(keys.map(key => done(table(name).get(key)) as Promise<T | undefined>)))
  const sealed = await Promise.all(found.map(one => (one && way.clear(one) ? way.seal(store.seal, one) : null)))
  await store.write([name], async table => {
    const now = await Promise.all(keys.map(key => done(table(name).get(key)) as Promise<T | undefined>))
    now.forEach((one, at) => { if (one && sealed[at] && way.clear(one) && way.state(one) === way.state(found[at]!)) table(name).put(sealed[at]) })
  }, true)
}

/** Says whether records in clear are left, because another tab changed them at the same moment. */
async function sealTable<T extends Record_>(store: Store, name: string, way: Way<T>): Promise<boolean> {
  const keys = await store.read([name], table => done(table(name).getAllKeys()))
  for (let at = 0; at < keys.length; at += AT_ONCE) await sealSome(store, name, keys.slice(at, at + AT_ONCE), way)
  return ((await store.read([name], table => done(table(name).getAll()))) as T[]).some(way.clear)
}

/** Pages that wait for their last one are fetched anew: the server has them. */
async function forgetPages(store: Store): Promise<void> {
  await store.write(['pages', 'cursors'], async table => {
    table('pages').clear()
    for (const cursor of (await done(table('cursors').getAll())) as Cursor[]) table('cursors').put({ ...cursor, read: cursor.shown } satisfies Cursor)
  })
}

/** Seals all that lies in clear in this store, and notes that it is done. Throws StorageFull where there is no room for it; nothing is lost by that. */
export async function sealClear(store: Store): Promise<void> {
  await forgetPages(store)
  for (let round = 0, left = true; left && round < ROUNDS_AT_MOST; round++) {
    left = (await Promise.all([sealTable(store, 'log', LOG), sealTable(store, 'drafts', DRAFTS), sealTable(store, 'rows', ROWS), sealTable(store, 'files', FILES)])).some(Boolean)
    for (const key of await store.read(['bytes'], table => done(table('bytes').getAllKeys()))) await sealSome(store, 'bytes', [key], BYTES)
    if (!left) await noteSealed(store)
  }
}
