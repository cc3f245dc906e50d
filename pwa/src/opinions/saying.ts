/** What a form of the box still lacks, and in which order what was said is shown. */
import type { Opinion, OpinionKind } from '../rows'

export interface Saying { kind: OpinionKind | ''; text: string; about: string; named: 'named' | 'unnamed' | '' }

/** What is lacking, in the order of the form; null of one that can be sent. */
export const lackOf = ({ kind, text, named }: Saying): 'kind' | 'text' | 'named' | null => (!kind ? 'kind' : !text.trim() ? 'text' : !named ? 'named' : null)

/** An id without the clock: it stands in the office's list, and the moment of writing would tell whose phone it was (RFC 9562, version 4). */
export function uuid4(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const digits = [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('')
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join('-')
}

/** What waits on this phone has no instant yet, and is the newest. */
export const newestFirst = <T extends Opinion>(said: readonly T[]): T[] => [...said].sort((a, b) => (b.sent_at ?? Infinity) - (a.sent_at ?? Infinity) || (a.id < b.id ? 1 : -1))
