/** Sends the bytes of photos and scans: after all text, one file at a time, in pieces, resumed by the byte after a cut. */
import { bytesOf, noteFile, type FileTrouble, type KeptFile } from './files'
import { settleFiles } from './fileStanding'
import { backoff_ms } from './backoff'
import type { Store } from './store'
import { httpTus, type Tus, type TusReply } from './tus'
import type { ByteSender } from './sender'

export { httpTus }

export interface UploadParts {
  store: Store
  tus: Tus
  now: () => number
  random: () => number
  /** Whether someone may still be waiting for it: false once the page has been out of sight for long. */
  awake: () => boolean
  /** The file whose bytes are on their way, or null. */
  tell: (file: string | null) => void
}

const FIRST_PIECE = 64 * 1024
const PIECE_AT_LEAST = 16 * 1024
const PIECE_AT_MOST = 1024 * 1024
const QUICK_MS = 4_000
const SLOW_MS = 15_000
/** The lock on sending is given back after so long, so that text, news and other tabs get their turn. */
const TURN_MS = 20_000
/** How many replies in a row may bring a file no further. */
const STALLED_AT_MOST = 5
/** How long a file rests whose row must change before it can go on. */
const REST_MS = 60_000
const UNFIT_REST_MS = 3600_000

/** The size of the next piece, from how long the last one took: a slow network gets small ones, so that a cut costs little. */
export function nextPiece(size: number, took_ms: number): number {
  if (took_ms > SLOW_MS) return Math.max(PIECE_AT_LEAST, size / 2)
  return took_ms < QUICK_MS ? Math.min(PIECE_AT_MOST, size * 2) : size
}

/** How the sending of one file ended: its last byte arrived; text came in between; or why it must wait. */
type Ended = 'sent' | 'stopped' | Exclude<TusReply, { kind: 'at' } | { kind: 'wrong' }>

export class Uploads implements ByteSender {
  /** When bytes may be sent again (epoch ms): because the server said so, or after failures. Text waits for neither. */
  private told_at = 0
  private retry_at = 0
  private failures = 0
  private piece = FIRST_PIECE
  private abort = new AbortController()
  private readonly resting = new Map<string, number>()

  private readonly parts: UploadParts
  constructor(parts: UploadParts) { this.parts = parts }

  /** When to come again by itself (epoch ms); null while nothing waits for a time. */
  get next_at(): number | null {
    const { now } = this.parts
    const times = [this.told_at, this.retry_at, ...this.resting.values()].filter(at => at > now())
    return times.length ? Math.min(...times) : null
  }

  /** Lets text go first: the piece under way is cut, and counts as far as it came. */
  interrupt(): void {
    this.abort.abort()
  }

  /** A person asks, or the network is back: a wait after failures is over. */
  hurry(): void {
    this.retry_at = 0
  }

  /** Sends what it can within its time; says whether to exchange text and come back at once. */
  async turn(): Promise<boolean> {
    const { store, now, awake, tell } = this.parts
    this.abort = new AbortController()
    const until = now() + TURN_MS
    const files = (await settleFiles(store)).filter(one => (this.resting.get(one.id) ?? 0) <= now())
    let news = false
    for (const file of files) {
      if (!awake() || now() < Math.max(this.told_at, this.retry_at)) break
      if (this.abort.signal.aborted || now() > until) return true
      tell(file.id)
      const ended = await this.send(file).finally(() => tell(null))
      news = (await this.take(file, ended)) || news
    }
    return news
  }

  /** Acts on how one file ended; says whether the server has something new to tell. */
  private async take(file: KeptFile, ended: Ended): Promise<boolean> {
    if (ended === 'stopped') return true
    if (ended === 'sent') { this.failures = 0; return this.rest(file, REST_MS) }
    switch (ended.kind) {
      case 'gone': case 'refused': return this.rest(file, REST_MS)
      case 'unfit': this.rest(file, UNFIT_REST_MS); return this.note(file, 'unfit')
      case 'later': await this.note(file, ended.why); this.told_at = this.parts.now() + ended.after_s * 1000; return false
      case 'login': return true
      case 'none': this.failures += 1; this.retry_at = this.parts.now() + backoff_ms(this.failures, this.parts.random()); return false
    }
  }

  private async note(file: KeptFile, trouble: FileTrouble): Promise<false> {
    await noteFile(this.parts.store, file.id, { trouble })
    return false
  }

  private rest(file: KeptFile, ms: number): true {
    this.resting.set(file.id, this.parts.now() + ms)
    return true
  }

  private async send(file: KeptFile): Promise<Ended> {
    const whole = await bytesOf(this.parts.store, file.id, 'whole')
    if (!whole) return { kind: 'unfit', detail: 'bytes' }
    let stalled = 0
    let reached = 0
    let reply = await this.begin(file)
    while (reply.kind === 'at' || reply.kind === 'wrong') {
      if (this.abort.signal.aborted || !this.parts.awake()) return 'stopped'
      if (reply.kind === 'at' && reply.offset >= file.size) return 'sent'
      if (reply.kind === 'wrong' || reply.offset <= reached) stalled += 1
      if (stalled > STALLED_AT_MOST) return { kind: 'none' }
      reached = reply.kind === 'at' ? reply.offset : 0
      reply = reply.kind === 'at' ? await this.append(file, whole, reply.offset) : await this.begin(file)
    }
    return this.abort.signal.aborted ? 'stopped' : reply
  }

  private async begin(file: KeptFile): Promise<TusReply> {
    const reply = await this.parts.tus.begin(file.id, file.size, this.abort.signal)
    if (reply.kind === 'at') await noteFile(this.parts.store, file.id, { sent: reply.offset, trouble: '' })
    return reply
  }

  private async append(file: KeptFile, whole: ArrayBuffer, offset: number): Promise<TusReply> {
    const { store, tus, now } = this.parts
    const began = now()
    const reply = await tus.send(file.id, offset, whole.slice(offset, offset + this.piece), this.abort.signal)
    if (!this.abort.signal.aborted) this.piece = nextPiece(this.piece, reply.kind === 'at' ? now() - began : Infinity)
    if (reply.kind === 'at') await noteFile(store, file.id, { sent: reply.offset, trouble: '' })
    // What was begun long ago the server has forgotten; a row that is gone is still unknown when it is begun again.
    return reply.kind === 'gone' ? { kind: 'wrong' } : reply
  }
}
