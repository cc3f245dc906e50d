/** Typed requests to the server; every failure is a Problem that a person can read. */
import { served } from './text'
import { shell } from './words'

export interface FieldReason { field: string; reason: string }

/** What the server says when it refuses (RFC 9457), and what this app says when it got no answer. */
export interface ProblemBody {
  title: string
  status: number
  code: string
  detail: string
  remedy: string
  field?: string | null
  error_no?: string | null
  errors?: FieldReason[]
  retry_after_s?: number
}

export class Problem extends Error {
  constructor(private readonly said: ProblemBody) { super(said.detail || said.title) }
  get body(): ProblemBody { return served.value(this.said) }
  get code(): string { return this.said.code }
  get status(): number { return this.said.status }
  get remedy(): string { return served.value(this.said.remedy) }
}

export type { Me } from './generated/http'

export interface Ask {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Sent as JSON; a Blob or File is sent as it is. */
  body?: unknown
  /** No cookie goes with it: the server must not know who asks. */
  anonymous?: boolean
  timeout_ms?: number
}

const noAnswer = (detail: string): Problem =>
  new Problem({ title: shell.noAnswerTitle, status: 0, code: 'network.none', detail, remedy: shell.noAnswerRemedy })

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

const isJson = ({ headers }: Response): boolean => /json/.test(headers.get('content-type') ?? '')

/** Reads a problem answer; anything else (a portal's page, a proxy's) counts as no answer. */
async function readProblem(response: Response): Promise<Problem> {
  const body: unknown = isJson(response) ? await response.json().catch(() => null) : null
  if (!isRecord(body) || typeof body['code'] !== 'string') return noAnswer(shell.notOurServer)
  const text = (key: string) => (typeof body[key] === 'string' ? (body[key] as string) : '')
  return new Problem({
    title: text('title'), status: response.status, code: body['code'], detail: text('detail'), remedy: text('remedy'),
    field: text('field') || null, error_no: text('error_no') || null,
    errors: Array.isArray(body['errors']) ? (body['errors'] as FieldReason[]) : [],
    retry_after_s: Number(response.headers.get('retry-after')) || 0,
  })
}

const requestFor = ({ method = 'GET', body, anonymous }: Ask): RequestInit => ({
  method, credentials: anonymous ? 'omit' : 'same-origin', cache: 'no-store',
  headers: { accept: 'application/json', ...(body !== undefined && { 'content-type': body instanceof Blob ? 'application/octet-stream' : 'application/json' }) },
  body: body instanceof Blob ? body : JSON.stringify(body),
})

/** `first`: what must be done before the server is asked for anything but to begin or end a session. `acts`: how many requests that change something have ended. */
export const asks: { first: () => Promise<void>; acts: number } = { first: async () => undefined, acts: 0 }

const ABOUT_SESSIONS = new Set(['/api/session', '/api/activation'])

async function reach(path: string, ask: Ask): Promise<Response> {
  if (!ABOUT_SESSIONS.has(path)) await asks.first()
  const abort = new AbortController()
  const timer = setTimeout(() => abort.abort(), ask.timeout_ms ?? 20_000)
  try {
    return await fetch(path, { ...requestFor(ask), signal: abort.signal })
  } catch {
    throw noAnswer(shell.noAnswerDetail)
  } finally {
    clearTimeout(timer)
    if (ask.method) asks.acts++
  }
}

/** Asks the server and returns its JSON (null for 204); throws a Problem otherwise. */
export async function api<T>(path: string, ask: Ask = {}): Promise<T> {
  const response = await reach(path, ask)
  if (!response.ok) throw await readProblem(response)
  if (response.status === 204) return null as T
  if (!isJson(response)) throw noAnswer(shell.notOurServer)
  return (await response.json().catch(() => { throw noAnswer(shell.notOurServer) })) as T
}

/** Asks the server for a file. */
export async function apiFile(path: string, ask: Ask = {}): Promise<Blob> {
  const response = await reach(path, ask)
  if (!response.ok) throw await readProblem(response)
  return response.blob()
}

/** What nobody foresaw is told without its text: that is English, and of the browser. It stands in the console. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  console.error(error)
  return new Problem({ title: shell.failedTitle, status: 0, code: 'app.failed', detail: '', remedy: shell.failedRemedy })
}
