/** What became of a record: where it stands, and what waits for a person. Pure: rows and log in, words' keys out. */
import type { Conflict, Meeting } from '../rows'
import type { Entry, Json } from '../sync'
import { marksOf } from './mutations'
import type { Mark } from './rules'

/** In order of urgency for the person who looks at a list. */
export type Standing = 'conflict' | 'refused' | 'held' | 'twice' | 'returned' | 'phone_only' | 'draft' | 'submitted' | 'approved'

const HEED: readonly Standing[] = ['conflict', 'refused', 'held', 'twice', 'returned']
export const needsPerson = (standing: Standing): boolean => HEED.includes(standing)

/** How a record stands, from its status, this phone's mutations of it, its open conflicts, and whether it may be recorded twice. */
export function standingOf(meeting: Pick<Meeting, 'status'>, entries: readonly Entry[], conflicts: readonly Conflict[], twice = false): Standing {
  if (conflicts.some(one => one.state === 'open')) return 'conflict'
  const open = entries.filter(entry => entry.state === 'open')
  if (open.some(entry => entry.outcome?.result === 'rejected')) return 'refused'
  if (open.length) return 'held'
  if (twice) return 'twice'
  if (entries.some(entry => entry.state === 'waiting')) return 'phone_only'
  return meeting.status
}

/** Steps of a record's way, and how far it has come. */
export const STEPS = ['phone', 'delivered', 'review', 'approved'] as const
export type Step = (typeof STEPS)[number]

export function stepsDone(meeting: Pick<Meeting, 'status' | 'rev'>, entries: readonly Entry[]): number {
  if (meeting.rev === 0 || entries.some(entry => entry.state === 'waiting')) return 1
  return { draft: 2, returned: 2, submitted: 3, approved: 4 }[meeting.status]
}

/** What was typed in refused mutations of a record, to be mended and sent anew. */
export function refusedValues(entries: readonly Entry[]): { values: { [field: string]: Json }; marks: Record<string, Mark> } {
  const values: { [field: string]: Json } = {}
  const marks: Record<string, Mark> = {}
  for (const { state, mutation, shows } of entries) {
    if (state !== 'open') continue
    for (const [field, [, wanted]] of Object.entries(mutation.set ?? {})) values[field] = wanted
    Object.assign(marks, marksOf({ ...mutation, shows }))
  }
  return { values, marks }
}

/** Names of the mutations that a save from the recorder sends anew. */
const RECORDED = new Set(['meeting.create.v1', 'meeting.set.v1', 'attendance.mark.v1', 'attendance.mark_all.v1', 'meeting.submit.v1'])

export const resentBy = (entries: readonly Entry[]): [string, number][] =>
  entries.filter(entry => entry.state === 'open' && RECORDED.has(entry.mutation.name)).map(entry => [entry.log, entry.mid])

/** Refused submissions that a new submission replaces. */
export const refusedSubmissions = (entries: readonly Entry[]): [string, number][] =>
  entries.filter(entry => entry.state === 'open' && entry.mutation.name === 'meeting.submit.v1').map(entry => [entry.log, entry.mid])
