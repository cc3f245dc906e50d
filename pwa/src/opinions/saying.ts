/** What a form of the box still lacks, and in which order what was said is shown. */
import type { Opinion, OpinionKind } from '../rows'

export interface Saying { kind: OpinionKind | ''; text: string; about: string; named: 'named' | 'unnamed' | '' }

/** What is lacking, in the order of the form; null of one that can be sent. */
export const lackOf = ({ kind, text, named }: Saying): 'kind' | 'text' | 'named' | null => (!kind ? 'kind' : !text.trim() ? 'text' : !named ? 'named' : null)

/** What waits on this phone has no instant yet, and is the newest. */
export const newestFirst = <T extends Opinion>(said: readonly T[]): T[] => [...said].sort((a, b) => (b.sent_at ?? Infinity) - (a.sent_at ?? Infinity) || (a.id < b.id ? 1 : -1))
