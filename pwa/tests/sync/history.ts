/** One random history of a phone with several tabs, other people, a bad network and a server that is restored; what is wrong afterwards. */
import type { Phone } from '../../src/sync/phone'
import { lyingIn, openLying, rowOpeners } from '../../src/sync/rows'
import { CLEAR } from '../../src/sync/seal'
import { done } from '../../src/sync/store'
import type { Entry, Row, StoredEntry } from '../../src/sync/types'
import { openPhone, setPlace } from './bench'
import { Chance, ticks } from './chance'
import { carried } from './network'
import { FakeServer, type Backup } from './server'
import { Browser, type Tab } from './tabs'

type Meeting = Row & { place: string }
interface Disk { entries: StoredEntry[]; rows: Meeting[]; epoch: string | null }

const SCOPES = ['branch:1', 'person:1']
const STEPS = 40
const ROUNDS_TO_DRAIN = 60

const numberOf = (word: string): number => Number(word.slice(1))

export class History {
  readonly faults: string[] = []
  private readonly chance: Chance
  private readonly server = new FakeServer()
  private readonly browser: Browser
  private fair = false
  private words = 0
  /** Words of which the phone said that they are saved, in their order. */
  private readonly saved: { word: string; row: string }[] = []
  private readonly rows: string[] = []
  /** Row to the highest revision that was seen on the phone in this epoch. */
  private seen = new Map<string, number>()
  private seenIn: string | null = null
  /** Word to the revision that its effect got. */
  private given = new Map<string, number>()
  private backups: Backup[] = []
  private flying = 0
  /** Reads the disk beside the tabs, and is never killed. */
  private observer: Phone | null = null

  constructor(seed: number) {
    this.chance = new Chance(seed)
    this.server.home = SCOPES
    this.server.page = this.chance.pick([2, 5, 1000])
    this.server.judge = ({ set }) => (numberOf(String(set?.['place']?.[1])) % 9 === 0 ? { result: 'rejected', reason: 'meeting.place' } : { result: 'applied' })
    this.browser = new Browser(`history-${crypto.randomUUID()}`, (request, tab) => this.send(request, tab))
    this.browser.lax = this.chance.once(2)
  }

  /** Plays it; gives what went wrong. */
  async play(): Promise<string[]> {
    for (let step = 0; step < STEPS; step++) {
      if (!this.browser.alive.length) await this.browser.open()
      await this.act()
      await this.look()
    }
    await this.comeToRest()
    for (const tab of this.browser.alive) tab.kill()
    await this.observer?.store.close()
    return this.faults
  }

  private async send(request: Parameters<FakeServer['transport']>[0], tab: Tab): ReturnType<FakeServer['transport']> {
    if (!this.browser.lax && this.flying > 0) this.faults.push('two requests in flight')
    this.flying += 1
    const landed = () => { this.flying -= 1 }
    try {
      const reply = this.fair ? await this.server.transport(request) : await Promise.race([carried(this.server, request, this.chance), this.death(tab)])
      for (const { mid, set } of request.mutations) this.note(request.log, mid, String(set?.['place']?.[1]))
      return reply
    } finally {
      landed()
    }
  }

  /** A dead tab's request flies on, but nobody waits for it. */
  private async death(tab: Tab): Promise<never> {
    while (tab.alive) await ticks(1)
    throw new Error('the tab is gone')
  }

  private note(log: string, mid: number, word: string): void {
    const row = this.server.applied.find(one => one.set?.['place']?.[1] === word)?.row
    const rev = row && this.server.rows.get(`meeting/${row}`)
    if (rev && rev['place'] === word && (this.server.logs.get(log)?.acked ?? 0) >= mid) this.given.set(word, rev.rev)
  }

