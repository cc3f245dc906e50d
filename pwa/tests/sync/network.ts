/** A network that does everything a network may do to one request, and a server that is at times unwilling. */
import { readReply } from '../../src/sync/transport'
import type { Reply, SyncRequest } from '../../src/sync/types'
import { ticks, type Chance } from './chance'
import type { FakeServer } from './server'

const JSON_TYPE = { 'content-type': 'application/json' }
const problem = (status: number, code: string, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify({ type: 'about:blank', title: code, status, code, detail: code }), { status, headers: { 'content-type': 'application/problem+json', ...headers } })

/** A body that ends in the middle, as a cut gzip stream does. */
function cut(text: string): Response {
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(text.slice(0, text.length / 2)))
      controller.error(new TypeError('terminated'))
    },
  })
  return new Response(body, { headers: JSON_TYPE })
}

type Fate = (server: FakeServer, request: SyncRequest) => Promise<Reply>

const FATES: Record<string, Fate> = {
  'request lost': async () => ({ kind: 'none' }),
  'answer lost': async (server, request) => { await server.transport(request); return { kind: 'none' } },
  doubled: async (server, request) => { await server.transport(request); return server.transport(request) },
  portal: async () => readReply(new Response('<html><form>登录校园网</form></html>', { headers: { 'content-type': 'text/html' } })),
  'portal that says no': async () => readReply(new Response('<html>', { status: 401, headers: { 'content-type': 'text/html' } })),
  'answer cut': async (server, request) => readReply(cut(JSON.stringify(await server.transport(request)))),
  'no session': async () => readReply(problem(401, 'session.required')),
  'too large': async (server, request) => (request.mutations.length > 1 ? readReply(problem(413, 'sync.too_large')) : server.transport(request)),
  'too many': async () => readReply(problem(429, 'request.too_many', { 'retry-after': '3' })),
  'too many until': async () => readReply(problem(429, 'request.too_many', { 'retry-after': new Date(Date.now() + 4000).toUTCString() })),
  busy: async () => readReply(problem(503, 'sync.busy', { 'retry-after': '2' })),
}

/** One request through the network: most arrive; early or late, something else may go on meanwhile. */
export async function carried(server: FakeServer, request: SyncRequest, chance: Chance): Promise<Reply> {
  await ticks(chance.below(12))
  const fate = chance.once(2) ? FATES[chance.pick(Object.keys(FATES))]! : (one: FakeServer, asked: SyncRequest) => one.transport(asked)
  const reply = await fate(server, JSON.parse(JSON.stringify(request)) as SyncRequest)
  await ticks(chance.below(40))
  return reply
}
