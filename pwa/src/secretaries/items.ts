/** The eleven items of 三基四会四强; `server/domain/secretaries/rules/items.py` says the same, `tests/vectors/secretaries.json` holds both to it. */
export const GROUPS = {
  basics: ['situation', 'knowledge', 'business'],
  abilities: ['speak', 'write', 'think', 'act'],
  strengths: ['party_spirit', 'competence', 'reform', 'service'],
} as const

export type Group = keyof typeof GROUPS
export type Item = (typeof GROUPS)[Group][number]

export const ITEMS: readonly Item[] = Object.values(GROUPS).flat()
export const LEVELS = ['learning', 'able', 'leading'] as const
export type Level = (typeof LEVELS)[number]
