/** Everything that a dimension may rest on: filed meetings, statements that facts are complete, facts that must stand, the mass review. */
import type { Content, Countable } from './scheme'
import { words } from './words'

type Need = Content['dimensions'][number]['needs'][number]

export const needKey = (need: Need): string => `${need.source}:${need.kind ?? ''}`
export const needOf = (key: string): Need => { const [source, kind = ''] = key.split(':'); return { source: source as Need['source'], kind } }

/** Keys of needs with their titles, in the order in which they are offered. */
export function needTitles(known: readonly Countable[]): ReadonlyMap<string, string> {
  const facts = known.filter(one => one.source.startsWith('fact'))
  return new Map([
    ['attendance:', words.needs.attendance], ...facts.map(one => [`coverage:${one.kind}`, words.needs.coverage(one.title)] as const),
    ...facts.filter(one => one.source !== 'fact').map(one => [`fact:${one.kind}`, words.needs.fact(one.title)] as const), ['mass_review:', words.needs.mass_review],
  ])
}
