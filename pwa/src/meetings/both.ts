/** What a clash may become beside one of its two versions: both together, or words of one's own. Pure. */
import type { Json } from '../sync'

type Values = Record<string, Json>

/** Fields of words: how long they may be, and what stands between two versions where both can stand. */
export const WORDS: Readonly<Record<string, { most: number; between?: string }>> = {
  title: { most: 200 }, place: { most: 200 }, observers: { most: 2000, between: '、' }, agenda: { most: 20000, between: '\n' }, discussion: { most: 100000, between: '\n' },
}

const isSame = (one: Json, other: Json): boolean => JSON.stringify(one) === JSON.stringify(other)

/** Both versions as one value, what they share once; null where only one of them can be true, or both are too long for the field. */
export function bothOf(field: string, kept: Values, other: Values): Values | null {
  const [one, two] = [kept[field] ?? null, other[field] ?? null]
  if (field === 'resolutions' && Array.isArray(one) && Array.isArray(two)) return { [field]: [...one, ...two.filter(item => !one.some(known => isSame(known, item)))] }
  const { between, most } = WORDS[field] ?? { most: 0 }
  if (between === undefined || !one || !two) return null
  const joined = `${String(one)}${between}${String(two)}`
  return joined.length > most ? null : { [field]: joined }
}
