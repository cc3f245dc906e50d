/** Sends a file's bytes by tus 1.0 and reads what comes back; whatever is not the server's own answer is no answer. */
import { isRecord } from './answer'
import type { FileTrouble } from './files'
import { jsonOf, retryAfter } from './transport'

/** What came back from one request about a file's bytes (sync/SPEC.md 4b). */
export type TusReply =
  /** `offset` bytes are safely on the server. */
  | { kind: 'at'; offset: number }
  /** These bytes arrived otherwise than they were named: begin again. */
  | { kind: 'wrong' }
  /** The server shows no such row to this person, or none was begun. */
  | { kind: 'gone' }
  | { kind: 'refused' }
  | { kind: 'later'; after_s: number; why: FileTrouble }
  | { kind: 'login'; detail: string }
  /** The server cannot take this request from this version of the app. */
  | { kind: 'unfit'; detail: string }
  | { kind: 'none' }

/** The two requests of an upload. `signal` ends one early: what has arrived by then counts. */
export interface Tus {
  /** Begins or resumes. */
  begin(id: string, size: number, signal: AbortSignal): Promise<TusReply>
  /** Appends a piece at `offset`. */
  send(id: string, offset: number, piece: ArrayBuffer, signal: AbortSignal): Promise<TusReply>
}

const VERSION = '1.0.0'
const PATIENCE_MS = 45_000

const numberIn = (response: Response, header: string): number | null => {
  const text = response.headers.get(header) ?? ''
  return /^\d+$/.test(text) ? Number(text) : null
}

function readRefusal(status: number, body: Record<string, unknown>, after_s: number): TusReply {
  const detail = String(body['detail'] ?? body['title'] ?? body['code'])
  const expected = body['expected']
  if (status === 409 && typeof expected === 'number') return { kind: 'at', offset: expected }
  if (status === 401) return { kind: 'login', detail }
  if (status === 403 || status === 404) return { kind: 'gone' }
  if (status === 410) return { kind: 'refused' }
  if (status === 460) return { kind: 'wrong' }
  if (status === 423) return { kind: 'later', after_s: after_s || 5, why: '' }
  if (status === 429) return { kind: 'later', after_s: after_s || 3600, why: 'quota' }
  if (status >= 500) return { kind: 'later', after_s: after_s || 60, why: 'server' }
  return body['code'] === 'files.cut' ? { kind: 'none' } : { kind: 'unfit', detail }
}

/** Reads a reply. A portal's page has no Tus-Resumable; a refusal counts only with the server's problem document. */
export async function readTus(response: Response): Promise<TusReply> {
  if (response.status === 412) return { kind: 'unfit', detail: 'tus' }
  const offset = numberIn(response, 'upload-offset')
  if (response.ok) return response.headers.get('tus-resumable') === VERSION && offset !== null ? { kind: 'at', offset } : { kind: 'none' }
  const body = await jsonOf(response)
  return isRecord(body) && typeof body['code'] === 'string' ? readRefusal(response.status, body, retryAfter(response)) : { kind: 'none' }
}

async function ask(id: string, init: RequestInit, headers: Record<string, string>, signal: AbortSignal): Promise<TusReply> {
  const abort = new AbortController()
  const stop = () => abort.abort()
  const timer = setTimeout(stop, PATIENCE_MS)
  signal.addEventListener('abort', stop)
  if (signal.aborted) stop()
  try {
    const all = { 'tus-resumable': VERSION, accept: 'application/json', ...headers }
    return await readTus(await fetch(`/api/files/${id}`, { ...init, headers: all, signal: abort.signal, credentials: 'same-origin', cache: 'no-store', redirect: 'error' }))
  } catch {
    return { kind: 'none' }
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', stop)
  }
}

export const httpTus: Tus = {
  begin: (id, size, signal) => ask(id, { method: 'POST' }, { 'upload-length': String(size) }, signal),
  send: (id, offset, piece, signal) =>
    ask(id, { method: 'PATCH', body: piece }, { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) }, signal),
}
