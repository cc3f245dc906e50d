/** A store's PIN: looked at with attempts slowed down, and refused where it is easy to guess. */
import { change } from './keys'
import { countAttempt, keyring, pinIsClosed, waitMs, type PinLock, type RawKey, type Ring } from './sync'

export const PIN_DIGITS = 6

/** What came of a PIN. `ring` is as it lies on the disk afterwards: how long to wait, and whether the PIN still opens anything. */
export interface Tried { ring: Ring; raw: RawKey | null }

/** Another tab may have set a new PIN meanwhile. */
const isSame = (one: PinLock | null, other: PinLock | null): boolean => one !== null && other !== null && one.salt.join() === other.salt.join()

const forgiven = (ring: Ring): Ring => ({ ...ring, failures: 0, until_at: 0 })

/** The PIN that was counted fitted. Nobody waits for this: it matters to the next attempt only. */
export const forgive = (ring: Ring): void => { void change(ring, forgiven).catch(() => undefined) }

/** Looks at a PIN, unless it comes too early or too late; counted as wrong on the disk before it is looked at, so that a kill does not save an attempt.
 * `forgives`: whether one that fits ends the count on the disk at once. Otherwise opening the store does so, and `forgive` where it does not open. */
export async function tryPin(found: Ring, pin: string, forgives = true): Promise<Tried> {
  const { openByPin, pinKey } = await keyring()
  let looks = false
  // Both take long: the PIN is made into a key meanwhile, and tried only once the attempt is on the disk.
  const derived = found.by_pin && pinKey(pin, found.by_pin)
  const counted = await change(found, one => {
    const now = Date.now()
    looks = !pinIsClosed(one) && waitMs(one, now) === 0
    return looks ? countAttempt(one, now) : one
  })
  const raw = looks ? await openByPin(counted, pin, isSame(found.by_pin, counted.by_pin) ? derived : null) : null
  if (!raw) return { raw, ring: counted }
  if (forgives) forgive(counted)
  return { raw, ring: forgiven(counted) }
}

/** Whether a PIN is one of those that are tried first: few different digits, or a run. */
export function isEasy(pin: string): boolean {
  const steps = new Set([...pin].slice(1).map((digit, at) => Number(digit) - Number(pin[at])))
  return new Set(pin).size < 3 || (steps.size === 1 && (steps.has(1) || steps.has(-1)))
}
