/** What is noted of a month's work meeting while it is written: what another noted meanwhile stands beside it until a person decides. Pure. */
import type { AgendaOut, DecisionIn, WorkMeetingIn } from '../../generated/http'

/** `rev`: the revision that whoever writes has seen. */
export type Noted = Required<Omit<WorkMeetingIn, 'decisions'>> & { decisions: readonly Required<DecisionIn>[] }

type Agenda = Pick<AgendaOut, Exclude<keyof Noted, 'decisions'>> & { decisions: readonly (Required<DecisionIn> & { orders: readonly unknown[] })[] }

const FIELDS = ['held_on', 'place', 'chair', 'attended', 'decisions', 'notes'] as const
export interface Beside { field: (typeof FIELDS)[number]; text: string }

export const notedOf = ({ rev, held_on, place, chair, attended, notes, decisions }: Agenda): Noted =>
  ({ rev, held_on, place, chair, attended, notes, decisions: decisions.map(({ id, text, owner, due_on }) => ({ id, text, owner, due_on })) })

const textOf = (noted: Noted, field: Beside['field']): string =>
  (field === 'decisions' ? noted.decisions.map(({ text, owner, due_on }) => [text, owner, due_on].filter(Boolean).join(' ')).join('\n') : noted[field])

/** What stands with the server otherwise than it is written here; nothing as long as nobody noted anything since it was seen. */
export function beside(noted: Noted, data: Agenda): Beside[] {
  const standing = notedOf(data)
  if (noted.rev === standing.rev) return []
  return FIELDS.filter(field => textOf(noted, field) !== textOf(standing, field)).map(field => ({ field, text: textOf(standing, field) }))
}

/** What is written here goes over what stands; a decision that became an order meanwhile is kept. */
export function writeOver(noted: Noted, data: Agenda): Noted {
  const ordered = data.decisions.filter(one => one.orders.length > 0 && !noted.decisions.some(other => other.id === one.id)).map(one => one.id)
  return { ...noted, rev: data.rev, decisions: [...noted.decisions, ...notedOf(data).decisions.filter(one => ordered.includes(one.id))] }
}
