/** A server in memory that keeps the contract, and networks that break it. */
import { chain } from '../../src/sync/digest'
import { prepare, take } from '../../src/sync/exchange'
import { readReply } from '../../src/sync/transport'
import type { Json, Mutation, Outcome, Reply, Row, ScopePage, SyncAnswer, SyncRequest, Transport } from '../../src/sync/types'
import type { Bench } from './bench'

interface Log { acked: number; head: string | null; outcomes: Map<number, Outcome> }

interface Place { seq: number; table: string; id: string; gone: boolean }
type Values = { id: string } & { [column: string]: Json }
export type Backup = Pick<FakeServer, 'logs' | 'applied' | 'scopes' | 'heads' | 'floors' | 'rows'>

/** The cursor of a scope that is named in full, or by its kind and the last eight characters of its id. */
const named = (cursors: Record<string, number>, scope: string): number | undefined => {
  const [kind, id = ''] = scope.split(':')
  return cursors[scope] ?? cursors[`${kind}:${id.slice(-8)}`]
}

export class FakeServer {
  epoch = '1-first'
  logs = new Map<string, Log>()
  readonly requests: SyncRequest[] = []
  readonly applied: Mutation[] = []
  /** Scope to the places of its rows, in the order of their last change. */
  scopes = new Map<string, Place[]>()
  heads = new Map<string, number>()
  /** Below it a cursor is lost: what was gone there is forgotten. */
  floors = new Map<string, number>()
  rows = new Map<string, Row>()
  rev = 0
  /** Scopes that this person has no right to now. */
  readonly hidden = new Set<string>()
  /** Where a row that a mutation makes is seen. */
  home: readonly string[] = ['branch:1']
  page = 1000
  checkHeads = true
  judge: (mutation: Mutation) => Omit<Outcome, 'mid'> = () => ({ result: 'applied' })

  /** Changes a row, and its place in one scope. */
  put(scope: string, table: string, values: Values, gone = false): void {
    this.rows.set(`${table}/${values.id}`, { rev: ++this.rev, ...values })
    this.place(scope, table, values.id, gone)
  }

  /** Changes a row; it is seen in these scopes now, and gone from others. */
  spread(scopes: readonly string[], table: string, values: Values): void {
    this.rows.set(`${table}/${values.id}`, { rev: ++this.rev, ...values })
    for (const scope of scopes) this.place(scope, table, values.id, false)
    for (const scope of this.seenIn(table, values.id)) if (!scopes.includes(scope)) this.place(scope, table, values.id, true)
  }

  /** The scopes in which a row is seen. */
  seenIn(table: string, id: string): string[] {
    return [...this.scopes].filter(([, places]) => places.some(one => one.id === id && one.table === table && !one.gone)).map(([scope]) => scope)
  }

  private place(scope: string, table: string, id: string, gone: boolean): void {
    const others = (this.scopes.get(scope) ?? []).filter(one => one.id !== id || one.table !== table)
    const seq = (this.heads.get(scope) ?? 0) + 1
    this.heads.set(scope, seq)
    this.scopes.set(scope, [...others, { seq, table, id, gone }])
  }

  /** Forgets what is gone from a scope, as the server does with what is old. */
  collect(scope: string): void {
    const places = this.scopes.get(scope) ?? []
    const old = places.filter(one => one.gone)
    if (!old.length) return
    this.floors.set(scope, old[old.length - 1]!.seq)
    this.scopes.set(scope, places.filter(one => !one.gone))
  }

  /** Counts a scope from its beginning, so that a phone's cursor lies ahead of it and is told to reset. */
  beginAnew(scope: string): void {
    this.scopes.set(scope, [])
    this.heads.set(scope, 0)
  }

  /** Everything it knows, to go back to. */
  backup(): Backup {
    const { logs, applied, scopes, heads, floors, rows } = this
    return structuredClone({ logs, applied, scopes, heads, floors, rows })
  }

  /** Goes back to a backup: a new epoch, in which no revision is given twice. */
  restore(backup: Backup): void {
    const { logs, applied, ...rest } = structuredClone(backup)
    Object.assign(this, rest)
    this.logs = logs
    this.applied.splice(0, Infinity, ...applied)
    this.rev += 1000
    this.epoch = `${parseInt(this.epoch) + 1}-restored`
  }

