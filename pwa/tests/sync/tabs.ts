/** One phone's browser for tests: tabs over one database, killed at any request to the disk, and a disk that may be full. */
import { createHash } from 'node:crypto'
import { CLEAR } from '../../src/sync/seal'
import type { Phone } from '../../src/sync/phone'
import type { Transport } from '../../src/sync/types'
import { Bench, openPhone } from './bench'

const never = <T>(): Promise<T> => new Promise<T>(() => undefined)
const byConnection = new WeakMap<IDBDatabase, Tab>()

/** Hashing in the thread itself, so that the same seed gives the same order of everything. */
crypto.subtle.digest = async (_, data) => {
  const digest = createHash('sha256').update(Buffer.from(data as Uint8Array)).digest()
  return Uint8Array.from(digest).buffer
}

for (const name of ['get', 'getAll', 'put', 'add', 'delete'] as const) {
  const real = IDBObjectStore.prototype[name] as (...given: unknown[]) => IDBRequest
  const felt = function (this: IDBObjectStore, ...given: unknown[]): IDBRequest {
    byConnection.get(this.transaction.db)?.touch(name)
    return real.apply(this, given)
  }
  Object.assign(IDBObjectStore.prototype, { [name]: felt })
}

export class Tab {
  alive = true
  /** After so many requests to the disk the tab dies. */
  fuse = Infinity
  /** Whether the disk has no room for what this tab writes. */
  full = false
  running: Promise<void> = Promise.resolve()
  private readonly transactions = new Set<IDBTransaction>()
  readonly bench: Bench

  private constructor(readonly browser: Browser, readonly phone: Phone) {
    const transport: Transport = async request => {
      if (!this.alive) return never()
      const reply = await browser.transport(request, this)
      return this.alive ? reply : never()
    }
    this.bench = new Bench(phone, transport, { alone: work => browser.alone(this, work) })
  }

  static async open(browser: Browser): Promise<Tab> {
    const tab = new Tab(browser, await openPhone(browser.account, CLEAR))
    const connection = await tab.phone.store['connection']()
    byConnection.set(connection, tab)
    const begin = connection.transaction.bind(connection)
    connection.transaction = (...given) => {
      const transaction = begin(...given)
      tab.transactions.add(transaction)
      transaction.addEventListener('complete', () => tab.transactions.delete(transaction))
      return transaction
    }
    return tab
  }

  touch(name: string): void {
    if (--this.fuse < 0 && this.alive) this.kill()
    if (this.full && (name === 'put' || name === 'add')) throw new DOMException('no room', 'QuotaExceededError')
  }

  /** The tab is gone between two steps of its script: what it had not committed never was, and it does nothing more. */
  kill(): void {
    this.alive = false
    for (const transaction of this.transactions) try { transaction.abort() } catch { /* it has just ended */ }
    Object.assign(this.phone.store, { read: never, write: never, announce: () => undefined })
    this.bench.sender.stop()
    this.bench.state = { ...this.bench.state, busy: false }
    if (this.browser.holder === this) this.browser.holder = null
  }

  /** Lets the sender run once; resolves when it rests or the tab is gone. */
  exchange(): Promise<void> {
    this.bench.sender.wake('button')
    this.running = this.bench.step()
    return this.running
  }
}

export class Browser {
  holder: Tab | null = null
  tabs: Tab[] = []
  /** Whether the lock may be held twice, as a lease that has run out may be. */
  lax = false

  constructor(readonly account: string, readonly transport: (request: Parameters<Transport>[0], tab: Tab) => ReturnType<Transport>) {}

  get alive(): Tab[] { return this.tabs.filter(tab => tab.alive) }

  async open(): Promise<Tab> {
    const tab = await Tab.open(this)
    this.tabs.push(tab)
    return tab
  }

  async alone(tab: Tab, work: () => Promise<void>): Promise<boolean> {
    if (this.holder && !this.lax) return false
    this.holder = tab
    try {
      await work()
    } finally {
      if (this.holder === tab) this.holder = null
    }
    return true
  }
}
