/** Sends the log and fetches the news: one request in flight, patient with bad networks, never dropping anything. */
import { resendReady } from './again'
import type { Parents } from './device'
import { backoff_ms } from './backoff'
import { closeGap, leaveLog, MUTATIONS_AT_MOST, prepare, take, type Prepared } from './exchange'
import type { StepState } from './steps'
import { StorageFull, type Store } from './store'
import type { Reply, Transport } from './types'

/** What wakes the sender. */
export type Wake = 'start' | 'online' | 'visible' | 'saved' | 'poke' | 'button' | 'poll' | 'login'

/** Why the last exchange did not work; null when it did. */
export type Trouble = null | 'no_answer' | 'login' | 'busy' | 'refused' | 'storage'

export interface SenderState { busy: boolean; trouble: Trouble; detail: string; next_at: number | null }

/** What sends bytes in its turns. */
export interface ByteSender {
  /** When to come again by itself (epoch ms). */
  readonly next_at: number | null
  /** Sends what it can; says whether to exchange text and come back at once. */
  turn(): Promise<boolean>
  /** Lets text go first. */
  interrupt(): void
  /** Ends a wait after failures. */
  hurry(): void
}

export interface SenderParts {
  store: Store
  parents: Parents
  app: string
  transport: Transport
  /** Whether this person's session is the one in this browser. */
  allowed: () => boolean
  alone: (work: () => Promise<void>) => Promise<boolean>
  now: () => number
  random: () => number
  /** Calls back after ms; returns what cancels it. */
  after: (ms: number, work: () => void) => () => void
  tell: (state: SenderState) => void
  /** Keeps each change of state for support. */
  note?: (state: StepState, why: string) => void
  /** Sends the bytes of files once all text is delivered. */
  uploads?: ByteSender
}

const OTHER_TAB_MS = 1_500
const ROUNDS_AT_MOST = 500
const ENTRIES_ON_A_BAD_LINE = 500

const RESTS: Record<Exclude<Trouble, null> | 'null', StepState> = { null: 'idle', login: 'need_login', storage: 'blocked', no_answer: 'backoff', busy: 'backoff', refused: 'backoff' }

export class Sender {
  private state: SenderState = { busy: false, trouble: null, detail: '', next_at: null }
  private failures = 0
  private not_before = 0
  private batch = MUTATIONS_AT_MOST
  private poll_s = 300
  private spread_s = 20
  private cancel: (() => void) | null = null
  private stopped = false
  private wakeAgain = false
  private because = 'timer'

  private readonly parts: SenderParts
  constructor(parts: SenderParts) { this.parts = parts }

  /** Asks for an exchange: at once, or after a wait where many phones would come at the same moment. */
  wake(reason: Wake): void {
    if (this.stopped) return
    const { now, random, uploads } = this.parts
    if (reason === 'saved' || reason === 'button') uploads?.interrupt()
    if (reason === 'button' || reason === 'online') uploads?.hurry()
    const calm = this.failures === 0
    const spread = Math.round(random() * this.spread_s * 1000)
    const wait = reason === 'online' || (!calm && (reason === 'visible' || reason === 'saved' || reason === 'poke')) ? spread : reason === 'poke' ? random() * 500 : 0
    const at = Math.max(now() + wait, this.not_before)
    if (this.state.next_at !== null && at >= this.state.next_at && this.cancel) return
    this.because = reason
    if (wait > 0 && !this.state.busy) this.note('spread_wait', reason)
    this.schedule(at)
  }

  stop(): void {
    this.stopped = true
    this.cancel?.()
    this.parts.uploads?.interrupt()
  }

  private schedule(at: number): void {
    this.cancel?.()
    this.cancel = this.parts.after(Math.max(0, at - this.parts.now()), () => { void this.run() })
    this.tell({ next_at: at })
  }

  private note(state: StepState, why: string): void {
    this.parts.note?.(state, why)
  }

  private tell(change: Partial<SenderState>): void {
    this.state = { ...this.state, ...change }
    // Who is in front by now is told nothing of another's exchange.
    if (!this.stopped) this.parts.tell(this.state)
  }

