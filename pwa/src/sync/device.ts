/** The database of one person on this phone: its tables, and the few records that say where it stands. */
import { uuid7 } from './ids'
import type { Seal } from './seal'
import { done, Store, type Schema } from './store'
import type { LogMeta, ServerMeta } from './types'

const SCHEMA: Schema = {
  rows: { key: ['t', 'id'], indexes: { parent: 'p', left: 'left' }, lists: { parents: 'ps', ids: 'ids' } },
  cursors: { key: 'scope' },
  pages: { key: ['scope', 'to'] },
  log: { key: ['log', 'mid'], indexes: { state: 'state', row: 'row', answered: 'answered_at' } },
  drafts: { key: 'id' },
  files: { key: 'id', indexes: { meeting: 'meeting' } },
  bytes: { key: ['id', 'of'] },
  meta: { key: 'key' },
}

/** Table to the column that names its parent row; lets a screen read one meeting's marks without reading all marks. */
export type Parents = Readonly<Record<string, string>>

export const databaseOf = (account: string): string => `linghang-${account}`

export const deviceStore = (database: string, seal: Seal): Store => new Store(database, 3, SCHEMA, seal)

export const NEW_SERVER: ServerMeta = { epoch: null, beacon: null, answered_at: null, delivered_at: null, poll_s: 300, spread_s: 20 }

export type Tables = (name: string) => IDBObjectStore

/** Reads the log's record inside a transaction, or starts a new log. */
export async function readLog(table: Tables): Promise<LogMeta> {
  const found = (await done(table('meta').get('log'))) as { value: LogMeta } | undefined
  return found?.value ?? { id: uuid7(), next_mid: 1, acked: 0 }
}

export async function readServer(table: Tables): Promise<ServerMeta> {
  const found = (await done(table('meta').get('server'))) as { value: ServerMeta } | undefined
  return { ...NEW_SERVER, ...found?.value }
}

const [STORE, SEALED] = ['store', 'sealed']

/** Whether nothing lies in clear in this store any more. */
export const isSealedIn = async (table: Tables): Promise<boolean> => (await done(table('meta').get(SEALED))) !== undefined
export const isAllSealed = (store: Store): Promise<boolean> => store.read(['meta'], isSealedIn)

export const noteSealed = (store: Store): Promise<void> => store.write(['meta'], async table => { table('meta').put({ key: SEALED, value: true }) }, true)

/** Which store the database says it is; null until it was named. */
export const nameIn = async (table: Tables): Promise<string | null> => ((await done(table('meta').get(STORE))) as { value: string } | undefined)?.value ?? null

/** Names the database, in itself, after the store that it is; says whether it bore the name already. */
export async function nameStore(store: Store, id: string): Promise<boolean> {
  if ((await store.read(['meta'], nameIn)) === id) return true
  return store.write(['meta'], async table => {
    const named = (await nameIn(table)) === id
    if (!named) table('meta').put({ key: STORE, value: id })
    return named
  })
}

export const keepLog = (table: Tables, value: LogMeta): void => { table('meta').put({ key: 'log', value }) }
export const keepServer = (table: Tables, value: ServerMeta): void => { table('meta').put({ key: 'server', value }) }
