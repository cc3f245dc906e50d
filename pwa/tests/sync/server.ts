/** A server in memory that keeps the contract, and networks that break it. */
import { readReply } from '../../src/sync/transport'
import { chain } from '../../src/sync/digest'
import type { Json, Mutation, Outcome, Reply, Row, ScopePage, SyncAnswer, SyncRequest, Transport } from '../../src/sync/types'

interface Log { acked: number; head: string | null; outcomes: Map<number, Outcome> }

export class FakeServer {
  epoch = '1-first'
  readonly logs = new Map<string, Log>()
  readonly requests: SyncRequest[] = []
  readonly applied: Mutation[] = []
  /** Scope to its rows in the order of their last change. */
  readonly scopes = new Map<string, { seq: number; table: string; row: Row; gone: boolean }[]>()
  heads = new Map<string, number>()
  page = 1000
  checkHeads = true
  judge: (mutation: Mutation) => Omit<Outcome, 'mid'> = () => ({ result: 'applied' })

  put(scope: string, table: string, values: { id: string } & { [column: string]: Json }, gone = false): void {
    const entries = (this.scopes.get(scope) ?? []).filter(entry => entry.row.id !== values.id || entry.table !== table)
    const seq = (this.heads.get(scope) ?? 0) + 1
    this.heads.set(scope, seq)
    this.scopes.set(scope, [...entries, { seq, table, row: { rev: seq, ...values }, gone }])
  }

  readonly transport: Transport = async request => {
    this.requests.push(JSON.parse(JSON.stringify(request)) as SyncRequest)
    const log = this.logs.get(request.log) ?? { acked: 0, head: null, outcomes: new Map<number, Outcome>() }
    const fresh = request.mutations.filter(one => one.mid > log.acked)
    if (fresh.length && fresh[0]!.mid !== log.acked + 1) return { kind: 'gap', expected: log.acked + 1 }
    const heads = await chain(log.head, fresh)
    const head = heads?.[heads.length - 1] ?? log.head
    const last = request.mutations[request.mutations.length - 1]
    if (this.checkHeads && request.head && last && (fresh.length || last.mid === log.acked) && head !== request.head) return { kind: 'fork' }
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
    this.put('branch:1', 'meeting', { id: mutation.row, ...values })
  }

  private answer(request: SyncRequest, log: Log): SyncAnswer {
    const outcomes = request.mutations.map(one => log.outcomes.get(one.mid)).filter(one => one !== undefined)
    const scopes: Record<string, ScopePage> = {}
    for (const scope of this.scopes.keys()) {
      const from = request.cursors[scope] ?? 0
      if (from !== this.heads.get(scope)) scopes[scope] = this.pageOf(scope, from)
    }
    const drop = Object.keys(request.cursors).filter(scope => !this.scopes.has(scope))
    return { epoch: this.epoch, acked: log.acked, outcomes, scopes, drop, beacon: null, next: { poll_s: 300, spread_s: 20 } }
  }

  private pageOf(scope: string, from: number): ScopePage {
    const head = this.heads.get(scope)!
    const reset = from > head
    const news = this.scopes.get(scope)!.filter(entry => entry.seq > (reset ? 0 : from))
    const shown = news.slice(0, this.page)
    const more = news.length > this.page
    const rows: ScopePage['rows'] = {}
    const gone: ScopePage['gone'] = {}
    for (const { table, row, gone: left } of shown) {
      if (left) { (gone[table] ??= []).push(row.id); continue }
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
