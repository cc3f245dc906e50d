/** Which moves of a lifecycle are open to whom; `server/kit/lifecycle.py` says the same, `tests/vectors/lifecycle.json` holds both to it. */
import type { Lifecycle, Move } from './generated/lifecycles'
import { me } from './session'
import type { MoveField, OpenMove } from './ui/Moves'

/** The committee of the owning organisation or of its branches, the mine's office, the Party committee's leaders. */
export type Who = 'owner' | 'office' | 'leader'

/** Whoever is one of the owners makes the owners' moves and no others: nobody decides in their own case. */
const may = ({ by }: Move, who: readonly Who[]): boolean => (who.includes('owner') ? by.includes('owner') : who.some(one => by.includes(one)))

export const movesOpen = ({ moves }: Lifecycle, state: string, who: readonly Who[]): Move[] => moves.filter(move => move.before.includes(state) && may(move, who))

/** What the signed-in person is to a matter of an organisation; `owners`: the ids of the organisation and of its branches. */
export function whoIs(owners: readonly string[]): Who[] {
  const roles = me.value?.roles ?? []
  const holds = (role: string) => roles.some(one => one.role === role)
  const owns = roles.some(one => !['office', 'committee_leader', 'assessor', 'administrator', 'group_leader'].includes(one.role) && owners.some(org => org === one.org || org === one.branch))
  return [...(owns ? ['owner' as const] : []), ...(holds('office') ? ['office' as const] : []), ...(holds('committee_leader') ? ['leader' as const] : [])]
}

/** How a part speaks of its moves: their names, the fields that they ask for, and which of these beyond those that are needed. */
export interface MoveWords {
  moves: Readonly<Record<string, string>>
  fields: Readonly<Record<string, Omit<MoveField, 'name' | 'needed'>>>
  also?: Readonly<Record<string, readonly string[]>>
}

/** Open moves in words, for the control that shows them; fields that the matter itself holds already are not asked for again. */
export const inWords = (open: readonly Move[], { moves, fields, also = {} }: MoveWords): OpenMove[] => open.map(({ name, needs }) => ({
  name,
  label: moves[name] ?? name,
  fields: [...new Set([...needs, ...(also[name] ?? [])])].flatMap(field => (fields[field] ? [{ ...fields[field]!, name: field, needed: needs.includes(field) }] : [])),
}))
