/** One person's phone: the rows as that person should see them, the log, the drafts. The only door of src/sync for screens. */
import { databaseOf, isAllSealed, nameStore, readLog, type Parents } from './device'
import { draftsIn, openDrafts, type Draft } from './drafts'
import { append, close, entries, findEntry, forgetOld, intentOf, lastDone, loggedIn, placeOf as placeOfEntry, story, type EntryKey, type Recording } from './log'
import { overlay, paint, type Effects, type Patches } from './overlay'
import { breathe } from './requests'
import { lyingIn, openLying, readChildren, readRow, rowOpeners, type RowOpeners } from './rows'
import { Opener, type Seal } from './seal'
import { readDelivery, Shut, type Delivery, type Seen } from './shut'
import { done, StorageFull, type Store } from './store'
import type { Closed, Content, Cursor, Entry, Intent, Row, Shown, StoredEntry } from './types'

/** What may change under a screen: rows of a table, the log, the drafts, the files that lie here, what the server said. */
export type Topic = `row:${string}` | 'log' | 'drafts' | 'files' | 'server'

/** `seal`: under whose key the values of this person's database lie. `shut`: the database, if it is being read already. `onSaved`: is told what has just come to lie on the disk. */
export interface PhoneParts { account: string; parents: Parents; effects: Effects; seal: Seal; shut?: Shut; onSaved?: (made: readonly Entry[]) => void }

/** Rows by what the log says of them: what is on this phone only, and what the server refused or held. */
interface Touched { waiting: ReadonlySet<string>; open: ReadonlySet<string> }
interface Painted extends Touched { patches: Patches; ghosts: Patches }

export class Phone {
  readonly account: string
  readonly store: Store
  readonly parents: Parents
  private readonly effects: Effects
  private readonly shut: Shut
  private readonly onSaved: PhoneParts['onSaved']
  private paintedOnce: Promise<Painted> | null = null
  /** Tables as they were read last; several parts of a screen ask for the same ones. */
  private readonly known = new Map<string, Promise<Row[]>>()
  private readonly openers = new Map<string, RowOpeners>()
  private readonly contents: Opener<Content>

  private constructor({ account, parents, effects, seal, shut = new Shut(databaseOf(account), []), onSaved }: PhoneParts) {
    this.account = account
    this.parents = parents
    this.effects = effects
    this.shut = shut
    this.onSaved = onSaved
    this.store = shut.store
    this.store.seal = seal
    this.contents = new Opener(seal, content => content)
    this.store.onChange(topics => this.forget(topics))
  }

  /** Opens the person's own database; another person's is never touched. Fails where the browser keeps nothing. */
  static async open(parts: PhoneParts): Promise<Phone> {
    const phone = new Phone(parts)
    await phone.store.open()
    // Without room to seal what an older version left in clear, the phone goes on and tries again at its next start.
    await phone.takeOver().catch((error: unknown) => { if (!(error instanceof StorageFull)) throw error })
    return phone
  }

  /** Seals what an older version left in clear. */
  private async takeOver(): Promise<void> {
    if (!this.store.seal.seals || (await this.first(seen => seen.sealed || undefined, () => isAllSealed(this.store)))) return
    const { sealClear } = await import('./takeover')
    await sealClear(this.store)
  }

  /** Says whether the database is the store of this id; a database that was made just now is not, and takes the name. */
  isStore(id: string): Promise<boolean> {
    return this.first(seen => seen.name === id || undefined, () => nameStore(this.store, id))
  }

  /** All rows of a table that this person may see, with what is on this phone only laid over them. */
  async rows<T extends Row>(table: string): Promise<T[]> {
    const [{ patches, ghosts }, all] = await Promise.all([this.painted(), this.server(table)])
    return overlay(all, patches.get(table), ghosts.get(table)) as T[]
  }

  /** The rows of a table that belong to one parent row. */
  async children<T extends Row>(table: string, parent: string): Promise<T[]> {
    const { patches, ghosts } = await this.painted()
    const rows = overlay(await readChildren(this.store, table, parent), patches.get(table), ghosts.get(table))
    return rows.filter(row => row[this.parents[table]!] === parent) as T[]
  }

  async row<T extends Row>(table: string, id: string): Promise<T | null> {
    const { patches, ghosts } = await this.painted()
    const found = await readRow(this.store, table, id)
    const only = <V>(map: ReadonlyMap<string, V> | undefined) => new Map([...(map ?? [])].filter(([key]) => key === id))
    return (overlay(found ? [found] : [], only(patches.get(table)), only(ghosts.get(table)))[0] as T | undefined) ?? null
  }

  /** Writes what the person did. When this resolves it is on the disk of this phone. */
  async record(intents: readonly Intent[], recording?: Recording): Promise<Entry[]> {
    const made = await append(this.store, intents, recording)
    this.onSaved?.(made)
    return made
  }

  /** Puts refused or held mutations aside. */
  close(keys: readonly EntryKey[], closed: Closed): Promise<void> {
    return close(this.store, keys, closed)
  }

