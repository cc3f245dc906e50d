/** What the review desk holds: the queue, the open record, the reasons being written, the last decision. */
import { signal } from '@preact/signals'
import { api, asProblem, type Problem } from '../../api'
import { Keeper } from '../../keeping'
import { Resource } from '../../load'
import { phrases } from '../../phrases'
import { go } from '../../route'
import { phone } from '../../session'
import { announce } from '../../ui/Announcer'
import { nextAfter } from './evidence'
import { Listing } from './listing'
import { written, type Reasons } from './reasons'
import type { QueueItem, Review } from './types'
import { words } from './words'

export type Order = 'age' | 'risk'
const ORDER = 'linghang.review.order'
export const order = signal<Order>(localStorage.getItem(ORDER) === 'risk' ? 'risk' : 'age')

export function sortBy(next: Order): void {
  order.value = next
  localStorage.setItem(ORDER, next)
  void loadQueue(1)
}

const reviews = new Listing<QueueItem>(() => `/api/review?state=pending&order=${order.value}`)

/** What was fetched so far, in the order the reviewer chose: the server's, so that what needs an eye most is on the first page. */
export const queue = reviews.state
export const loadQueue = (pages?: number): Promise<void> => reviews.load(pages)

export const record = new Resource<Review>()
/** The open record is no longer what the server has. */
export const newer = signal(false)

const pathOf = (meeting: string): string => `/api/review/${encodeURIComponent(meeting)}`

export async function openRecord(meeting: string): Promise<void> {
  newer.value = false
  decision.value = { busy: null, problem: null }
  await record.load(pathOf(meeting))
}

/** Looks whether the branch changed the record meanwhile, without moving what the reviewer reads. */
export async function checkRecord(): Promise<void> {
  const { path, data } = record.state.value
  if (!path || !data || decision.value.busy) return
  const now = await api<Review>(path).catch(() => null)
  if (now && record.state.value.path === path && (now.digest !== data.digest || now.state !== data.state)) newer.value = true
}

// ---- Reasons: a draft of the reviewer's own for each meeting, until it is decided

const keepers = new Map<string, Keeper<Reasons>>()
// Nobody sees what another began: with the store go the forms over it.
phone.subscribe(() => {
  for (const one of keepers.values()) one.end()
  keepers.clear()
})

function keeperOf(meeting: string): Keeper<Reasons> {
  const known = keepers.get(meeting)
  if (known) return known
  const made = new Keeper<Reasons>(phone.peek(), { place: `words:return/${meeting}`, opened: {}, blank: {} })
  keepers.set(meeting, made)
  made.begin()
  return made
}

export const reasonsOf = (meeting: string): Reasons => keeperOf(meeting).writing.value

function keep(meeting: string, reasons: Reasons): void {
  keeperOf(meeting).writing.value = reasons
}

/** Opens a field for a reason, or changes the reason. */
export const writeReason = (meeting: string, field: string, reason: string): void => keep(meeting, { ...reasonsOf(meeting), [field]: reason })

export function dropReason(meeting: string, field: string): void {
  const { [field]: _, ...others } = reasonsOf(meeting)
  keep(meeting, others)
}

export const dropReasons = (meeting: string): void => keep(meeting, {})

// ---- Deciding

export type Verdict = 'approve' | 'return'
export const decision = signal<{ busy: Verdict | null; problem: Problem | null }>({ busy: null, problem: null })

function leave(meeting: string, said: string): void {
  const next = nextAfter(queue.value.items, meeting)
  reviews.drop(item => item.meeting === meeting)
  dropReasons(meeting)
  decision.value = { busy: null, problem: null }
  record.forget()
  announce(next ? phrases.sentences([said, words.nextOpened]) : said)
  go(next ? `office/review/${next.meeting}` : 'office/review', true)
  void loadQueue()
}

/** Decides exactly what is on the screen; the server refuses if it is another by now. */
export async function decide(verdict: Verdict): Promise<void> {
  const shown = record.state.value.data
  if (!shown || decision.value.busy || shown.state !== 'pending') return
  const { meeting } = shown.record
  const reasons = written(reasonsOf(meeting.id))
  decision.value = { busy: verdict, problem: null }
  try {
    const body = verdict === 'return' ? { digest: shown.digest, reasons } : { digest: shown.digest }
    await api(`${pathOf(meeting.id)}/${verdict}`, { method: 'POST', body })
    const what = `${meeting.branch_name} ${meeting.title}`.trim()
    leave(meeting.id, verdict === 'approve' ? words.approved(what) : words.returned(what))
  } catch (error) {
    decision.value = { busy: null, problem: asProblem(error) }
  }
}
