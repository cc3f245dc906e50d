/** How much waits for the office, beside the word in the navigation. */
import { useEffect } from 'preact/hooks'
import { keepFresh } from '../../fresh'
import { loadQueue, queue } from './state'
import { loadTabs, waitingCount } from './Tabs'
import { words } from './words'

const loadAll = () => { void loadQueue(); void loadTabs() }

export function QueueBadge() {
  useEffect(() => {
    if (!queue.value.known) loadAll()
    return keepFresh(loadAll)
  }, [])
  const { count, more } = waitingCount()
  if (!count) return null
  return <span class="badge"><span aria-hidden="true">{count}{more && '+'}</span><span class="sr">{words.waitingCount(count, more)}</span></span>
}