  private async act(): Promise<void> {
    const { chance } = this
    const actions: [number, () => unknown][] = [
      [8, () => this.record()], [9, () => this.exchange()], [4, () => this.others()], [2, () => this.openTab()],
      [2, () => this.tab().kill()], [2, () => { this.tab().fuse = chance.below(40) }], [1, () => this.server.collect(chance.pick(SCOPES))],
      [3, () => this.rights()], [1, () => { this.backups.push(this.server.backup()) }], [1, () => this.restore()], [1, () => this.copied()],
      [2, () => { for (const tab of this.browser.alive) tab.bench.now += 30_000 }],
    ]
    let at = chance.below(actions.reduce((sum, [weight]) => sum + weight, 0))
    for (const [weight, action] of actions) if ((at -= weight) < 0) { await action(); return }
  }

  private tab(): Tab { return this.chance.pick(this.browser.alive) }

  private async openTab(): Promise<void> {
    if (this.browser.alive.length < 2) await this.browser.open()
  }

  /** Records one to three changes; sometimes the disk is full, and sometimes the tab dies on the way. */
  private async record(): Promise<void> {
    const tab = this.tab()
    tab.full = this.chance.once(8)
    const made = Array.from({ length: 1 + this.chance.below(3) }, () => this.change())
    const outcome = await Promise.race([tab.phone.record(made.map(one => one.intent)).then(() => 'saved', () => 'refused'), this.death(tab).catch(() => 'gone')])
    if (outcome === 'saved') this.saved.push(...made.map(({ word, intent }) => ({ word, row: intent.row })))
    tab.full = false
  }

  private change() {
    const word = `w${++this.words}`
    const known = this.rows.length && !this.chance.once(3) ? this.chance.pick(this.rows) : null
    const row = known ?? `m${this.words}`
    if (!known) this.rows.push(row)
    return { word, intent: setPlace(row, known ? 'before' : null, word) }
  }

  private async exchange(): Promise<void> {
    const tab = this.tab()
    tab.full = this.chance.once(8)
    const running = tab.exchange()
    if (this.chance.once(2)) await running
    else await ticks(this.chance.below(30))
    tab.full = false
  }

  /** Somebody else changes a row, or moves it into or out of a scope. */
  private others(): void {
    const row = this.rows.length ? this.chance.pick(this.rows) : 'm0'
    if (!this.server.rows.has(`meeting/${row}`)) return
    const scopes = this.chance.once(2) ? SCOPES : SCOPES.filter(() => this.chance.once(2))
    this.server.spread(scopes, 'meeting', { id: row, place: `other${this.chance.below(1000)}` })
  }

  private rights(): void {
    if (this.server.hidden.size) this.server.hidden.clear()
    else this.server.hidden.add(this.chance.pick(SCOPES))
  }

  private restore(): void {
    const backup = this.backups.pop()
    if (!backup) return
    this.server.restore(backup)
    this.backups = []
    this.given.clear()
  }

  /** A copy of this phone sends something of its own under the next number: the phone's log is forked. Never beside a restore: SPEC 8. */
  private async copied(): Promise<void> {
    const { entries, epoch } = await this.disk()
    const log = entries.find(one => one.state === 'waiting')?.log
    const known = log && this.server.logs.get(log)
    if (!known || epoch !== this.server.epoch || entries.some(one => one.log === log && (one.state === 'waiting') === one.mid <= known.acked)) return
    const mid = known.acked + 1
    const mutation = { ...setPlace(`copy${mid}`, null, `w${9_000_001}`), mid, at: { wall: 0, mono: 0, boot: 'copy' } }
    await this.server.transport({ protocol: 1, log, app: 'copy', mutations: [mutation], cursors: {} })
    this.backups = []
  }

  private async disk(): Promise<Disk> {
    this.observer ??= await openPhone(this.browser.account, CLEAR)
    const { rows, ...disk } = await this.observer.store.read(['log', 'rows', 'meta'], async table => {
      const [entries, rows, server] = await Promise.all([done(table('log').getAll()), lyingIn(table, 'meeting'), done(table('meta').get('server'))])
      return { entries: entries as StoredEntry[], rows, epoch: (server as { value: { epoch: string | null } } | undefined)?.value.epoch ?? null }
    })
    return { ...disk, rows: (await openLying(rowOpeners(CLEAR), rows)) as Meeting[] }
  }

