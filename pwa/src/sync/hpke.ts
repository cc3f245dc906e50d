/** Seals bytes to a public key: HPKE (RFC 9180), base mode, with DHKEM(P-256, HKDF-SHA256), HKDF-SHA256 and AES-256-GCM, by WebCrypto alone. */

type Bytes = Uint8Array<ArrayBuffer>

const bytes = (text: string, ...more: number[]): Bytes => Uint8Array.from([...new TextEncoder().encode(text), ...more])
const joined = (...parts: readonly Bytes[]): Bytes => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  parts.reduce((at, part) => { whole.set(part, at); return at + part.length }, 0)
  return whole
}

const NOTHING: Bytes = new Uint8Array(0)
/** An empty salt, as HMAC pads it; WebCrypto takes no empty key. */
const NO_SALT: Bytes = new Uint8Array(32)
const KEM = bytes('KEM', 0, 0x10)
const SUITE = bytes('HPKE', 0, 0x10, 0, 0x01, 0, 0x02)
const CURVE = { name: 'ECDH', namedCurve: 'P-256' }

async function mac(key: Bytes, data: Bytes): Promise<Bytes> {
  const imported = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, data))
}

const extract = (suite: Bytes, salt: Bytes, label: string, secret: Bytes): Promise<Bytes> => mac(salt, joined(bytes('HPKE-v1'), suite, bytes(label), secret))

/** At most 32 bytes: one block of HKDF. */
const expand = async (suite: Bytes, key: Bytes, label: string, info: Bytes, length: number): Promise<Bytes> =>
  (await mac(key, joined(Uint8Array.of(0, length), bytes('HPKE-v1'), suite, bytes(label), info, Uint8Array.of(1)))).slice(0, length)

/** A fresh secret for the owner of `point` (uncompressed P-256), and the point that lets the owner find it too. */
async function encapsulate(point: Bytes): Promise<{ secret: Bytes; sent: Bytes }> {
  const theirs = await crypto.subtle.importKey('raw', point, CURVE, false, [])
  const own = await crypto.subtle.generateKey(CURVE, false, ['deriveBits'])
  const sent = new Uint8Array(await crypto.subtle.exportKey('raw', own.publicKey))
  const shared = new Uint8Array(await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, own.privateKey, 256))
  const key = await extract(KEM, NO_SALT, 'eae_prk', shared)
  return { secret: await expand(KEM, key, 'shared_secret', joined(sent, point), 32), sent }
}

/** The encapsulated point (65 bytes) and the ciphertext with its tag, one behind the other. */
export async function sealTo(point: Bytes, info: string, plain: Bytes): Promise<Bytes> {
  const { secret, sent } = await encapsulate(point)
  const context = joined(Uint8Array.of(0), await extract(SUITE, NO_SALT, 'psk_id_hash', NOTHING), await extract(SUITE, NO_SALT, 'info_hash', bytes(info)))
  const schedule = await extract(SUITE, secret, 'secret', NOTHING)
  const key = await crypto.subtle.importKey('raw', await expand(SUITE, schedule, 'key', context, 32), 'AES-GCM', false, ['encrypt'])
  const iv = await expand(SUITE, schedule, 'base_nonce', context, 12)
  return joined(sent, new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, plain)))
}
