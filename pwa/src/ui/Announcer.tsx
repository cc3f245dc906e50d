/** Says what just happened: seen for a while, and read out by a screen reader, each once. */
import { computed, signal } from '@preact/signals'
import { Icon } from './Icon'

const SEEN_MS = 6_000

const said = signal('')
let timer = 0

/** While it is seen, a page keeps a place for it: nothing that is to be read or pressed lies below. */
export const isSaying = computed(() => said.value !== '')

export function announce(text: string): void {
  said.value = text
  clearTimeout(timer)
  timer = window.setTimeout(() => { said.value = '' }, SEEN_MS)
}

/** Where a page shows by itself what happened, it is only read out here. */
export const Heard = () => <div class="sr" role="status">{said.value}</div>

/** Stands once in a page, always, so that screen readers know it before the first word. */
export const Announcer = () => (
  <div class={said.value ? 'announcer shown' : 'announcer'} role="status" aria-live="polite">
    {said.value && <span><Icon name="check" size={20} />{said.value}</span>}
  </div>
)
