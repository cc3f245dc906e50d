/** Reads a rating scheme, and gathers a rating's lines by dimension. Pure. */
import type { RatingLine, Scheme } from '../rows'
import type { Json } from '../sync'

export interface Dimension { key: string; title: string; maximum_tenths: number; lines: RatingLine[]; points_tenths: number | null }

type Values = { [key: string]: Json }
const isValues = (value: Json | undefined): value is Values => typeof value === 'object' && value !== null && !Array.isArray(value)

function titled(scheme: Scheme | undefined): Pick<Dimension, 'key' | 'title' | 'maximum_tenths'>[] {
  const content = isValues(scheme?.content) ? scheme.content['dimensions'] : undefined
  return (Array.isArray(content) ? content : []).filter(isValues).map(one => ({ key: String(one['key']), title: String(one['title']), maximum_tenths: Number(one['maximum_tenths']) }))
}

/** Points of a dimension; null while one of its lines, or all of them, have no data. Never below nothing, never above the maximum. */
function pointsOf(lines: readonly RatingLine[], maximum_tenths: number): number | null {
  if (!lines.length || lines.some(line => line.points_tenths === null)) return null
  const sum = lines.reduce((total, line) => total + line.points_tenths!, 0)
  return Math.max(0, Math.min(maximum_tenths, sum))
}

/** All dimensions in the scheme's order; a dimension that only the lines know comes last. */
export function dimensionsOf(scheme: Scheme | undefined, lines: readonly RatingLine[]): Dimension[] {
  const known = titled(scheme)
  const extra = [...new Set(lines.map(line => line.dimension))].filter(key => !known.some(one => one.key === key))
  const all = [...known, ...extra.map(key => ({ key, title: key, maximum_tenths: lines.find(line => line.dimension === key)?.maximum_tenths ?? 0 }))]
  return all.map(one => {
    const own = lines.filter(line => line.dimension === one.key)
    return { ...one, lines: own, points_tenths: pointsOf(own, one.maximum_tenths) }
  })
}

/** Tenths as people write points: 15, 7.5, -2. */
export const pointsText = (tenths: number): string => String(tenths / 10)
