/** Shuts the store when nobody has touched this phone for a while. */
import { lock, ring } from './session'

const IDLE_MS = 10 * 60_000
const LOOK_MS = 15_000
const TOUCHED = 'linghang.touched'

let touched = Date.now()
let told = 0

/** All tabs of the app share one touch: whoever works in one has not left the others. */
function touch(): void {
  const now = Date.now()
  touched = now
  if (now - told < LOOK_MS) return
  told = now
  localStorage.setItem(TOUCHED, String(now))
}

/** A clock that was set back locks as well: how long nobody was here is then unknown. */
function look(): void {
  const idle = Date.now() - Math.max(touched, Number(localStorage.getItem(TOUCHED) ?? 0))
  if (ring.value?.by_pin && (idle > IDLE_MS || idle < -LOOK_MS)) void lock()
}

export function watchIdle(): void {
  for (const event of ['pointerdown', 'keydown', 'input']) addEventListener(event, touch, { capture: true, passive: true })
  document.addEventListener('visibilitychange', look)
  setInterval(look, LOOK_MS)
}
