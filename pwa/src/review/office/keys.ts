/** Keyboard shortcuts of the desk: off until someone wants them, so that no stray key decides anything. */
import { signal } from '@preact/signals'
import { go } from '../../route'
import { announce } from '../../ui/Announcer'
import { acceptAmendment, applyHeld, idsOf, refusalOf, refuse, type Kind } from './asked'
import { startReturn } from './Decision'
import { idBeside, neighbour } from './evidence'
import { decide, newer, queue, reasonsOf, record } from './state'
import { words } from './words'

const KEPT = 'linghang.review.keys'

export const keysOn = signal(localStorage.getItem(KEPT) === 'on')

export function switchKeys(): void {
  keysOn.value = !keysOn.value
  localStorage.setItem(KEPT, keysOn.value ? 'on' : 'off')
  announce(keysOn.value ? words.keysOn : words.keysOff)
}

function step(open: string, by: 1 | -1): void {
  const next = neighbour(queue.value.items, open, by)
  if (next && next.meeting !== open) go(`office/review/${next.meeting}`, true)
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))

const isMeant = (event: KeyboardEvent): boolean => keysOn.value && !isTyping(event.target) && !event.ctrlKey && !event.metaKey && !event.altKey

/** The same keys over amendments and held steps. */
export function onAskedKey(event: KeyboardEvent, kind: Kind, open: string): void {
  if (!isMeant(event)) return
  const beside = event.key === 'j' ? idBeside(idsOf(kind), open, 1) : event.key === 'k' ? idBeside(idsOf(kind), open, -1) : null
  if (beside) { if (beside !== open) go(`office/review/${kind}/${beside}`, true) }
  else if (event.key === 'a' && refusalOf(open) === undefined) void (kind === 'amendments' ? acceptAmendment(open) : applyHeld(open))
  else if (event.key === 'r') refuse(kind, open)
  else return
  event.preventDefault()
}

/** Acts on one key while `open` is shown; leaves every key alone that is typed or carries a modifier. */
export function onKey(event: KeyboardEvent, open: string): void {
  if (!isMeant(event)) return
  const review = record.state.value.data
  const mayDecide = review?.state === 'pending' && !review.own && review.record.meeting.id === open && !newer.value
  if (event.key === 'j') step(open, 1)
  else if (event.key === 'k') step(open, -1)
  else if (event.key === 'a' && mayDecide && !Object.keys(reasonsOf(open)).length) void decide('approve')
  else if (event.key === 'r' && mayDecide) startReturn(open)
  else return
  event.preventDefault()
}
