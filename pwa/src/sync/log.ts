/** The log of what this person did on this phone: written before the screen says "saved", kept until long after the answer. */
import { keepLog, readLog, readServer } from './device'
import type { ReadyFile } from './files'
import { FILE_TABLES, putFile } from './fileTables'
import { uuid7 } from './ids'
import type { Kept, Seal } from './seal'
import { done, type Store } from './store'
import type { Closed, Content, Entry, EntryState, Intent, Json, LogMeta, Stamp, StoredEntry } from './types'

const KEPT_MS = 30 * 24 * 3600 * 1000
/** Tells the starts of the app apart within one log. */
const BOOT = uuid7().slice(-6)

export type EntryKey = [log: string, mid: number]
type Tables = (name: string) => IDBObjectStore

const UNSENDABLE = /[\ud800-\udfff\0]/gu

/** A broken half of a character cannot be sent as UTF-8, a null in no database be kept: they would hold up everything behind them. */
function sendable(value: Json): Json {
  if (typeof value === 'string') return value.replace(UNSENDABLE, '\ufffd')
  if (Array.isArray(value)) return value.map(sendable)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, sendable(one)]))
}

export const stampNow = (): Stamp => ({ wall: Date.now(), mono: Math.round(performance.now()), boot: BOOT })

const contentOf = (intent: Intent, at: Stamp): Content => ({ ...(sendable(intent as unknown as Json) as unknown as Intent), at })

/** Whether it can matter when this was made (SPEC 8a): when a field was edited does not. */
const isDated = ({ name }: Intent): boolean => name.split('.')[1] !== 'set'

/** The server's last beacon, unless the log holds it: what follows it in the chain was made after it. */
export async function newBeacon(table: Tables): Promise<string | null> {
  const [log, server] = await Promise.all([readLog(table), readServer(table)])
  return server.beacon === log.stamped ? null : server.beacon
}

const newEntry = (log: string, mid: number, row: string, mutation: Kept<Content>, made_at: number): StoredEntry =>
  ({ log, mid, row, mutation, state: 'waiting', made_at, outcome: null, answered_at: null, head: null, closed: null })

/** Where an entry's words lie. Its number is no part of it, since a fork gives it another. */
export const placeOf = (row: string): string => `log/${row}`

/** A mutation as it is sent, and beside it what is for this phone alone. */
function split({ shows, ...content }: Content, mid: number): Pick<Entry, 'mutation' | 'shows'> {
  return { mutation: { ...content, mid }, ...(shows && { shows }) }
}

/** Opens what was read in a transaction that has ended. */
export async function openEntry(seal: Seal, stored: StoredEntry): Promise<Entry> {
  const place = placeOf(stored.row)
  const [content, outcome] = await Promise.all([seal.unseal(place, stored.mutation), stored.outcome && seal.unseal(place, stored.outcome)])
  return { ...stored, ...split(content, stored.mid), outcome }
}

export const openEntries = (seal: Seal, found: readonly StoredEntry[]): Promise<Entry[]> => Promise.all(found.map(one => openEntry(seal, one)))

export interface Recording {
  /** A draft that these intents replace. */
  draft?: string
  /** Open entries that these intents send anew. */
  resends?: readonly EntryKey[]
  /** Open entries that these intents give up. */
  discards?: readonly EntryKey[]
  /** Files that these intents name: their bytes lie on the disk together with what names them, or neither does. */
  files?: readonly ReadyFile[]
  /** The beacon for these intents, where it was just read beside something else. */
  beacon?: string | null
}

/** What an entry asked for, to be asked again under a new number. */
export function intentOf({ mutation: { name, row, base, set, args }, shows }: Entry): Intent {
  return { name, row, base, ...(set && { set }), ...(args && { args }), ...(shows && { shows }) }
}

/** Gives up a refused or held entry: the reason goes to the server as a mutation of its own, the entry stays in the log. */
export const givingUp = ({ log, mid, row }: Entry, reason: string): [Intent[], Recording] =>
  [[{ name: 'mutation.discard.v1', row, base: 0, args: { log, mid, reason } }], { discards: [[log, mid]] }]

