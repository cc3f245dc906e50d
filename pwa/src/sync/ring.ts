/** The ring of keys of one person on this phone, as it lies on the disk; and how often its PIN may be tried. */
import { uuid7 } from './ids'
import type { Kept, Sealed } from './seal'

/** The key wrapped by a PIN: PBKDF2-SHA256 with `salt`, `rounds` times. */
export interface PinLock { salt: Uint8Array<ArrayBuffer>; rounds: number; key: Sealed }

/** The key wrapped by the server's share. */
export interface ShareLock {
  key: Sealed
  /** The share under the data key: handed to the server again when it was restored without it. */
  share: Sealed
  /** The share in clear until the server has confirmed that it keeps it. */
  pending: Uint8Array<ArrayBuffer> | null
}

/** The key wrapped by the secret that a passkey gives for `salt` (WebAuthn's PRF extension). `id`, `transports`: which passkey, and how it is reached. */
export interface PasskeyLock { id: Uint8Array<ArrayBuffer>; transports: AuthenticatorTransport[]; salt: Uint8Array<ArrayBuffer>; key: Sealed }

/** What this phone knows of one person without a key: who it is, where the store lies, and how its key is wrapped. */
export interface Ring {
  store: string
  account: string
  name: string
  login: string
  database: string
  /** Null where the browser cannot seal: the store lies in clear. */
  by_share: ShareLock | null
  by_pin: PinLock | null
  /** Beside the PIN, never without it; absent in rings of an older version. */
  by_passkey?: PasskeyLock | null
  /** Wrong PINs in a row, and until when (epoch ms) no further one is looked at. */
  failures: number
  until_at: number
  /** Logged out: the way back is a login. */
  out: boolean
  /** Mutations that wait in the store, as last known. */
  waiting: number
  /** When the oldest of them was made, by this phone's clock; absent where none waits. */
  oldest_at?: number | null
  used_at: number
  /** Whether the database was made: if it is gone, the browser cleared it. */
  made: boolean
  /** What the server said of the person, sealed. */
  person: Kept<unknown>
}

export type RawKey = Uint8Array<ArrayBuffer>
export type Identity = Pick<Ring, 'account' | 'name' | 'login'>

/** A ring for a store that lies in clear. */
export const clearRing = ({ account, name, login }: Identity, database: string, now: number): Ring =>
  ({ store: uuid7(now), account, name, login, database, by_share: null, by_pin: null, failures: 0, until_at: 0, out: false, waiting: 0, used_at: now, made: false, person: null })

const FREE_FAILURES = 4
const FIRST_DELAY_MS = 5_000
const LONGEST_DELAY_MS = 15 * 60_000
/** After so many wrong PINs in a row the PIN opens nothing more; a login does. */
export const FAILURES_AT_MOST = 12

/** How long to wait before the next PIN is looked at; a clock that was set back does not make it longer. */
export const waitMs = ({ until_at }: Ring, now: number): number => Math.max(0, Math.min(until_at - now, LONGEST_DELAY_MS))

export const pinIsClosed = ({ failures }: Ring): boolean => failures >= FAILURES_AT_MOST

/** The ring after one more PIN, counted as wrong until it fits: four cost nothing, the fifth 5 s, each further one twice as long, up to 15 minutes. */
export function countAttempt(ring: Ring, now: number): Ring {
  const failures = ring.failures + 1
  const beyond = failures - FREE_FAILURES
  return { ...ring, failures, until_at: beyond > 0 ? now + Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (beyond - 1)) : 0 }
}
