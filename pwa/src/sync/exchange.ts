/** One exchange with the server: what to send next, and what to do with each kind of reply. */
import { repack } from './bundles'
import { keepLog, keepServer, readLog, readServer, type Parents } from './device'
import { chain } from './digest'
import { entriesIn, openEntries } from './log'
import { shortNames } from './scopes'
import { cursorsIn, forgetScopes, sealPages, takeScopes, type Taken } from './pull'
import { finishSettling, fork, rewind, sealOutcomes, settleOutcomes, type Settled } from './settling'
import { done, type Store } from './store'
import type { Entry, LogMeta, Mutation, StoredEntry, SyncAnswer, SyncRequest } from './types'

export const MUTATIONS_AT_MOST = 200
const BYTES_AT_MOST = 1_500_000
/** So many hex digits of the chain's end tell a copied log; the rest would be half of what the request says. */
const HEAD_DIGITS = 16
type Tables = (name: string) => IDBObjectStore

const ALL = ['log', 'meta', 'rows', 'cursors', 'pages']

/** A request with what is needed to read its answer; `scopes` are those that the request names, by the names it gives them. */
export interface Prepared { request: SyncRequest; first: number; heads: string[] | null; waiting: number; scopes: Record<string, string> }

function batchOf(waiting: readonly Entry[]): Mutation[] {
  const batch: Mutation[] = []
  let bytes = 0
  for (const { mutation } of waiting) {
    bytes += new TextEncoder().encode(JSON.stringify(mutation)).length
    if (batch.length && bytes > BYTES_AT_MOST) break
    batch.push(mutation)
  }
  return batch
}

async function headBefore(table: Tables, log: LogMeta, mid: number): Promise<string | null | undefined> {
  if (mid === 1) return null
  const before = (await done(table('log').get([log.id, mid - 1]))) as StoredEntry | undefined
  return before?.head ?? undefined
}

/** Reads what to send. The chain is unknown (head null) where an earlier link was sent without one. */
export async function prepare(store: Store, app: string, at_most = MUTATIONS_AT_MOST): Promise<Prepared> {
  const found = await store.write(['log', 'meta', 'cursors'], async table => {
    const log = await readLog(table)
    keepLog(table, log)
    const waiting = (await entriesIn(table, 'waiting')).filter(entry => entry.log === log.id)
    const first = waiting[0]?.mid ?? log.next_mid
    return { log, cursors: await cursorsIn(table), waiting, first, before: await headBefore(table, log, first) }
  })
  const mutations = batchOf(await openEntries(store.seal, found.waiting.slice(0, at_most)))
  const heads = found.before === undefined ? null : await chain(found.before, mutations)
  const scopes = shortNames(Object.keys(found.cursors))
  const cursors = Object.fromEntries(Object.entries(scopes).map(([name, scope]) => [name, found.cursors[scope]!]))
  const head = heads?.[heads.length - 1]?.slice(0, HEAD_DIGITS)
  const request: SyncRequest = { protocol: 1, log: found.log.id, app, ...(head !== undefined && { head }), mutations, cursors }
  return { request, first: found.first, heads, waiting: found.waiting.length, scopes }
}

/** Whether another exchange should follow at once, and whether the log had to be left. */
export interface Exchanged { again: boolean; forked: boolean }

type LogTurn = 'taken' | 'rewound' | 'forked'

/** Takes an answer: outcomes, scopes and what the server said of itself, in one transaction. */
export async function take(store: Store, prepared: Prepared, answer: SyncAnswer, parents: Parents, now: number): Promise<Exchanged> {
  const sent = prepared.request.mutations.length
  const outcomes = await sealOutcomes(store.seal, prepared.request.mutations, answer.outcomes, prepared.heads)
  const dropped = answer.drop.map(name => prepared.scopes[name] ?? name)
  const pages = await sealPages(store, answer.scopes, parents)
  const { scopes, turn, settled } = await store.write(ALL, async table => {
    const known = (await readServer(table)).epoch
    if (known !== null && epochNumber(answer.epoch) < epochNumber(known)) return { scopes: NOTHING, turn: 'taken' as LogTurn, settled: false }
    const turn = await takeOutcomes(table, prepared, answer.acked, outcomes, now)
    const scopes = known === null || known === answer.epoch ? await takeScopes(table, pages, dropped) : await beginEpoch(table)
    const settled = scopes.complete && (await finishSettling(table))
    await noteAnswer(table, answer, sent > 0 && turn === 'taken', now)
    return { scopes, turn, settled }
  })
  const unsent = prepared.waiting > sent && answer.acked >= prepared.first
  const logged = settled || sent > 0 || turn !== 'taken'
  store.announce([...(logged ? ['log'] : []), 'server', ...[...scopes.touched].map(name => `row:${name}`)])
  if (scopes.touched.size) await repack(store, parents)
  return {
    again: unsent || scopes.more || turn === 'rewound',
    forked: turn === 'forked',
  }
}

const NOTHING: Taken = { touched: new Set(), complete: false, more: false }

/** Epochs are ordered by the number they begin with. */
const epochNumber = (epoch: string): number => Number(epoch.split('-')[0])

/** A restored server: empties what it told before; the next exchange reads everything anew and re-sends what it forgot. */
async function beginEpoch(table: Tables): Promise<Taken> {
  await forgetScopes(table)
  return { touched: new Set(['*']), complete: false, more: true }
}

async function noteAnswer(table: Tables, answer: SyncAnswer, delivered: boolean, now: number): Promise<void> {
  const server = await readServer(table)
  keepServer(table, {
    ...server, epoch: answer.epoch, beacon: answer.beacon, answered_at: now, delivered_at: delivered ? now : server.delivered_at,
    poll_s: answer.next.poll_s, spread_s: answer.next.spread_s,
  })
}

async function takeOutcomes(table: Tables, { request, first }: Prepared, acked: number, outcomes: readonly Settled[], now: number): Promise<LogTurn> {
  const log = await readLog(table)
  if (log.id !== request.log) return 'taken'
  if (acked >= log.next_mid) return fork(table).then(() => 'forked')
  if (acked < log.acked) return rewind(table, acked + 1).then(() => 'rewound')
  // The log was rewound since this was sent: among what is answered must be no hole, or the hole would never be sent.
  if (first > log.acked + 1) return 'taken'
  await settleOutcomes(table, log, outcomes, now)
  keepLog(table, { ...log, acked })
  return 'taken'
}

/** 409 gap: the server lacks mutations that this phone took for answered. */
export async function closeGap(store: Store, log_id: string, expected: number): Promise<void> {
  await onOwnLog(store, log_id, table => rewind(table, expected))
}

/** 409 fork: this database was copied; what is unanswered goes on in a new log. */
export async function leaveLog(store: Store, log_id: string): Promise<void> {
  await onOwnLog(store, log_id, fork)
}

async function onOwnLog(store: Store, log_id: string, work: (table: Tables) => Promise<void>): Promise<void> {
  await store.write(['log', 'meta'], async table => { if ((await readLog(table)).id === log_id) await work(table) }, true)
  store.announce(['log'])
}