  readonly transport: Transport = async request => {
    this.requests.push(JSON.parse(JSON.stringify(request)) as SyncRequest)
    const log = this.logs.get(request.log) ?? { acked: 0, head: null, outcomes: new Map<number, Outcome>() }
    const fresh = request.mutations.filter(one => one.mid > log.acked)
    if (fresh.length && fresh[0]!.mid !== log.acked + 1) return { kind: 'gap', expected: log.acked + 1 }
    const heads = await chain(log.head, fresh)
    const head = heads?.[heads.length - 1] ?? log.head
    const last = request.mutations[request.mutations.length - 1]
    if (this.checkHeads && request.head && last && (fresh.length || last.mid === log.acked) && !head?.startsWith(request.head)) return { kind: 'fork' }
    if (request.mutations.length) this.logs.set(request.log, log)
    for (const mutation of fresh) this.take(log, mutation)
    log.head = head
    return { kind: 'answer', answer: this.answer(request, log) }
  }

  private take(log: Log, mutation: Mutation): void {
    const outcome = { mid: mutation.mid, ...this.judge(mutation) }
    log.outcomes.set(mutation.mid, outcome)
    log.acked = mutation.mid
    if (outcome.result !== 'applied') return
    this.applied.push(mutation)
    const values = Object.fromEntries(Object.entries(mutation.set ?? {}).map(([field, [, wanted]]) => [field, wanted]))
    const seen = this.seenIn('meeting', mutation.row)
    this.spread(seen.length ? seen : this.home, 'meeting', { id: mutation.row, ...values })
  }

  private answer(request: SyncRequest, log: Log): SyncAnswer {
    const outcomes = request.mutations.map(one => log.outcomes.get(one.mid)).filter(one => one !== undefined)
    const scopes: Record<string, ScopePage> = {}
    const open = [...this.scopes.keys()].filter(scope => !this.hidden.has(scope))
    for (const scope of open) {
      const from = named(request.cursors, scope) ?? 0
      if (from !== this.heads.get(scope)) scopes[scope] = this.pageOf(scope, from)
    }
    const drop = Object.keys(request.cursors).filter(name => !open.some(scope => named({ [name]: 0 }, scope) !== undefined))
    return { epoch: this.epoch, acked: log.acked, outcomes, scopes, drop, beacon: null, next: { poll_s: 300, spread_s: 20 } }
  }

  private pageOf(scope: string, from: number): ScopePage {
    const head = this.heads.get(scope)!
    const floor = this.floors.get(scope) ?? 0
    const reset = from > head || (from > 0 && from < floor)
    const news = this.scopes.get(scope)!.filter(entry => entry.seq > (reset ? 0 : from))
    // A first page that ended below the floor would leave a cursor that is lost again: it reaches one place over it.
    const limit = Math.max(this.page, from === 0 || reset ? news.filter(entry => entry.seq <= floor).length + 1 : 0)
    const shown = news.slice(0, limit)
    const more = news.length > limit
    const rows: ScopePage['rows'] = {}
    const gone: ScopePage['gone'] = {}
    for (const { table, id, gone: left } of shown) {
      if (left) { (gone[table] ??= []).push(id); continue }
      const row = this.rows.get(`${table}/${id}`)!
      const columns = ['id', 'rev', ...Object.keys(row).filter(key => key !== 'id' && key !== 'rev').sort()]
      const values = (rows[`${table}`] ??= { columns, values: [] })
      for (const column of columns) if (!values.columns.includes(column)) values.columns.push(column)
      values.values.push(values.columns.map(column => row[column] ?? null))
    }
    return { from, to: more ? shown[shown.length - 1]!.seq : head, more, reset, rows, gone }
  }
}

/** The request arrives, the answer does not. */
export const losingReplies = (inner: Transport, times: number): Transport => async request => {
  const reply = await inner(request)
  return times-- > 0 ? { kind: 'none' } : reply
}

/** Each request arrives twice. */
export const doubling = (inner: Transport): Transport => async request => {
  await inner(request)
  return inner(request)
}

/** A login page of the network answers 200 in place of the server, a number of times. */
export const portal = (inner: Transport, times: number): Transport => async request => {
  if (times-- <= 0) return inner(request)
  return readReply(new Response('<html><form>登录校园网</form></html>', { status: 200, headers: { 'content-type': 'text/html' } }))
}

/** A fixed list of replies, then the server. */
export const first = (replies: Reply[], inner: Transport): Transport => async request => replies.shift() ?? inner(request)

/** What the server answers this phone now, to be taken when the test says so; of all scopes, or of one alone. */
export async function asked({ server, made }: { server: FakeServer; made: Bench }, only?: string): Promise<() => Promise<unknown>> {
  const prepared = await prepare(made.phone.store, 'test')
  const reply = await server.transport(prepared.request)
  const answer = JSON.parse(JSON.stringify((reply as { answer: SyncAnswer }).answer)) as SyncAnswer
  if (only) answer.scopes = { [only]: answer.scopes[only]! }
  return () => take(made.phone.store, prepared, answer, {}, 1)
}
