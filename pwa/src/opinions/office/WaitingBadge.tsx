/** How many wait for an answer, beside the word in the navigation. */
import { useEffect } from 'preact/hooks'
import { keepFresh } from '../../fresh'
import { figures, loadFigures } from '../../opinionFigures'
import { words } from './words'

export function WaitingBadge() {
  useEffect(() => { loadFigures(); return keepFresh(loadFigures) }, [])
  const count = figures.state.value.data?.waiting
  return count ? <span class="badge"><span aria-hidden="true">{count}</span><span class="sr">{words.count(count)}</span></span> : null
}
