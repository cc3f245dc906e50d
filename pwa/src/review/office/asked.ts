/** What was asked of the office beside submissions: amendments of approved records, and steps held for want of a right. */
import { signal } from '@preact/signals'
import { api, asProblem, type Problem } from '../../api'
import { Resource } from '../../load'
import { phrases } from '../../phrases'
import { go } from '../../route'
import { announce } from '../../ui/Announcer'
import { idAfter } from './evidence'
import { Listing } from './listing'
import type { AmendmentItem, AmendmentOut, HeldDecidedOut, HeldItem } from './types'
import { words } from './words'

export type Kind = 'amendments' | 'held'
type Item = AmendmentItem | HeldItem

export const amendments = new Listing<AmendmentItem>('/api/amendments?state=open')
export const held = new Listing<HeldItem>('/api/held?state=open')

/** How each kind is decided: its path with yes and no. */
const VERBS = { amendments: { yes: 'accept', no: 'reject' }, held: { yes: 'apply', no: 'discard' } } as const

export const idOf = (item: Item): string => ('amendment' in item ? item.amendment : item.held)

const listOf = (kind: Kind): Listing<AmendmentItem> | Listing<HeldItem> => ({ amendments, held })[kind]
export const idsOf = (kind: Kind): string[] => listOf(kind).state.value.items.map(idOf)
export const loadAsked = (kind: Kind): Promise<void> => listOf(kind).load()

/** The open amendment with its difference; a held step needs no more than its place in the list. */
export const amendment = new Resource<AmendmentOut>()

export async function openAmendment(id: string): Promise<void> {
  await amendment.load(`/api/amendments/${encodeURIComponent(id)}`)
}

/** Why it is not done, per item, while it is written; `undefined` while nobody asked to refuse it. */
const written = signal<Readonly<Record<string, string>>>({})
export const refusalOf = (id: string): string | undefined => written.value[id]
export const writeRefusal = (id: string, reason: string): void => { written.value = { ...written.value, [id]: reason } }

export function dropRefusal(id: string): void {
  const { [id]: _, ...others } = written.value
  written.value = others
}

/** `id` is the item that a problem is about. */
interface Ruling { busy: 'yes' | 'no' | 'all' | null; id: string | null; problem: Problem | null }
const RESTS: Ruling = { busy: null, id: null, problem: null }
export const ruling = signal<Ruling>(RESTS)

function leave(kind: Kind, ids: readonly string[], said: string): void {
  const open = ids[ids.length - 1]!
  const next = idAfter(idsOf(kind).filter(id => id === open || !ids.includes(id)), open)
  ;(listOf(kind) as Listing<Item>).drop(item => ids.includes(idOf(item)))
  ids.forEach(dropRefusal)
  ruling.value = RESTS
  announce(next ? phrases.sentences([said, words.nextOpened]) : said)
  go(next ? `office/review/${kind}/${next}` : `office/review/${kind}`, true)
  void loadAsked(kind)
}

const ask = <T>(kind: Kind, id: string, verdict: 'yes' | 'no', body?: unknown): Promise<T> =>
  api<T>(`/api/${kind}/${encodeURIComponent(id)}/${VERBS[kind][verdict]}`, { method: 'POST', ...(body !== undefined && { body }) })

async function attempt(busy: Exclude<Ruling['busy'], null>, id: string, work: () => Promise<void>): Promise<void> {
  if (ruling.value.busy) return
  ruling.value = { busy, id, problem: null }
  try {
    await work()
  } catch (error) {
    ruling.value = { busy: null, id: ruling.value.id, problem: asProblem(error) }
  }
}

/** Accepts an amendment over exactly the record on the screen. */
export const acceptAmendment = (id: string): Promise<void> => attempt('yes', id, async () => {
  const shown = amendment.state.value.data
  if (shown?.amendment !== id) { ruling.value = RESTS; return }
  await ask('amendments', id, 'yes', { digest: shown.digest })
  leave('amendments', [id], words.amendmentAccepted)
})

const outcome = ({ result }: HeldDecidedOut): string => words.heldResults[result === 'conflict' || result === 'held' ? result : 'applied']

/** Carries out one held step on its author's behalf. */
export const applyHeld = (id: string): Promise<void> => attempt('yes', id, async () => leave('held', [id], outcome(await ask<HeldDecidedOut>('held', id, 'yes'))))

/** All open steps of one person on one phone, in the order in which they were made. */
export const togetherWith = (id: string): HeldItem[] => {
  const { items } = held.state.value
  const log = items.find(item => item.held === id)?.log
  return items.filter(item => item.log === log)
}

/** Carries out the steps of one person in their order; stops at the first that cannot be, and opens it. */
export const applyAll = (id: string): Promise<void> => attempt('all', id, async () => {
  const steps = togetherWith(id).map(item => item.held)
  for (const step of steps) {
    ruling.value = { ...ruling.value, id: step }
    try {
      await ask('held', step, 'yes')
    } catch (error) {
      held.drop(one => steps.indexOf(one.held) >= 0 && steps.indexOf(one.held) < steps.indexOf(step))
      go(`office/review/held/${step}`, true)
      throw error
    }
  }
  leave('held', steps, words.appliedAll(steps.length))
})

/** Refuses with the reason that was written; without one, the place to write it opens. */
export function refuse(kind: Kind, id: string): void {
  const reason = refusalOf(id)?.trim()
  if (!reason) {
    writeRefusal(id, refusalOf(id) ?? '')
    requestAnimationFrame(() => document.getElementById('refusal')?.focus())
    return
  }
  void attempt('no', id, async () => {
    await ask(kind, id, 'no', { reason })
    leave(kind, [id], kind === 'amendments' ? words.amendmentRejected : words.heldDiscarded)
  })
}

/** Begins anew with what the server has now: the list, and what is open. */
export function reopen(kind: Kind, id: string): void {
  ruling.value = RESTS
  void loadAsked(kind)
  if (kind === 'amendments') void openAmendment(id)
}