  /** What must hold at any moment. */
  private async look(): Promise<void> {
    const { entries, rows, epoch } = await this.disk()
    if (epoch !== this.seenIn) { this.seen.clear(); this.seenIn = epoch }
    for (const { id, rev } of rows) {
      if ((this.seen.get(id) ?? 0) > rev) this.faults.push(`${id} went back to revision ${rev}`)
      this.seen.set(id, rev)
    }
    const kept = new Map(entries.map(one => [wordOf(one), one]))
    for (const { word } of this.saved) if (!kept.has(word)) this.faults.push(`${word} is lost from the log`)
    if (epoch !== this.server.epoch) return
    for (const [word, entry] of kept) this.settledTooEarly(word, entry, rows)
  }

  /** An own change that needs no overlay any more must be among the rows. */
  private settledTooEarly(word: string, { state, row }: StoredEntry, rows: readonly Meeting[]): void {
    const held = rows.find(one => one.id === row)
    const rev = this.given.get(word)
    if (state === 'done' && held && rev && held.rev < rev) this.faults.push(`${word} is out of sight again`)
  }

  private async comeToRest(): Promise<void> {
    this.fair = true
    this.server.hidden.clear()
    const tab = await this.survivor()
    for (let round = 0; round < ROUNDS_TO_DRAIN; round++) {
      await tab.exchange()
      if (round > 2 && tab.bench.state.trouble === null && !(await tab.phone.waiting()).length) break
    }
    if ((await tab.phone.waiting()).length) this.faults.push(`never delivered: ${tab.bench.state.trouble} ${tab.bench.state.detail}`)
    await this.reckon(tab)
  }

  /** One tab goes on; what the others have begun is over. */
  private async survivor(): Promise<Tab> {
    for (const tab of this.browser.alive) tab.kill()
    await ticks(60)
    return this.browser.open()
  }

  private async reckon({ phone }: Tab): Promise<void> {
    const words = this.server.applied.map(one => String(one.set?.['place']?.[1])).filter(word => numberOf(word) < 9_000_000)
    const due = this.saved.map(one => one.word).filter(word => numberOf(word) % 9 !== 0)
    for (const word of due) if (words.filter(one => one === word).length !== 1) this.faults.push(`${word} has ${words.filter(one => one === word).length} effects`)
    if (words.some((word, at) => at > 0 && numberOf(word) <= numberOf(words[at - 1]!))) this.faults.push(`out of order: ${words.join(' ')}`)
    const open = new Set((await phone.open()).map((one: Entry) => String(one.mutation.set?.['place']?.[1])))
    for (const { word } of this.saved) if (numberOf(word) % 9 === 0 && !open.has(word)) this.faults.push(`${word} was refused and nobody is told`)
    const held = (await phone.rows<Meeting>('meeting')).filter(row => row.rev > 0).map(row => `${row.id} ${row.rev} ${row.place}`)
    const there = [...this.server.rows.values()].filter(row => this.server.seenIn('meeting', row.id).length).map(row => `${row.id} ${row.rev} ${String(row['place'])}`)
    if (held.sort().join() !== there.sort().join()) this.faults.push(`phone: ${held.join()} server: ${there.join()}`)
    for (const [scope, head] of this.server.heads) if ((await phone.cursor(scope)) !== head) this.faults.push(`${scope} is not read to its end`)
  }
}

const wordOf = (entry: StoredEntry): string => String((entry.mutation as Entry['mutation']).set?.['place']?.[1])

/** Seed to what went wrong, for the seeds where anything did. */
export async function failures(first: number, count: number): Promise<Record<number, string[]>> {
  const found: Record<number, string[]> = {}
  for (let seed = first; seed < first + count; seed++) {
    const faults = await new History(seed).play()
    if (faults.length) found[seed] = [...new Set(faults)]
  }
  return found
}
