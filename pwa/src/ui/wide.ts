/** How much the screen has room for; follows the window. */
import { signal, type Signal } from '@preact/signals'

function follow(width_px: number, unknown: boolean): Signal<boolean> {
  const query = typeof matchMedia === 'function' ? matchMedia(`(min-width: ${width_px}px)`) : null
  const fits = signal(query?.matches ?? unknown)
  query?.addEventListener('change', event => { fits.value = event.matches })
  return fits
}

/** Room for a table beside a panel. */
export const isWide = follow(1080, true)

/** Room for a list of whole lines beside what one of them opens; the style sheets' wide screen begins there too. */
export const isBroad = follow(1600, false)
