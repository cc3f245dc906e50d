/** The phone's own store, log and sender as a process: commands come as lines of JSON, each is answered by one; the server is a real one over HTTP. */
import '../setup'
import { createInterface } from 'node:readline'
import { keptEntries } from '../../src/sync/log'
import { cursorsIn } from '../../src/sync/pull'
import { CLEAR } from '../../src/sync/seal'
import { httpTransport } from '../../src/sync/transport'
import type { Intent } from '../../src/sync/types'
import { Bench, openPhone } from '../sync/bench'

interface Command { do: 'record' | 'exchange' | 'look'; intents?: Intent[]; fate?: string }

const [server = '', cookie = '', account = ''] = process.argv.slice(2)
const TABLES = ['meeting', 'attendance', 'conflict', 'member', 'post', 'organisation', 'obligation', 'branch_score']
const overHttp = globalThis.fetch
let fate = 'fine'

const page = () => new Response('<html><form>登录校园网</form></html>', { headers: { 'content-type': 'text/html' } })

/** A browser would send the cookie and its own page by itself; the fate is that of the next request only. */
globalThis.fetch = async (path, init) => {
  const send = () => overHttp(`${server}${String(path)}`, { ...init, headers: { ...(init?.headers as Record<string, string>), cookie, origin: server } })
  const now = fate
  fate = 'fine'
  if (now === 'request lost') throw new TypeError('no network')
  if (now === 'portal') return page()
  const response = await send()
  if (now === 'doubled') return send()
  if (now === 'answer lost') throw new TypeError('no network')
  if (now === 'cut') return new Response((await response.text()).slice(0, -20), { headers: { 'content-type': 'application/json' } })
  return response
}

let bench = new Bench(await openPhone(account, CLEAR), httpTransport)

/** The tab is closed and opened again over the same database. */
async function reopen(): Promise<void> {
  bench.sender.stop()
  bench = new Bench(await openPhone(account, CLEAR), httpTransport)
}

async function look() {
  const { phone } = bench
  const { log, entries } = await keptEntries(phone.store)
  const rows = await Promise.all(TABLES.map(async name => [name, (await phone.rows(name)).filter(row => row.rev > 0)]))
  const cursors = await phone.store.read(['cursors'], table => cursorsIn(table))
  const outcomes = entries.map(({ mid, state, outcome }) => ({ mid, state, outcome }))
  return { log: log.id, waiting: (await phone.waiting()).length, trouble: bench.state.trouble, detail: bench.state.detail, outcomes, cursors, rows: Object.fromEntries(rows) as object }
}

async function obey(command: Command): Promise<unknown> {
  if (command.do === 'record') return (await bench.phone.record(command.intents ?? [])).length
  if (command.do === 'exchange') {
    fate = command.fate ?? 'fine'
    if (fate === 'reopened') await reopen()
    bench.sender.wake('button')
    await bench.step()
  }
  return look()
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await obey(JSON.parse(line) as Command))}\n`)
}
// The channel between tabs would keep the process alive.
process.exit(0)
