/** What the server's answers do to the log. Fetched with what talks to the server: the first screen needs none of it. */
import { keepLog, readLog } from './device'
import { uuid7 } from './ids'
import { entriesIn, ofLog, placeOf } from './log'
import type { Kept, Seal } from './seal'
import { done } from './store'
import type { EntryState, LogMeta, Mutation, Outcome, StoredEntry } from './types'

type Tables = (name: string) => IDBObjectStore

const REFUSED = new Set<Outcome['result']>(['held', 'rejected', 'quarantined'])

/** An answer to one mutation, ready for the disk. */
export interface Settled { mid: number; state: EntryState; outcome: Kept<Outcome>; head: string | null }

/** Seals the outcomes of one answer. `sent` are its mutations, `heads` the chain's digests after each of them. */
export async function sealOutcomes(seal: Seal, sent: readonly Mutation[], outcomes: readonly Outcome[], heads: readonly string[] | null): Promise<Settled[]> {
  const placed = new Map(sent.map(({ mid, row }, at) => [mid, { place: placeOf(row), head: heads?.[at] ?? null }]))
  const known = outcomes.filter(one => placed.has(one.mid))
  return Promise.all(known.map(async outcome => {
    const { place, head } = placed.get(outcome.mid)!
    return { mid: outcome.mid, state: REFUSED.has(outcome.result) ? 'open' : 'settling', outcome: await seal.seal(place, outcome), head } as const
  }))
}

/** Takes in the outcomes of one answer. */
export async function settleOutcomes(table: Tables, log: LogMeta, outcomes: readonly Settled[], now: number): Promise<void> {
  for (const { mid, state, outcome, head } of outcomes) {
    const entry = (await done(table('log').get([log.id, mid]))) as StoredEntry | undefined
    if (entry?.state !== 'waiting') continue
    table('log').put({ ...entry, state: entry.closed ? 'done' : state, outcome, answered_at: now, head } satisfies StoredEntry)
  }
}

/** Once an answer brought every scope up to date, what was answered is in the rows and need not be laid over them. Says whether there was any. */
export async function finishSettling(table: Tables): Promise<boolean> {
  const settling = await entriesIn(table, 'settling')
  for (const entry of settling) table('log').put({ ...entry, state: 'done' } satisfies StoredEntry)
  return settling.length > 0
}

/** The server knows this log only below `expected`: what comes after is sent again, from the entries kept for this. */
export async function rewind(table: Tables, expected: number): Promise<void> {
  const log = await readLog(table)
  const kept = (await done(table('log').getAll(ofLog(log.id)))) as StoredEntry[]
  const lost = kept.filter(entry => entry.mid >= expected)
  if (lost.length !== log.next_mid - expected) return renumber(table, lost)
  for (const entry of lost) if (entry.state !== 'waiting') table('log').put({ ...entry, state: 'waiting' } satisfies StoredEntry)
  keepLog(table, { ...log, acked: expected - 1 })
}

/** This log's numbers are taken by other content (a copied database): the unanswered mutations move to a new log. */
export async function fork(table: Tables): Promise<void> {
  await renumber(table, await entriesIn(table, 'waiting'))
}

async function renumber(table: Tables, moving: readonly StoredEntry[]): Promise<void> {
  const id = uuid7()
  moving.forEach((entry, index) => {
    table('log').delete([entry.log, entry.mid])
    const mid = index + 1
    table('log').put({ ...entry, log: id, mid, state: 'waiting', head: null } satisfies StoredEntry)
  })
  keepLog(table, { id, next_mid: moving.length + 1, acked: 0 })
}
