/** Whether the screen has room for a table beside a panel; follows the window. */
import { signal } from '@preact/signals'

const query = typeof matchMedia === 'function' ? matchMedia('(min-width: 1080px)') : null

export const isWide = signal(query?.matches ?? true)

query?.addEventListener('change', event => { isWide.value = event.matches })
