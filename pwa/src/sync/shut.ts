/** A store before its key is at hand: what its first screen needs is read under its seal, in one view of the disk, so that only opening it is left to do. */
import { deviceStore, isSealedIn, nameIn, readServer, type Tables } from './device'
import { draftsIn, type StoredDraft } from './drafts'
import { filesWaiting } from './fileTables'
import { entriesIn, loggedIn, type Logged } from './log'
import { lyingIn } from './rows'
import { CLEAR } from './seal'
import { done, type Store } from './store'
import type { Bundle, Cursor, ServerMeta, Stored } from './types'

/** How much of this person's work the server has: mutations that wait, and files whose bytes do. */
export interface Delivery { waiting: number; files: number; open: number; oldest_at: number | null; server: ServerMeta }

/** Read inside a transaction over the log, what the server said and the files. */
export async function readDelivery(table: Tables): Promise<Delivery> {
  const waiting = await entriesIn(table, 'waiting')
  const open = await done(table('log').index('state').count('open'))
  return { waiting: waiting.length, files: await filesWaiting(table), open, oldest_at: waiting[0]?.made_at ?? null, server: await readServer(table) }
}

/** `rows`: those of the tables that were asked for. `name`: which store the database says it is; `sealed`: whether nothing lies in clear in it. */
export interface Seen {
  rows: ReadonlyMap<string, (Stored | Bundle)[]>
  logged: Logged
  drafts: readonly StoredDraft<unknown>[]
  cursors: readonly Cursor[]
  delivery: Delivery
  name: string | null
  sealed: boolean
}

const see = (store: Store, tables: readonly string[]): Promise<Seen> =>
  store.read(['rows', 'log', 'drafts', 'cursors', 'files', 'meta'], async table => {
    const rows = Promise.all(tables.map(async name => [name, await lyingIn(table, name)] as const))
    const [logged, drafts, cursors, delivery] = await Promise.all([loggedIn(table), draftsIn(table), done(table('cursors').getAll()), readDelivery(table)])
    return { rows: new Map(await rows), logged, drafts, cursors: cursors as Cursor[], delivery, name: await nameIn(table), sealed: await isSealedIn(table) }
  })

export class Shut {
  readonly store: Store
  private looking: Promise<Seen | null> | null

  /** Opens the database and begins to read. `tables`: whose rows the first screen shows. */
  constructor(database: string, tables: readonly string[]) {
    this.store = deviceStore(database, CLEAR)
    this.looking = see(this.store, tables).catch(() => null)
    // Whatever changes, by another tab too: what was seen is no more.
    this.store.onChange(() => { this.looking = null })
  }

  /** What was seen, unless something changed since; null then, and where it could not be read. */
  get seen(): Promise<Seen | null> { return this.looking ?? Promise.resolve(null) }

  close(): Promise<void> { return this.store.close() }
}