  /** Asks once more, under new numbers, for what refused or held entries asked for. */
  resend(asked: readonly Entry[]): Promise<Entry[]> {
    return this.record(asked.map(intentOf), { resends: asked.map(entry => [entry.log, entry.mid]) })
  }

  entry(key: EntryKey): Promise<Entry | null> {
    return findEntry(this.store, key)
  }

  /** The newest that needs nobody any more. */
  lastDone(at_most: number): Promise<Entry[]> {
    return lastDone(this.store, at_most)
  }

  story(row: string): Promise<Entry[]> {
    return story(this.store, row)
  }

  /** The rows that waiting and open entries are about. */
  touched(): Promise<Touched> {
    return this.painted()
  }

  open(): Promise<Entry[]> {
    return entries(this.store, 'open')
  }

  waiting(): Promise<Entry[]> {
    return entries(this.store, 'waiting')
  }

  forgetOld(now: number): Promise<void> {
    return forgetOld(this.store, now)
  }

  delivery(): Promise<Delivery> {
    return this.first(seen => seen.delivery, () => this.store.read(['log', 'meta', 'files'], readDelivery))
  }

  /** All drafts whose id starts with `prefix`, newest first. */
  async drafts<T>(prefix: string): Promise<Draft<T>[]> {
    return openDrafts(this.store, await this.first(seen => seen.drafts.filter(one => one.id.startsWith(prefix)), () => this.store.read(['drafts'], table => draftsIn(table, prefix))))
  }

  /** How far a scope was read, for judging whether a hint is news. */
  async cursor(scope: string): Promise<number> {
    const found = await this.store.read(['cursors'], table => done(table('cursors').get(scope)))
    return (found as Cursor | undefined)?.read ?? 0
  }

  /** How far the screens show a scope: what a bulk mark names as seen. */
  async shown(scope: string): Promise<number> {
    const found = await this.first(seen => seen.cursors.find(one => one.scope === scope), () => this.store.read(['cursors'], table => done(table('cursors').get(scope))) as Promise<Cursor | undefined>)
    return found?.shown ?? 0
  }

  log_id(): Promise<string> {
    return this.store.read(['meta'], async table => (await readLog(table)).id)
  }

  /**
   * Runs `query` now and after each change of its topics, and tells the latest result. What is being read at a change is out of date, and is read anew
   * once whoever made the change is done: together with what else changes, and no more for a page that was left.
   */
  watch<T>(topics: readonly Topic[], query: (phone: Phone) => Promise<T>, tell: (found: T) => void): () => void {
    let turn = 0
    let isDue = false
    const run = async () => {
      const mine = turn
      const found = await query(this)
      if (mine === turn) tell(found)
    }
    const again = () => {
      isDue = false
      if (turn >= 0) void run()
    }
    const concerns = (changed: readonly string[]) => topics.some(topic => changed.includes(topic) || (topic.startsWith('row:') && (changed.includes('row:*') || changed.includes('log'))))
    const stop = this.store.onChange(changed => {
      if (!concerns(changed)) return
      turn++
      if (!isDue) void breathe().then(again)
      isDue = true
    })
    void run()
    return () => { turn = -1; stop() }
  }

  /** What was seen of the store before it was opened; where it says nothing, or something changed since, the disk does. */
  private async first<T>(of: (seen: Seen) => T | undefined, read: () => Promise<T>): Promise<T> {
    const seen = await this.shut.seen
    return (seen && of(seen)) ?? read()
  }

  private painted(): Promise<Painted> {
    this.paintedOnce ??= this.paint()
    return this.paintedOnce
  }

  private async paint(): Promise<Painted> {
    const { waiting, settling, open } = await this.first(seen => seen.logged, () => this.store.read(['log'], loggedIn))
    const laid = await this.mutations([...settling, ...waiting, ...open])
    const shown = settling.length + waiting.length
    const rowsOf = (found: readonly StoredEntry[]) => new Set(found.map(one => one.row))
    return { patches: paint(laid.slice(0, shown), this.effects), ghosts: paint(laid.slice(shown), this.effects), waiting: rowsOf(waiting), open: rowsOf(open) }
  }

  private async mutations(found: readonly StoredEntry[]): Promise<Shown[]> {
    const contents = await this.contents.open(found.map(one => [placeOfEntry(one.row), one.mutation]))
    return contents.map((content, at) => ({ ...content, mid: found[at]!.mid }))
  }

  private forget(topics: readonly string[]): void {
    if (topics.includes('log')) this.paintedOnce = null
    if (topics.includes('row:*')) this.known.clear()
    for (const topic of topics) this.known.delete(topic.slice('row:'.length))
  }

  private server(table: string): Promise<Row[]> {
    const known = this.known.get(table)
    if (known) return known
    const rows = this.read(table)
    this.known.set(table, rows)
    // A read that failed is not remembered: the next one may work.
    rows.catch(() => this.known.delete(table))
    return rows
  }

  private async read(table: string): Promise<Row[]> {
    const found = await this.first(seen => seen.rows.get(table), () => this.store.read(['rows'], read => lyingIn(read, table)))
    const opener = this.openers.get(table) ?? rowOpeners(this.store.seal)
    this.openers.set(table, opener)
    return openLying(opener, found)
  }
}
