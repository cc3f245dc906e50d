/** A phone and a sender on a clock that tests move by hand. */
import { Phone } from '../../src/sync/phone'
import { Sender, type SenderParts, type SenderState } from '../../src/sync/sender'
import type { Effects } from '../../src/sync/overlay'
import { sealWith, type Seal } from '../../src/sync/seal'
import type { Tus } from '../../src/sync/tus'
import type { Intent, Transport } from '../../src/sync/types'
import { Uploads } from '../../src/sync/uploads'

let serial = 0

const effects: Effects = {
  'meeting.submit.v1': (mutation, brush) => brush.lay('meeting', mutation.row, { status: 'submitted' }),
}

const seals = new Map<string, Promise<Seal>>()

const newSeal = async (): Promise<Seal> => sealWith(await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']))

/** The seal of an account on the phone of these tests: all its tabs hold the same key. */
export function sealOf(account: string): Promise<Seal> {
  const seal = seals.get(account) ?? newSeal()
  seals.set(account, seal)
  return seal
}

export const openPhone = async (account = `account-${serial++}`, seal?: Seal): Promise<Phone> =>
  Phone.open({ account, parents: { attendance: 'meeting' }, effects, seal: seal ?? (await sealOf(account)) })

export const setPlace = (row: string, seen: string | null, wanted: string, base = 0): Intent =>
  ({ name: base || seen !== null ? 'meeting.set.v1' : 'meeting.create.v1', row, base, set: { place: [seen, wanted] } })

interface BenchParts { note?: SenderParts['note']; tus?: Tus; alone?: SenderParts['alone'] }

interface Timer { at: number; work: () => void }

export class Bench {
  now = 1_800_000_000_000
  random = 0.5
  allowed = true
  awake = true
  free = true
  sendingFile: string | null = null
  state: SenderState = { busy: false, trouble: null, detail: '', next_at: null }
  readonly sender: Sender
  private timers: Timer[] = []

  constructor(readonly phone: Phone, transport: Transport, { note = () => undefined, tus, alone }: BenchParts = {}) {
    const clock = { now: () => this.now, random: () => this.random }
    const uploads = tus && new Uploads({ store: phone.store, tus, ...clock, awake: () => this.awake, tell: file => { this.sendingFile = file } })
    this.sender = new Sender({
      store: phone.store, parents: phone.parents, app: 'test', transport,
      allowed: () => this.allowed,
      alone: alone ?? (async work => { if (this.free) await work(); return this.free }),
      ...clock,
      ...(uploads && { uploads }),
      after: (ms, work) => {
        const timer = { at: this.now + ms, work }
        this.timers.push(timer)
        return () => { this.timers = this.timers.filter(one => one !== timer) }
      },
      tell: state => { this.state = state },
      note,
    })
  }

  get waits_ms(): number[] { return this.timers.map(timer => Math.round(timer.at - this.now)) }

  /** Runs the next timer, and waits until the sender rests. */
  async step(): Promise<void> {
    const next = this.timers.sort((a, b) => a.at - b.at)[0]
    if (!next) return
    this.timers = this.timers.filter(one => one !== next)
    this.now = Math.max(this.now, next.at)
    next.work()
    await this.rest()
  }

  private async rest(): Promise<void> {
    do await new Promise(resolve => setTimeout(resolve, 1)); while (this.state.busy)
  }

  /** Wakes the sender and lets it run up to `steps` times, until it has nothing to do but poll. */
  async drain(steps = 12): Promise<void> {
    this.sender.wake('button')
    do await this.step(); while (--steps > 0 && (this.state.trouble !== null || (await this.phone.waiting()).length > 0 || (await this.phone.delivery()).files > 0))
  }
}
