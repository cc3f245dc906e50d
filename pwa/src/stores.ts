/** Stores and the server: a new store at the first login, one opened by login, the share of its key left with the server, and word of one that is missing. */
import { api, Problem, type Me } from './api'
import { change, mark, missing, readKeys, ringOf, rings } from './keys'
import { canSeal, clearRing, databaseOf, keepRing, keyring, ownerOf, uuid7, type RawKey, type Ring } from './sync'

const textOf = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes))
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), letter => letter.charCodeAt(0))

/** A store without a key to it any more stays on the phone beside the new one. */
const databaseFor = ({ account }: Pick<Me, 'account'>): string =>
  rings.value.some(one => one.database === databaseOf(account)) ? `${databaseOf(account)}-${uuid7()}` : databaseOf(account)

export interface Opened { ring: Ring; raw: RawKey | null }

/** A ring on the disk, with a key if this browser can seal. */
async function keep(ring: Ring): Promise<Opened> {
  const made = canSeal() ? await (await keyring()).withKey(ring) : { ring, raw: null }
  await keepRing(made.ring)
  await readKeys()
  return made
}

/** A new store for a person; where an older version of the app left one in clear, it is taken over. */
export const newStore = (person: Me): Promise<Opened> => keep(clearRing(person, databaseFor(person), Date.now()))

/** The server's share of a store's key. Throws a Problem: no network, no such share, a login that is too old. */
async function takeShare(ring: Ring): Promise<Uint8Array<ArrayBuffer>> {
  const { share } = await api<{ share: string }>(`/api/stores/${ring.store}/share`, { timeout_ms: 8_000 })
  return bytesOf(share)
}

/** Opens a store by login: with the share of the server, or the one it was not given yet. Null if it opens nothing. */
export async function openByLogin(ring: Ring): Promise<Opened | null> {
  if (!ring.by_share) return keep(ring)
  const raw = await (await keyring()).openByShare(ring, ring.by_share.pending ?? (await takeShare(ring)))
  return raw && { ring, raw }
}

/** Gives the server its share (again, in case it was restored without it), and then forgets the one in clear. */
export async function deposit(ring: Ring, key: CryptoKey): Promise<void> {
  const share = await (await keyring()).shareOf(ring, key)
  if (!share) return
  await api(`/api/stores/${ring.store}/share`, { method: 'PUT', body: { share: textOf(share), asks_login: ring.by_pin !== null } })
  if (ring.by_share?.pending) await change(ring, now => ({ ...now, by_share: now.by_share && { ...now.by_share, pending: null } }))
}

/** Tells the server which stores of this person the browser cleared. */
export async function tellMissing(account: string): Promise<void> {
  for (const one of missing.value.filter(lost => !lost.told && lost.owner === ownerOf(account))) {
    await api(`/api/stores/${one.store}/lost`, { method: 'POST', body: { waiting: one.waiting } }).catch(mayBeRefused)
    mark(missing.value.map(other => (other.store === one.store ? { ...other, told: true } : other)))
  }
}

/** A refusal is an answer; no answer is none. */
function mayBeRefused(error: unknown): void {
  if (!(error instanceof Problem) || error.status === 0 || error.status >= 500) throw error
}

const [OLD_ME, OLD_LEFT_BEHIND] = ['linghang.me', 'linghang.left_behind']

/** People whom an older version of the app left here, and whose work waits. Their stores lie in clear. */
export async function takeOverPeople(): Promise<void> {
  const left = JSON.parse(localStorage.getItem(OLD_LEFT_BEHIND) ?? '[]') as { account: string; name: string; login: string; waiting: number }[]
  for (const one of left) if (!ringOf(one.account)) await keepRing({ ...clearRing(one, databaseOf(one.account), Date.now()), out: true, made: true, waiting: one.waiting })
  for (const key of [OLD_LEFT_BEHIND, OLD_ME]) localStorage.removeItem(key)
  if (left.length) await readKeys()
}
