/** What a rule counts, in words. */
import type { Countable, Rule } from './scheme'
import { words } from './words'
import { phrases } from '../../phrases'

/** Its kinds and grades by their titles; the source where nothing is chosen yet. */
export function countedText(rule: Rule, known: readonly Countable[]): string {
  const kinds = known.filter(one => one.source === rule.source && one.kind !== '' && rule.kinds?.includes(one.kind))
  const grades = new Map(kinds.flatMap(one => one.grades.map(grade => [grade.key, grade.title] as const)))
  const named = kinds.map(one => one.title).join(phrases.and) || words.sources[rule.source]
  return rule.grades?.length ? `${named}${phrases.colon}${rule.grades.map(one => grades.get(one) ?? one).join(phrases.and)}` : named
}
