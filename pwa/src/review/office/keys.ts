/** Keyboard shortcuts of the desk: off until someone wants them, so that no stray key decides anything. */
import { signal } from '@preact/signals'
import { go } from '../../route'
import { announce } from '../../ui/Announcer'
import { startReturn } from './Decision'
import { neighbour } from './evidence'
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

/** Acts on one key while `open` is shown; leaves every key alone that is typed or carries a modifier. */
export function onKey(event: KeyboardEvent, open: string): void {
  if (!keysOn.value || isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return
  const review = record.state.value.data
  const mayDecide = review?.state === 'pending' && review.record.meeting.id === open && !newer.value
  if (event.key === 'j') step(open, 1)
  else if (event.key === 'k') step(open, -1)
  else if (event.key === 'a' && mayDecide && !Object.keys(reasonsOf(open)).length) void decide('approve')
  else if (event.key === 'r' && mayDecide) startReturn(open)
  else return
  event.preventDefault()
}
