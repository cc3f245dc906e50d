/** Identifiers: UUIDv7 for new rows and logs, UUIDv5 for rows that two phones must name alike. */

const hex = (bytes: ArrayLike<number>): string => Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')

const dashed = (digits: string): string =>
  [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20, 32)].join('-')

/** A new id that sorts by `now_ms` (RFC 9562, version 7). */
export function uuid7(now_ms: number = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  for (let at = 0; at < 6; at++) bytes[at] = Math.floor(now_ms / 2 ** (8 * (5 - at))) & 0xff
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return dashed(hex(bytes))
}

const rotate = (word: number, by: number): number => (word << by) | (word >>> (32 - by))

function padded(message: Uint8Array): DataView {
  const bytes = new Uint8Array(((message.length + 8) >> 6) * 64 + 64)
  bytes.set(message)
  bytes[message.length] = 0x80
  const view = new DataView(bytes.buffer)
  view.setUint32(bytes.length - 4, message.length * 8)
  return view
}

function mixBlock(state: number[], words: Int32Array): void {
  for (let i = 16; i < 80; i++) words[i] = rotate(words[i - 3]! ^ words[i - 8]! ^ words[i - 14]! ^ words[i - 16]!, 1)
  let [a, b, c, d, e] = state as [number, number, number, number, number]
  for (let i = 0; i < 80; i++) {
    const [f, k] = i < 20 ? [(b & c) | (~b & d), 0x5a827999] : i < 40 ? [b ^ c ^ d, 0x6ed9eba1]
      : i < 60 ? [(b & c) | (b & d) | (c & d), 0x8f1bbcdc] : [b ^ c ^ d, 0xca62c1d6]
    const next = (rotate(a, 5) + f + e + k + words[i]!) | 0
    e = d; d = c; c = rotate(b, 30); b = a; a = next
  }
  ;[a, b, c, d, e].forEach((word, at) => { state[at] = (state[at]! + word) | 0 })
}

/** SHA-1, in plain script because UUIDv5 needs it at once and the browser's own is asynchronous and absent without https. */
export function sha1(message: Uint8Array): Uint8Array {
  const view = padded(message)
  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]
  const words = new Int32Array(80)
  for (let block = 0; block < view.byteLength; block += 64) {
    for (let i = 0; i < 16; i++) words[i] = view.getInt32(block + i * 4)
    mixBlock(state, words)
  }
  const digest = new DataView(new ArrayBuffer(20))
  state.forEach((word, at) => digest.setInt32(at * 4, word))
  return new Uint8Array(digest.buffer)
}

/** The id that everyone derives from the same name (RFC 9562, version 5). */
export function uuid5(namespace: string, name: string): string {
  const space = namespace.replace(/-/g, '').match(/../g)!.map(pair => parseInt(pair, 16))
  const bytes = sha1(Uint8Array.from([...space, ...new TextEncoder().encode(name)])).slice(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x50
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return dashed(hex(bytes))
}

export { hex }
