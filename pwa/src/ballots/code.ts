/** Codes as they are printed: 16 characters for typing, the last of which checks the others; a longer one in the QR code. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const TYPED_LENGTH = 16

/** A code as the server knows it, whatever stands between its characters. */
export const normalCode = (typed: string): string => typed.normalize('NFKC').toUpperCase().replace(/[^0-9A-Z]/g, '')

/** 'ABCD EFGH …', as it stands on the slip. */
export const spaced = (code: string): string => (code.match(/.{1,4}/g) ?? []).join(' ')

/** Whether a typed code can be right: Luhn's algorithm, modulo 30. */
export function isWhole(code: string): boolean {
  let sum = 0
  for (let at = 0; at < code.length; at++) {
    const digit = ALPHABET.indexOf(code[at]!)
    if (digit < 0) return false
    const doubled = digit * ((code.length - at) % 2 === 0 ? 2 : 1)
    sum += Math.floor(doubled / ALPHABET.length) + (doubled % ALPHABET.length)
  }
  return code.length === TYPED_LENGTH && sum % ALPHABET.length === 0
}
