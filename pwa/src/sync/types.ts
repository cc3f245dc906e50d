/** The nouns of the phone's side of the sync contract. */
import type { Kept } from './seal'

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** A row as the server sends it: column to value. Every row has `id` and `rev`. */
export type Row = { id: string; rev: number } & { [column: string]: Json }

/** Field to the value the person saw and the value the person wants. */
export type Edits = Record<string, [seen: Json, wanted: Json]>

/** What a screen asks for; the log gives it its number and its time. */
export interface Intent {
  name: string
  row: string
  base: number
  set?: Edits
  args?: { [key: string]: Json }
  /** What the overlay needs besides, such as whom a bulk mark meant: stays on this phone. */
  shows?: Shows
}

export type Shows = { [key: string]: Json }

/** `wall` and `mono` in ms; `boot` names one start of the app, the origin of `mono`; `beacon` is absent where none came since the last mutation. */
export interface Stamp { wall: number; mono: number; boot: string; beacon?: string }

/** Exactly what is sent and what the digest chain covers. */
export interface Mutation extends Omit<Intent, 'shows'> { mid: number; at: Stamp }

/** A mutation as the overlay takes it. */
export type Shown = Mutation & { shows?: Shows }

export type Result = 'applied' | 'merged' | 'conflict' | 'held' | 'rejected' | 'quarantined'

export interface OutcomeProblem { code: string; title: string; detail: string; remedy?: string; field?: string | null }

export interface Outcome {
  mid: number
  result: Result
  reason?: string | null
  ref?: string | null
  problem?: OutcomeProblem | null
  /** What a bulk mark left as it stood: member to [status, reason], or null for one who was not marked. */
  exceptions?: Record<string, [status: string, reason: string] | null>
}

/**
 * Where a mutation of the log stands.
 * waiting: on this phone only. settling: answered, its rows are not all here yet. open: refused or held, a person must look. done: nothing left to do.
 */
export type EntryState = 'waiting' | 'settling' | 'open' | 'done'

/** Why an open entry was put aside by a person. */
export type Closed = 'resent' | 'discarded' | 'seen'

/** One mutation in the log of this phone, and what became of it. */
export interface Entry {
  log: string
  mid: number
  row: string
  mutation: Mutation
  shows?: Shows
  state: EntryState
  made_at: number
  outcome: Outcome | null
  answered_at: number | null
  /** The chain's digest after this mutation (hex), known once it was sent and answered. */
  head: string | null
  closed: Closed | null
}

/** What of a mutation is sealed: all but its number, which a fork changes. */
export type Content = Omit<Shown, 'mid'>

/** An entry as it lies on the disk: what queries need is in clear, what a person wrote and was answered is sealed. */
export interface StoredEntry extends Omit<Entry, 'mutation' | 'shows' | 'outcome'> { mutation: Kept<Content>; outcome: Kept<Outcome> | null }

/** A server row on its way to the disk: its id, revision and key of its parent in clear, its values sealed. */
export interface SealedRow { id: string; r: number; p?: [string, string]; v: Kept<Row> }

/** A server row as the phone stores it, with its table and the scopes that show it. */
export interface Stored extends SealedRow { t: string; s: string[] }

/**
 * Rows of one table as a first sync brought them, sealed as one. `id`: the scope that shows them, where its page ends, and which part of the page this is.
 * `ids`, `rs`: the rows that have not left it since, and their revisions. `ps`: keys of their parents. `left`: among what is sealed are rows that have.
 */
export interface Bundle { t: string; id: [scope: string, to: number, part: number]; ids: string[]; rs: number[]; ps?: [table: string, parent: string][]; left?: 1; v: Kept<Columns> }

export interface Columns { columns: string[]; values: Json[][] }

export interface ScopePage {
  from: number
  to: number
  more: boolean
  reset: boolean
  rows: Record<string, Columns>
  gone: Record<string, string[]>
}

/** What a page changes, its rows sealed: one at a time, or in bundles where the scope shows nothing yet. */
export interface SealedPage extends Pick<ScopePage, 'from' | 'to' | 'more' | 'reset' | 'gone'> { rows: Record<string, SealedRow[]>; bundles: Record<string, Bundle[]> }

export interface SyncRequest {
  protocol: 1
  log: string
  app: string
  /** The beginning of the chain's digest after these mutations; absent where it is not known. */
  head?: string
  mutations: Mutation[]
  /** By the short names of their scopes. */
  cursors: Record<string, number>
  /** Entries of a scope that the answer may hold; absent where the server may decide. */
  limit?: number
}

export interface SyncAnswer {
  epoch: string
  acked: number
  outcomes: Outcome[]
  scopes: Record<string, ScopePage>
  drop: string[]
  beacon: string | null
  next: { poll_s: number; spread_s: number }
}

/** What came back from one request. Everything that is not a well-formed answer of the server is `none`. */
export type Reply =
  | { kind: 'answer'; answer: SyncAnswer }
  | { kind: 'gap'; expected: number }
  | { kind: 'fork' }
  | { kind: 'login'; detail: string }
  | { kind: 'too_large' }
  | { kind: 'later'; after_s: number }
  | { kind: 'refused'; detail: string }
  | { kind: 'none' }

export type Transport = (request: SyncRequest) => Promise<Reply>

/** The state of this database's log. `acked`: everything up to it was answered. */
export interface LogMeta {
  id: string
  next_mid: number
  acked: number
  /** The server's beacon that this log holds last. */
  stamped?: string
}

/** What the server said last. Times are this phone's epoch ms. */
export interface ServerMeta {
  epoch: string | null
  beacon: string | null
  answered_at: number | null
  /** When a request last delivered mutations of this phone. */
  delivered_at: number | null
  poll_s: number
  spread_s: number
}

/** How far a scope was read: `shown` is what screens see, `read` includes pages waiting for their last one. */
export interface Cursor { scope: string; shown: number; read: number }
