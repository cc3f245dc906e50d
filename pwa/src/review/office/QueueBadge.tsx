/** How many records wait for review, beside the word in the navigation. */
import { useEffect } from 'preact/hooks'
import { keepFresh } from '../../fresh'
import { loadQueue, queue } from './state'
import { words } from './words'

export function QueueBadge() {
  useEffect(() => {
    if (!queue.value.known) void loadQueue()
    return keepFresh(() => { void loadQueue() })
  }, [])
  const { items, next, known } = queue.value
  if (!known || !items.length) return null
  return <span class="badge"><span aria-hidden="true">{items.length}{next && '+'}</span><span class="sr">{words.pending(items.length, next !== null)}</span></span>
}
