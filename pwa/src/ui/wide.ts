/** How much the screen has room for; follows the window. */
import { signal, type Signal } from '@preact/signals'

function follow(width: string, unknown: boolean): Signal<boolean> {
  const query = typeof matchMedia === 'function' ? matchMedia(`(min-width: ${width})`) : null
  const fits = signal(query?.matches ?? unknown)
  query?.addEventListener('change', event => { fits.value = event.matches })
  return fits
}

/** Room for a table beside a panel. */
export const isWide = follow('1080px', true)

const fitsTwo = follow('100em', false)

/** Room for a list of whole lines beside what one of them opens; the style sheets' wide screen begins there too. With type twice as large there is none. */
export const isBroad = { get value(): boolean { return fitsTwo.value && document.documentElement.dataset.size !== 'double' } }
