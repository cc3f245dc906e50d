/** A small store over IndexedDB: all-or-nothing transactions, and a shout to this tab and the others when something changed. */
import { done } from './requests'
import { CLEAR, type Seal } from './seal'

export { done }

/** `lists`: indexes over columns that hold lists; a record is found by each item. */
export interface Table { key: string | string[]; indexes?: Record<string, string>; lists?: Record<string, string> }
export type Schema = Record<string, Table>

/** The disk or the browser's share of it is full; nothing of the transaction was written. */
export class StorageFull extends Error {}

/** Once told to commit, engines of 2020 (seen in Chromium 88) end a transaction without a reason. Whoever works on a store throws their own; what is left is the disk. */
const ended = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error ?? new StorageFull())
  })

const named = (error: unknown): string => (error instanceof Error || error instanceof DOMException ? error.name : '')

function addMissing(transaction: IDBTransaction, schema: Schema): void {
  const { db } = transaction
  for (const [name, { key, indexes = {}, lists = {} }] of Object.entries(schema)) {
    const table = db.objectStoreNames.contains(name) ? transaction.objectStore(name) : db.createObjectStore(name, { keyPath: key })
    const add = (multiEntry: boolean) => ([index, on]: [string, string]) => { if (!table.indexNames.contains(index)) table.createIndex(index, on, { multiEntry }) }
    Object.entries(indexes).forEach(add(false))
    Object.entries(lists).forEach(add(true))
  }
}

export class Store {
  readonly name: string
  /** Closes and opens the values of this store; never inside a transaction. Another from when its key is at hand. */
  seal: Seal
  private connecting: Promise<IDBDatabase> | null = null
  private readonly version: number
  private readonly schema: Schema
  private readonly listeners = new Set<(topics: readonly string[]) => void>()
  private channel: BroadcastChannel | null

  /** `given`: this database, if it was opened already. */
  constructor(name: string, version: number, schema: Schema, seal: Seal = CLEAR, given: IDBDatabase | null = null) {
    this.name = name
    this.seal = seal
    this.version = version
    this.schema = schema
    this.connecting = given?.version === version ? Promise.resolve(this.keep(given)) : null
    this.channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(name)
    if (this.channel) this.channel.onmessage = ({ data }: MessageEvent<string[]>) => this.tell(data)
  }

  /** Opens the database, or fails where the browser keeps nothing. */
  async open(): Promise<void> {
    await this.connection()
  }

  /** A consistent view of some tables. `work` may await nothing but its own requests. */
  async read<T>(tables: string[], work: (table: (name: string) => IDBObjectStore) => Promise<T>): Promise<T> {
    const transaction = (await this.connection()).transaction(tables)
    return work(name => transaction.objectStore(name))
  }

  /** One all-or-nothing write. With `strict` it resolves only when the disk has it. */
  async write<T>(tables: string[], work: (table: (name: string) => IDBObjectStore) => Promise<T>, strict = false): Promise<T> {
    const options: IDBTransactionOptions = { durability: strict ? 'strict' : 'relaxed' }
    const transaction = (await this.connection()).transaction(tables, 'readwrite', options)
    const end = ended(transaction)
    try {
      const result = await work(name => transaction.objectStore(name))
      // Without it the browser first waits whether anything more is asked for.
      transaction.commit?.()
      await end
      return result
    } catch (error) {
      end.catch(() => undefined)
      try { transaction.abort() } catch { /* it has ended by itself */ }
      throw [named(error), named(transaction.error)].includes('QuotaExceededError') ? new StorageFull() : error
    }
  }

  /** Says in this tab and the others that something changed. */
  announce(topics: readonly string[]): void {
    this.tell(topics)
    if (this.channel) return this.channel.postMessage(topics)
    if (typeof BroadcastChannel === 'undefined') return
    // An answer or a draft that was under way when this was closed: whoever has opened the database since is to know of it.
    const late = new BroadcastChannel(this.name)
    late.postMessage(topics)
    late.close()
  }

  onChange(listener: (topics: readonly string[]) => void): () => void {
    this.listeners.add(listener)
    return () => { this.listeners.delete(listener) }
  }

  async close(): Promise<void> {
    this.channel?.close()
    this.channel = null
    this.listeners.clear()
    const connection = await this.connecting?.catch(() => null)
    connection?.close()
    this.connecting = null
  }

  private tell(topics: readonly string[]): void {
    for (const listener of [...this.listeners]) listener(topics)
  }

  private connection(): Promise<IDBDatabase> {
    this.connecting ??= this.connect().catch((error: unknown) => {
      this.connecting = null
      throw error
    })
    return this.connecting
  }

  /** A tab of an older release, beside one that has added tables: it goes on with those it knows, and what is typed in it is kept. */
  private async connect(): Promise<IDBDatabase> {
    const open = (version?: number) => {
      const request = indexedDB.open(this.name, version)
      request.onupgradeneeded = () => addMissing(request.transaction!, this.schema)
      return done(request)
    }
    return this.keep(await open(this.version).catch((error: unknown) => (named(error) === 'VersionError' ? open() : Promise.reject(error))))
  }

  private keep(database: IDBDatabase): IDBDatabase {
    // Whoever listens is to know: what was read of it may be gone.
    const forget = () => { this.connecting = null; this.tell([]) }
    database.onclose = forget
    database.onversionchange = () => { database.close(); forget() }
    return database
  }
}
