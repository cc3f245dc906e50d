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

const START = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]
const words = new Int32Array(80)
const state = new Int32Array(5)
/** Here the names of nearly all rows are hashed: a first sync has ten thousand, and to make room for each takes longer than its hash. */
const shared = new Uint8Array(256)

function mixBlock(): void {
  let [a, b, c, d, e] = [state[0]!, state[1]!, state[2]!, state[3]!, state[4]!]
  for (let i = 0; i < 80; i++) {
    if (i > 15) {
      const word = words[i - 3]! ^ words[i - 8]! ^ words[i - 14]! ^ words[i - 16]!
      words[i] = (word << 1) | (word >>> 31)
    }
    const mixed = i < 20 ? ((b & c) | (~b & d)) + 0x5a827999 : i < 40 ? (b ^ c ^ d) + 0x6ed9eba1 : i < 60 ? ((b & c) | (b & d) | (c & d)) + (0x8f1bbcdc | 0) : (b ^ c ^ d) + (0xca62c1d6 | 0)
    const next = (((a << 5) | (a >>> 27)) + mixed + e + words[i]!) | 0
    e = d; d = c; c = (b << 30) | (b >>> 2); b = a; a = next
  }
  state[0]! += a; state[1]! += b; state[2]! += c; state[3]! += d; state[4]! += e
}

const paddedLength = (length: number): number => ((length + 8) >> 6) * 64 + 64

/**
 * SHA-1 of the first `length` bytes, left in `state`; what lies behind them gives way to the padding.
 * In plain script because UUIDv5 needs it at once, and the browser's own is asynchronous and absent without https.
 */
function hash(bytes: Uint8Array, length: number): void {
  const end = paddedLength(length)
  bytes.fill(0, length, end)
  bytes[length] = 0x80
  for (let i = 1; i < 5; i++) bytes[end - i] = (length * 8) >>> (i * 8 - 8)
  state.set(START)
  for (let at = 0; at < end;) {
    for (let i = 0; i < 16; i++) words[i] = (bytes[at++]! << 24) | (bytes[at++]! << 16) | (bytes[at++]! << 8) | bytes[at++]!
    mixBlock()
  }
}

/** Writes a name behind its namespace; gives the length of both. Ids and digits need no encoder. */
function write(name: string, bytes: Uint8Array): number {
  for (let at = 0; at < name.length; at++) {
    const code = name.charCodeAt(at)
    if (code > 127) {
      const text = new TextEncoder().encode(name)
      bytes.set(text, 16)
      return 16 + text.length
    }
    bytes[16 + at] = code
  }
  return 16 + name.length
}

/** The ids that everyone derives from the same names (RFC 9562, version 5) in one namespace. */
export function namesIn(namespace: string): (name: string) => string {
  const space = bytesOfHex(namespace.replace(/-/g, ''))
  return name => {
    const room = paddedLength(16 + 3 * name.length)
    const bytes = room > shared.length ? new Uint8Array(room) : shared
    bytes.set(space)
    hash(bytes, write(name, bytes))
    state[1] = (state[1]! & ~0xf000) | 0x5000
    state[2] = (state[2]! & 0x3fffffff) | 0x80000000
    let digits = ''
    for (let at = 0; at < 16; at++) digits += PAIRS[(state[at >> 2]! >>> (24 - (at % 4) * 8)) & 0xff]!
    return dashed(digits)
  }
}

export const uuid5 = (namespace: string, name: string): string => namesIn(namespace)(name)

export { hex }