/** Appends intents with their numbers in one strict transaction. When this resolves, "saved on this phone" is true. */
export async function append(store: Store, intents: readonly Intent[], { draft, resends = [], discards = [], files = [], beacon: read }: Recording = {}): Promise<Entry[]> {
  const at = stampNow()
  const dated = intents.findIndex(isDated)
  const beacon = dated < 0 ? null : read === undefined ? await store.read(['meta'], newBeacon) : read
  const contents = intents.map((intent, index) => contentOf(intent, beacon && index === dated ? { ...at, beacon } : at))
  const kept = await Promise.all(contents.map(one => store.seal.seal(placeOf(one.row), one)))
  const entries = await store.write(['log', 'meta', 'drafts', ...(files.length ? FILE_TABLES : [])], async table => {
    const log = await readLog(table)
    const made = contents.map(({ row }, index) => newEntry(log.id, log.next_mid + index, row, kept[index]!, at.wall))
    for (const entry of made) table('log').add(entry)
    keepLog(table, { ...log, next_mid: log.next_mid + made.length, ...(beacon && made.length && { stamped: beacon }) })
    if (draft) table('drafts').delete(draft)
    for (const file of files) putFile(table, file, 'waiting')
    for (const key of resends) await closeEntry(table, key, 'resent')
    for (const key of discards) await closeEntry(table, key, 'discarded')
    return made
  }, true)
  store.announce(['log', 'drafts', 'files'])
  return entries.map((entry, index) => ({ ...entry, ...split(contents[index]!, entry.mid), outcome: null }))
}

async function closeEntry(table: Tables, key: EntryKey, closed: Closed): Promise<void> {
  const entry = (await done(table('log').get(key))) as StoredEntry | undefined
  if (entry?.state === 'open' || (entry?.state === 'done' && !entry.closed)) table('log').put({ ...entry, state: 'done', closed } satisfies StoredEntry)
}

/** Puts entries aside by a person's decision: refused or held ones, and delivered ones with something to be seen. They stay in the log. */
export async function close(store: Store, keys: readonly EntryKey[], closed: Closed): Promise<void> {
  await store.write(['log'], async table => { for (const key of keys) await closeEntry(table, key, closed) }, true)
  store.announce(['log'])
}

const byNumber = (a: StoredEntry, b: StoredEntry): number => (a.log === b.log ? a.mid - b.mid : a.made_at - b.made_at)

/** The entries of one state as they lie on the disk, in their order, read inside a transaction. */
export async function entriesIn(table: Tables, state: EntryState): Promise<StoredEntry[]> {
  return ((await done(table('log').index('state').getAll(state))) as StoredEntry[]).sort(byNumber)
}

/** What bears on the rows that are shown. */
export interface Logged { waiting: StoredEntry[]; settling: StoredEntry[]; open: StoredEntry[] }

export async function loggedIn(table: Tables): Promise<Logged> {
  const [waiting, settling, open] = await Promise.all([entriesIn(table, 'waiting'), entriesIn(table, 'settling'), entriesIn(table, 'open')])
  return { waiting, settling, open }
}

export const entries = async (store: Store, state: EntryState): Promise<Entry[]> =>
  openEntries(store.seal, await store.read(['log'], table => entriesIn(table, state)))

/** Everything this phone did to one record, oldest first. */
export async function story(store: Store, row: string): Promise<Entry[]> {
  const found = (await store.read(['log'], table => done(table('log').index('row').getAll(row)))) as StoredEntry[]
  return openEntries(store.seal, found.sort((a, b) => a.made_at - b.made_at || byNumber(a, b)))
}

export async function findEntry(store: Store, key: EntryKey): Promise<Entry | null> {
  const found = (await store.read(['log'], table => done(table('log').get(key)))) as StoredEntry | undefined
  return found ? openEntry(store.seal, found) : null
}

/** What was answered last and needs nobody any more, newest first. */
export async function lastDone(store: Store, at_most: number): Promise<Entry[]> {
  const found = await store.read(['log'], table => done(table('log').index('answered').getAll()))
  const ended = (found as StoredEntry[]).filter(entry => entry.state !== 'open')
  return openEntries(store.seal, ended.slice(-at_most).reverse())
}

/** The keys of one log. */
export const ofLog = (log: string): IDBKeyRange => IDBKeyRange.bound([log, 0], [log, Infinity])

/** This log, with everything of it that is kept. */
export async function keptEntries(store: Store): Promise<{ log: LogMeta; entries: Entry[] }> {
  const { log, found } = await store.read(['log', 'meta'], async table => {
    const log = await readLog(table)
    return { log, found: (await done(table('log').getAll(ofLog(log.id)))) as StoredEntry[] }
  })
  return { log, entries: await openEntries(store.seal, found) }
}

/**
 * Forgets what was answered and decided more than thirty days ago; until then a restored server may ask for it again.
 * The last entry stays, since the digest chain goes on from it.
 */
export async function forgetOld(store: Store, now: number): Promise<void> {
  await store.write(['log', 'meta'], async table => {
    const { id, next_mid } = await readLog(table)
    const old = (await done(table('log').index('answered').getAll(IDBKeyRange.upperBound(now - KEPT_MS)))) as StoredEntry[]
    for (const entry of old) {
      const last = entry.log === id && entry.mid === next_mid - 1
      if (entry.state === 'done' && !last) table('log').delete([entry.log, entry.mid])
    }
  })
}
