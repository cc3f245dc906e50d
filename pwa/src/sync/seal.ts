/** Seals what lies on the disk of this phone: AES-GCM under one person's data key, or nothing where the browser cannot (no https). */

import { inTurns } from './requests'

/** A value under the key. `iv`: 12 random bytes, new for each sealing; `box`: the ciphertext with its tag. */
export interface Sealed { iv: Uint8Array<ArrayBuffer>; box: ArrayBuffer }

/** What lies on the disk: sealed; or in clear where the browser cannot seal, and in a store that is being taken over. */
export type Kept<T> = T | Sealed

/** The key does not fit: another person's value, or one that was changed on the disk. */
export class SealBroken extends Error {}

/**
 * The one door for values on their way to the disk and back.
 * `place` names where the value lies (`log/<row>`, `rows/<table>/<id>`): put elsewhere, it does not open.
 * Sealing is asynchronous, and a transaction of IndexedDB ends while it waits: seal before it begins, unseal after it has ended.
 */
export interface Seal {
  /** Whether values are really sealed. */
  readonly seals: boolean
  /** Seals a value that JSON can hold. */
  seal<T>(place: string, value: T): Promise<Kept<T>>
  unseal<T>(place: string, kept: Kept<T>): Promise<T>
  sealBytes(place: string, bytes: ArrayBuffer): Promise<Kept<ArrayBuffer>>
  unsealBytes(place: string, kept: Kept<ArrayBuffer>): Promise<ArrayBuffer>
}

/** Whether this browser can seal: it cannot on a page without https. */
export const canSeal = (): boolean => globalThis.crypto?.subtle !== undefined

export function isSealed(kept: unknown): kept is Sealed {
  return typeof kept === 'object' && kept !== null && 'box' in kept && 'iv' in kept && ArrayBuffer.isView(kept.iv)
}

const cannot = (): never => { throw new SealBroken('sealed, and no key is at hand') }
const asItIs = async <T>(_: string, kept: Kept<T>): Promise<T> => (isSealed(kept) ? cannot() : kept)

/** Keeps values as they are. */
export const CLEAR: Seal = {
  seals: false,
  seal: async (_, value) => value,
  unseal: asItIs,
  sealBytes: async (_, bytes) => bytes,
  unsealBytes: asItIs,
}

const encoder = new TextEncoder()
const named = (place: string): Uint8Array<ArrayBuffer> => encoder.encode(place)

const IV_BYTES = 12
let pool = new Uint8Array(0)

/** Asking for randomness costs more than sealing a row: it is asked for many at a time, and none is used twice. */
function newIv(): Uint8Array<ArrayBuffer> {
  if (!pool.length) pool = crypto.getRandomValues(new Uint8Array(IV_BYTES * 128))
  const iv = pool.slice(0, IV_BYTES)
  pool = pool.subarray(IV_BYTES)
  return iv
}

async function close(key: CryptoKey, place: string, bytes: BufferSource): Promise<Sealed> {
  const iv = newIv()
  return { iv, box: await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: named(place) }, key, bytes) }
}

async function open(key: CryptoKey, place: string, { iv, box }: Sealed): Promise<ArrayBuffer> {
  try {
    return await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: named(place) }, key, box)
  } catch {
    throw new SealBroken(place)
  }
}

/** A key of 32 bytes as values are sealed with it; script cannot read it out again. */
export const dataKey = (raw: BufferSource): Promise<CryptoKey> => crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])

/** Seals with a data key (AES-GCM, 256 bits); what lies in clear from an older version is read as it is. */
export const sealWith = (key: CryptoKey): Seal => ({
  seals: true,
  seal: (place, value) => close(key, place, encoder.encode(JSON.stringify(value))),
  unseal: async <T>(place: string, kept: Kept<T>) => (isSealed(kept) ? (JSON.parse(new TextDecoder().decode(await open(key, place, kept))) as T) : kept),
  sealBytes: (place, bytes) => close(key, place, bytes),
  unsealBytes: async (place, kept) => (isSealed(kept) ? open(key, place, kept) : kept),
})

/** Opens what is read again and again, and remembers what was open the last time: between two reads little changes. */
export class Opener<T, R = T> {
  private known = new Map<string, R>()
  private readonly seal: Seal
  private readonly read: (value: T) => R
  /** `read`: what readers want of a value. */
  constructor(seal: Seal, read: (value: T) => R) {
    this.seal = seal
    this.read = read
  }

  /** The values in their order, `at_once` of them in a turn. The same sealed value gives the same object, which nobody may change. */
  async open(items: readonly (readonly [place: string, kept: Kept<T>])[], at_once?: number): Promise<R[]> {
    const next = new Map<string, R>()
    const open = async ([place, kept]: (typeof items)[number]): Promise<R> => {
      if (!isSealed(kept)) return this.read(kept)
      const name = kept.iv.join()
      const value = this.known.get(name) ?? this.read(await this.seal.unseal<T>(place, kept))
      next.set(name, value)
      return value
    }
    const found = await inTurns(items, open, at_once)
    this.known = next
    return found
  }
}
