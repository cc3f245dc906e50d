/** The key of one person's store on this phone, wrapped by the PIN, by a share that the server keeps, and by a passkey if there is one. It lies on the disk in no other way. */
import type { PasskeyLock, PinLock, RawKey, Ring } from './ring'
import { dataKey as aes, sealWith, type Sealed } from './seal'

/** As many as a phone of the cheapest kind does in about a second; OWASP asks for 600,000. */
const ROUNDS = 600_000

const random = (bytes: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(bytes))
const wrap = async (by: CryptoKey, place: string, raw: RawKey): Promise<Sealed> => (await sealWith(by).sealBytes(place, raw.buffer)) as Sealed
const unwrap = async (by: CryptoKey, place: string, kept: Sealed): Promise<RawKey> => new Uint8Array(await sealWith(by).unsealBytes(place, kept))

/** What a PIN wraps with: the long work of looking at one, which says nothing about whether it is right. */
export async function pinKey(pin: string, { salt, rounds }: Pick<PinLock, 'salt' | 'rounds'>): Promise<CryptoKey> {
  const typed = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveKey'])
  return crypto.subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }, typed, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

/** Makes a new key for a store, and wraps it by a new share that the server is yet to be given. */
export async function withKey(ring: Ring): Promise<{ ring: Ring; raw: RawKey }> {
  const [raw, share] = [random(32), random(32)]
  const place = `key/${ring.store}`
  const by_share = { key: await wrap(await aes(share), place, raw), share: await wrap(await aes(raw), place, share), pending: share }
  return { ring: { ...ring, by_share }, raw }
}

export async function withPin(ring: Ring, raw: RawKey, pin: string, rounds = ROUNDS): Promise<Ring> {
  const salt = random(16)
  const key = await wrap(await pinKey(pin, { salt, rounds }), `pin/${ring.store}`, raw)
  return { ...ring, by_pin: { salt, rounds, key }, failures: 0, until_at: 0 }
}

/** The key, or null if the PIN is wrong. `derived`: what `pinKey` made of this PIN for this lock. */
export async function openByPin({ store, by_pin }: Ring, pin: string, derived?: Promise<CryptoKey> | null): Promise<RawKey | null> {
  return by_pin && unwrap(await (derived ?? pinKey(pin, by_pin)), `pin/${store}`, by_pin.key).catch(() => null)
}

/** What a passkey's secret wraps with: the secret is random (32 bytes) and no word of a person, so nothing slow stands between. */
async function passkeyKey(secret: RawKey, store: string): Promise<CryptoKey> {
  const given = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey'])
  const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: new TextEncoder().encode(`passkey/${store}`) }
  return crypto.subtle.deriveKey(how, given, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

export async function withPasskey(ring: Ring, raw: RawKey, passkey: Omit<PasskeyLock, 'key'>, secret: RawKey): Promise<Ring> {
  return { ...ring, by_passkey: { ...passkey, key: await wrap(await passkeyKey(secret, ring.store), `passkey/${ring.store}`, raw) } }
}

/** The key, or null if the secret is another's. */
export async function openByPasskey({ store, by_passkey }: Ring, secret: RawKey): Promise<RawKey | null> {
  return (by_passkey && unwrap(await passkeyKey(secret, store), `passkey/${store}`, by_passkey.key).catch(() => null)) ?? null
}

/** The key, or null if the share belongs to another store. */
export async function openByShare({ store, by_share }: Ring, share: Uint8Array<ArrayBuffer>): Promise<RawKey | null> {
  return by_share && unwrap(await aes(share), `key/${store}`, by_share.key).catch(() => null)
}

/** The share that the server is to keep, opened by the key it wraps. */
export const shareOf = async ({ store, by_share }: Ring, key: CryptoKey): Promise<Uint8Array<ArrayBuffer> | null> => by_share && unwrap(key, `key/${store}`, by_share.share)
