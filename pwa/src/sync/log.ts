/** The log of what this person did on this phone: written before the screen says "saved", kept until long after the answer. */
import { keepLog, readLog } from './device'
import { uuid7 } from './ids'
import { done, type Store } from './store'
import type { Closed, Entry, EntryState, Intent, Json, LogMeta, Outcome, Stamp } from './types'

const KEPT_MS = 30 * 24 * 3600 * 1000
const BOOT = uuid7()

export type EntryKey = [log: string, mid: number]
type Tables = (name: string) => IDBObjectStore

const LONE_SURROGATE = /[\ud800-\udfff]/gu

/** A broken half of a character cannot be sent as UTF-8 and would hold up everything behind it. */
function sendable(value: Json): Json {
  if (typeof value === 'string') return value.replace(LONE_SURROGATE, '\ufffd')
  if (Array.isArray(value)) return value.map(sendable)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, sendable(one)]))
}

export const stampNow = (): Stamp => ({ wall: Date.now(), mono: Math.round(performance.now()), boot: BOOT })

const newEntry = (log: string, mid: number, intent: Intent, at: Stamp): Entry => {
  const clean = sendable(intent as unknown as Json) as unknown as Intent
  return { log, mid, row: intent.row, mutation: { ...clean, mid, at }, state: 'waiting', made_at: at.wall, outcome: null, answered_at: null, head: null, closed: null }
}

export interface Recording {
  /** A draft that these intents replace. */
  draft?: string
  /** Open entries that these intents send anew. */
  resends?: readonly EntryKey[]
}

/** Appends intents with their numbers in one strict transaction. When this resolves, "saved on this phone" is true. */
export async function append(store: Store, intents: readonly Intent[], { draft, resends = [] }: Recording = {}): Promise<Entry[]> {
  const at = stampNow()
  const entries = await store.write(['log', 'meta', 'drafts'], async table => {
    const log = await readLog(table)
    const made = intents.map((intent, index) => newEntry(log.id, log.next_mid + index, intent, at))
    for (const entry of made) table('log').add(entry)
    keepLog(table, { ...log, next_mid: log.next_mid + made.length })
    if (draft) table('drafts').delete(draft)
    for (const key of resends) await closeEntry(table, key, 'resent')
    return made
  }, true)
  store.announce(['log', 'drafts'])
  return entries
}

async function closeEntry(table: Tables, key: EntryKey, closed: Closed): Promise<void> {
  const entry = (await done(table('log').get(key))) as Entry | undefined
  if (entry?.state === 'open') table('log').put({ ...entry, state: 'done', closed } satisfies Entry)
}

/** Puts open entries aside by a person's decision; they stay in the log. */
export async function close(store: Store, keys: readonly EntryKey[], closed: Closed): Promise<void> {
  await store.write(['log'], async table => { for (const key of keys) await closeEntry(table, key, closed) }, true)
  store.announce(['log'])
}

const byNumber = (a: Entry, b: Entry): number => (a.log === b.log ? a.mid - b.mid : a.made_at - b.made_at)

export async function entriesIn(table: Tables, state: EntryState): Promise<Entry[]> {
  return ((await done(table('log').index('state').getAll(state))) as Entry[]).sort(byNumber)
}

export const entries = (store: Store, state: EntryState): Promise<Entry[]> => store.read(['log'], table => entriesIn(table, state))

/** Everything this phone did to one record, oldest first. */
export const story = (store: Store, row: string): Promise<Entry[]> =>
  store.read(['log'], async table => ((await done(table('log').index('row').getAll(row))) as Entry[]).sort((a, b) => a.made_at - b.made_at || byNumber(a, b)))

const REFUSED = new Set<Outcome['result']>(['held', 'rejected', 'quarantined'])

/** Takes in the outcomes of one answer. `heads` are the chain's digests after each mutation sent, from `first` on. */
export async function settleOutcomes(table: Tables, log: LogMeta, outcomes: readonly Outcome[], first: number, heads: readonly string[] | null, now: number): Promise<void> {
  for (const outcome of outcomes) {
    const entry = (await done(table('log').get([log.id, outcome.mid]))) as Entry | undefined
    if (entry?.state !== 'waiting') continue
    const state: EntryState = entry.closed ? 'done' : REFUSED.has(outcome.result) ? 'open' : 'settling'
    table('log').put({ ...entry, state, outcome, answered_at: now, head: heads?.[outcome.mid - first] ?? null } satisfies Entry)
  }
}

/** Once an answer brought every scope up to date, what was answered is in the rows and need not be laid over them. */
export async function finishSettling(table: Tables): Promise<void> {
  for (const entry of await entriesIn(table, 'settling')) table('log').put({ ...entry, state: 'done' } satisfies Entry)
}

const ofLog = (log: string): IDBKeyRange => IDBKeyRange.bound([log, 0], [log, Infinity])

/** The server knows this log only below `expected`: what comes after is sent again, from the entries kept for this. */
export async function rewind(table: Tables, expected: number): Promise<void> {
  const log = await readLog(table)
  const kept = (await done(table('log').getAll(ofLog(log.id)))) as Entry[]
  const lost = kept.filter(entry => entry.mid >= expected)
  if (lost.length !== log.next_mid - expected) return renumber(table, lost)
  for (const entry of lost) if (entry.state !== 'waiting') table('log').put({ ...entry, state: 'waiting' } satisfies Entry)
  keepLog(table, { ...log, acked: expected - 1 })
}

/** This log's numbers are taken by other content (a copied database): the unanswered mutations move to a new log. */
export async function fork(table: Tables): Promise<void> {
  await renumber(table, await entriesIn(table, 'waiting'))
}

async function renumber(table: Tables, moving: readonly Entry[]): Promise<void> {
  const id = uuid7()
  moving.forEach((entry, index) => {
    table('log').delete([entry.log, entry.mid])
    const mid = index + 1
    table('log').put({ ...entry, log: id, mid, mutation: { ...entry.mutation, mid }, state: 'waiting', head: null } satisfies Entry)
  })
  keepLog(table, { id, next_mid: moving.length + 1, acked: 0 })
}

/**
 * Forgets what was answered and decided more than thirty days ago; until then a restored server may ask for it again.
 * The last entry stays, since the digest chain goes on from it.
 */
export async function forgetOld(store: Store, now: number): Promise<void> {
  await store.write(['log', 'meta'], async table => {
    const { id, next_mid } = await readLog(table)
    const old = (await done(table('log').index('answered').getAll(IDBKeyRange.upperBound(now - KEPT_MS)))) as Entry[]
    for (const entry of old) {
      const last = entry.log === id && entry.mid === next_mid - 1
      if (entry.state === 'done' && !last) table('log').delete([entry.log, entry.mid])
    }
  })
}