  private async run(): Promise<void> {
    this.cancel = null
    if (this.stopped) return
    if (this.state.busy) { this.wakeAgain = true; return }
    this.tell({ busy: true, next_at: null })
    this.note('syncing', this.because)
    this.because = 'timer'
    let ran = false
    try {
      ran = await this.parts.alone(() => this.deliver())
    } catch (error) {
      // For support alone: a fault that nobody foresaw speaks of the program.
      this.note('syncing', String(error))
      this.failed(error instanceof StorageFull ? 'storage' : 'refused')
      ran = true
    }
    this.tell({ busy: false })
    const { trouble, detail } = this.state
    this.note(ran ? RESTS[trouble ?? 'null'] : 'idle', ran ? [trouble ?? 'answered', detail].filter(Boolean).join(': ') : 'other_tab')
    this.planNext(ran)
  }

  private planNext(ran: boolean): void {
    if (this.stopped || this.cancel) return
    const { now, random } = this.parts
    if (!ran) return this.schedule(now() + OTHER_TAB_MS)
    if (this.wakeAgain && this.failures === 0) { this.wakeAgain = false; return this.schedule(now()) }
    this.wakeAgain = false
    const wait = this.failures ? backoff_ms(this.failures, random()) : this.poll_s * 1000 * (0.9 + 0.2 * random())
    this.schedule(Math.max(Math.min(now() + wait, this.failures ? Infinity : (this.parts.uploads?.next_at ?? Infinity)), this.not_before))
  }

  /** Text first; bytes only when nothing of it waits. */
  private async deliver(): Promise<void> {
    await this.rounds()
    if (this.failures || this.stopped || this.wakeAgain) return
    if (await this.parts.uploads?.turn()) this.wakeAgain = true
  }

  private async rounds(): Promise<void> {
    for (let round = 0; round < ROUNDS_AT_MOST && !this.stopped; round++) {
      if (!this.parts.allowed()) { this.failed('login'); return }
      const prepared = await prepare(this.parts.store, this.parts.app, this.batch)
      // On a bad line little at a time: a page that was cut comes again from its beginning.
      const request = this.failures ? { ...prepared.request, limit: ENTRIES_ON_A_BAD_LINE } : prepared.request
      if (!(await this.takeReply(prepared, await this.parts.transport(request)))) return
    }
  }

  /** Acts on a reply; says whether to go on at once. */
  private async takeReply(prepared: Prepared, reply: Reply): Promise<boolean> {
    const { store } = this.parts
    switch (reply.kind) {
      case 'answer': return this.answered(prepared, reply.answer)
      case 'gap': this.note('syncing', `gap ${reply.expected}`); await closeGap(store, prepared.request.log, reply.expected); return this.retry()
      case 'fork': this.note('syncing', 'fork'); await leaveLog(store, prepared.request.log); return this.retry()
      case 'too_large': this.batch = Math.max(1, Math.floor(prepared.request.mutations.length / 2)); return prepared.request.mutations.length > 1 || this.failed('refused')
      case 'later': this.not_before = this.parts.now() + reply.after_s * 1000; return this.failed('busy')
      case 'login': return this.failed('login', reply.detail)
      case 'refused': return this.failed('refused', reply.detail)
      case 'none': return this.failed('no_answer')
    }
  }

  private async answered(prepared: Prepared, answer: Extract<Reply, { kind: 'answer' }>['answer']): Promise<boolean> {
    const { store, parents, now } = this.parts
    // What an earlier answer left waiting is resent before this one moves the cursors: if the app is killed between, the rows come once more.
    const earlier = await resendReady(store, answer)
    const { again, forked } = await take(store, prepared, answer, parents, now())
    if (forked) return this.retry()
    const resent = (answer.outcomes.some(one => one.reason === 'depends') && (await resendReady(store, answer))) || earlier
    this.failures = 0
    this.not_before = 0
    this.batch = MUTATIONS_AT_MOST
    this.poll_s = Math.max(15, answer.next.poll_s)
    this.spread_s = answer.next.spread_s
    this.tell({ trouble: null, detail: '' })
    return again || resent
  }

  /** A gap or a fork was mended; a server that keeps finding one must not be asked without end. */
  private retry(): boolean {
    this.failures += 1
    return this.failures < 4 || this.failed('refused')
  }

  private failed(trouble: Trouble, detail = ''): false {
    this.failures += 1
    this.tell({ trouble, detail })
    return false
  }
}
