/** Reads a rating scheme, and gathers a rating's lines by dimension. Pure. */
import type { Reason, Scheme } from '../rows'
import type { Json } from '../sync'
import { wordFor } from '../text'
import { t, zh } from './words'

export interface Dimension { key: string; title: string; maximum_tenths: number; lines: Reason[]; points_tenths: number | null }

/** The `dimension` of lines beyond the dimensions. */
export const BONUS = 'bonus'

type Values = { [key: string]: Json }
const isValues = (value: Json | undefined): value is Values => typeof value === 'object' && value !== null && !Array.isArray(value)

/** In the reader's language while it is the title that ships; one that the office wrote stays as it is. */
export function titleOf(title: string): string {
  const shipped = Object.entries(zh.dimensionNames).find(([, name]) => name === title)
  return shipped ? wordFor(t.dimensionNames, shipped[0]) : title
}

function titled(scheme: Scheme | undefined, profile: string): Pick<Dimension, 'key' | 'title' | 'maximum_tenths'>[] {
  const content = isValues(scheme?.content) ? scheme.content['dimensions'] : undefined
  const maximum = (one: Values) => isValues(one['maximum_tenths']) ? Number(one['maximum_tenths'][profile]) : 0
  return (Array.isArray(content) ? content : []).filter(isValues).map(one => ({ key: String(one['key']), title: titleOf(String(one['title'])), maximum_tenths: maximum(one) }))
}

/** Points of a dimension; null while one of its lines, or all of them, have no data. Never below nothing, never above the maximum. */
function pointsOf(lines: readonly Reason[], maximum_tenths: number): number | null {
  if (!lines.length || lines.some(line => line.points_tenths === null)) return null
  const sum = lines.reduce((total, line) => total + line.points_tenths!, 0)
  return Math.max(0, Math.min(maximum_tenths, sum))
}

/** All dimensions in the scheme's order, with the maxima of a post profile; what only the lines know, such as the bonus, comes last. */
export function dimensionsOf(scheme: Scheme | undefined, lines: readonly Reason[], profile: string): Dimension[] {
  const known = titled(scheme, profile)
  const extra = [...new Set(lines.map(line => line.dimension))].filter(key => !known.some(one => one.key === key))
  const all = [...known, ...extra.map(key => ({ key, title: key === BONUS ? t.bonus : key, maximum_tenths: lines.find(line => line.dimension === key)?.maximum_tenths ?? 0 }))]
  return all.map(one => {
    const own = lines.filter(line => line.dimension === one.key)
    return { ...one, lines: own, points_tenths: pointsOf(own, one.maximum_tenths) }
  })
}

/** The one name of a line: the same reason about the same record. */
export const lineKey = (line: Reason): string => `${line.dimension}:${line.rule}:${line.evidence[0]?.id ?? ''}`

/** The lines that say something else than those of before. */
export function changedLines(lines: readonly Reason[], before: readonly Reason[]): Reason[] {
  const known = new Map(before.map(line => [lineKey(line), line.points_tenths]))
  return lines.filter(line => known.get(lineKey(line)) !== line.points_tenths)
}

interface RuleText { id: string; text: string }

/** What the phone shows of a scheme's content. */
export interface Content {
  dimensions: { key: string; title: string; rules: RuleText[] }[]
  bonus: RuleText[]
  note: string
  stars: { star: number; at_least_tenths: number }[]
  vetoes: { key: string; title: string }[]
  quota: { percent: number; least_from: number; tie_by: string[] } | null
}

const listOf = (value: Json | undefined): Values[] => (Array.isArray(value) ? value.filter(isValues) : [])
const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

const rulesOf = (of: Json | undefined): RuleText[] => (isValues(of) ? listOf(of['rules']).map(rule => ({ id: textOf(rule['id']), text: textOf(rule['text']) })) : [])

/** Each rule's words by its key, those of the bonus too. */
export function ruleTexts(scheme: Scheme | undefined): ReadonlyMap<string, string> {
  const content = isValues(scheme?.content) ? scheme.content : {}
  const rules = [...listOf(content['dimensions']), content['bonus']].flatMap(rulesOf)
  return new Map(rules.map(rule => [rule.id, rule.text]))
}

/** The content of a scheme as far as it can be read; null without one. A list that is missing is empty. */
export function contentOf(scheme: Scheme | undefined): Content | null {
  const content = scheme?.content
  if (!isValues(content)) return null
  const quota = content['quota']
  return {
    dimensions: listOf(content['dimensions']).map(one => ({ key: textOf(one['key']), title: titleOf(textOf(one['title'])), rules: rulesOf(one) })),
    bonus: rulesOf(content['bonus']),
    note: textOf(content['note']),
    stars: listOf(content['stars']).map(one => ({ star: Number(one['star']), at_least_tenths: Number(one['at_least_tenths']) })),
    vetoes: listOf(content['vetoes']).map(one => ({ key: textOf(one['key']), title: textOf(one['title']) })),
    quota: isValues(quota) ? { percent: Number(quota['percent']), least_from: Number(quota['least_from']), tie_by: Array.isArray(quota['tie_by']) ? quota['tie_by'].map(textOf) : [] } : null,
  }
}
