/** What a roll call of a session comes to: mutations of exactly those members whose mark changes. Pure. */
import type { As, AttendanceStatus, TrainingMark, TrainingSession } from '../rows'
import type { Intent, Json } from '../sync'

export type TrainingStatus = Exclude<AttendanceStatus, 'excluded'>
export const STATUSES: readonly TrainingStatus[] = ['present', 'leave', 'absent', 'made_up']
export const needsReason = (status: TrainingStatus): boolean => status === 'leave' || status === 'absent'

type Wanted = Readonly<Record<string, readonly [status: TrainingStatus, reason: string]>>

/** One mutation for all of them; each says which status was seen. */
export function marking(session: As<TrainingSession>, branch: string, wanted: Wanted, seen: ReadonlyMap<string, As<TrainingMark>>): Intent {
  const marks = Object.fromEntries(Object.entries(wanted).map(([member, [status, reason]]) => [member, [seen.get(member)?.status ?? null, status, reason]]))
  return { name: 'training.mark.v1', row: session.id, base: 0, args: { branch, marks: marks as unknown as Json }, shows: { title: session.title, held_on: session.held_on } }
}

export interface Held { title: string; held_on: string; place: string; lecturer: string }

/** Takes a session of the branch's own back. */
export const cancelling = (session: As<TrainingSession>, branch: string, reason: string): Intent => ({ name: 'training_session.cancel.v1', row: session.id, base: session.rev, args: { branch, reason: reason.trim() }, shows: { title: session.title, held_on: session.held_on } })

/** A session of the branch's own; `rev` 0 for a new one. */
export const holding = (id: string, rev: number, branch: string, { title, held_on, place, lecturer }: Held): Intent => ({
  name: 'training_session.set.v1', row: id, base: rev, args: { branch, title: title.trim(), held_on, place: place.trim(), lecturer: lecturer.trim() },
})
