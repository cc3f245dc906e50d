/** Identifiers: UUIDv7 for new rows and logs, UUIDv5 for rows that two phones must name alike. */

const PAIRS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const hex = (bytes: Uint8Array): string => { let digits = ''; for (const byte of bytes) digits += PAIRS[byte]!; return digits }

export const bytesOfHex = (digits: string): number[] => digits.match(/../g)!.map(pair => parseInt(pair, 16))

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

const ROUND = [0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6]
const words = new Int32Array(80)

function mixBlock(state: number[]): void {
  for (let i = 16; i < 80; i++) words[i] = rotate(words[i - 3]! ^ words[i - 8]! ^ words[i - 14]! ^ words[i - 16]!, 1)
  let [a, b, c, d, e] = state as [number, number, number, number, number]
  for (let i = 0; i < 80; i++) {
    const f = i < 20 ? (b & c) | (~b & d) : i < 40 || i >= 60 ? b ^ c ^ d : (b & c) | (b & d) | (c & d)
    const next = (rotate(a, 5) + f + e + ROUND[(i / 20) | 0]! + words[i]!) | 0
    e = d; d = c; c = rotate(b, 30); b = a; a = next
  }
  state[0] = (state[0]! + a) | 0
  state[1] = (state[1]! + b) | 0
  state[2] = (state[2]! + c) | 0
  state[3] = (state[3]! + d) | 0
  state[4] = (state[4]! + e) | 0
}

/** SHA-1, in plain script because UUIDv5 needs it at once and the browser's own is asynchronous and absent without https. */
export function sha1(message: Uint8Array): Uint8Array {
  const view = padded(message)
  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]
  for (let block = 0; block < view.byteLength; block += 64) {
    for (let i = 0; i < 16; i++) words[i] = view.getInt32(block + i * 4)
    mixBlock(state)
  }
  const digest = new DataView(new ArrayBuffer(20))
  state.forEach((word, at) => digest.setInt32(at * 4, word))
  return new Uint8Array(digest.buffer)
}

const encoder = new TextEncoder()

/** The ids that everyone derives from the same names (RFC 9562, version 5) in one namespace. */
export function namesIn(namespace: string): (name: string) => string {
  const space = bytesOfHex(namespace.replace(/-/g, ''))
  return name => {
    const text = encoder.encode(name)
    const message = new Uint8Array(16 + text.length)
    message.set(space)
    message.set(text, 16)
    const bytes = sha1(message).subarray(0, 16)
    bytes[6] = (bytes[6]! & 0x0f) | 0x50
    bytes[8] = (bytes[8]! & 0x3f) | 0x80
    return dashed(hex(bytes))
  }
}

export const uuid5 = (namespace: string, name: string): string => namesIn(namespace)(name)

export { hex }
