/** Sends one request over HTTP and reads what comes back; whatever is not the server's own answer is no answer. */
import { isRecord, readAnswer } from './answer'
import type { Reply, SyncRequest, Transport } from './types'

const PATIENCE_MS = 45_000
const WORTH_PACKING = 300

async function pack(text: string): Promise<{ body: BodyInit; packed: boolean }> {
  if (text.length < WORTH_PACKING || typeof CompressionStream === 'undefined') return { body: text, packed: false }
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))
  return { body: await new Response(stream).arrayBuffer(), packed: true }
}

export async function jsonOf(response: Response): Promise<unknown> {
  if (!/json/.test(response.headers.get('content-type') ?? '')) return null
  return response.json().catch(() => null)
}

export function retryAfter(response: Response): number {
  const header = response.headers.get('retry-after') ?? ''
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000
  return Math.max(0, Math.min(seconds || 0, 3600))
}

function readRefusal(status: number, body: Record<string, unknown>): Reply {
  const code = String(body['code'])
  const detail = String(body['detail'] ?? body['title'] ?? code)
  if (status === 401 || code === 'sync.foreign_log') return { kind: 'login', detail }
  if (code === 'sync.gap' && typeof body['expected'] === 'number') return { kind: 'gap', expected: body['expected'] }
  if (code === 'sync.fork') return { kind: 'fork' }
  return { kind: 'refused', detail }
}

/** Reads a reply. Refusals count only with the server's problem document; a portal's 401 or 403 does not. */
export async function readReply(response: Response): Promise<Reply> {
  if (response.status === 413) return { kind: 'too_large' }
  if (response.status === 429 || response.status === 503) return { kind: 'later', after_s: retryAfter(response) }
  const body = await jsonOf(response)
  if (response.ok) {
    const answer = await readAnswer(body)
    return answer ? { kind: 'answer', answer } : { kind: 'none' }
  }
  return isRecord(body) && typeof body['code'] === 'string' ? readRefusal(response.status, body) : { kind: 'none' }
}

async function send(request: SyncRequest, signal: AbortSignal): Promise<Reply> {
  const { body, packed } = await pack(JSON.stringify(request))
  const headers: Record<string, string> = { 'content-type': 'application/json', accept: 'application/json' }
  if (packed) headers['content-encoding'] = 'gzip'
  const response = await fetch('/api/sync', { method: 'POST', body, headers, signal, credentials: 'same-origin', cache: 'no-store', redirect: 'error' })
  return readReply(response)
}

export const httpTransport: Transport = async request => {
  const abort = new AbortController()
  const timer = setTimeout(() => abort.abort(), PATIENCE_MS)
  try {
    return await send(request, abort.signal)
  } catch {
    return { kind: 'none' }
  } finally {
    clearTimeout(timer)
  }
}
