/** What a reviewer weighs: heads and votes needed, marks by status, how soon the record came. Pure.
Sources of the thresholds: 支部工作条例 11, 12; 发展党员工作细则; 基层组织选举工作条例. The server decides; these figures only explain. */
import type { Attendant, MarkStatus, MeetingRecord, Purpose, QueueItem } from './types'

/** How many voters must be there for the meeting to be valid. */
export function quorumNeeded(rule: Purpose, expected: number): number {
  if (rule === 'talk') return 2
  if (rule === 'election') return Math.ceil((4 * expected) / 5)
  return rule === 'admission' ? Math.floor(expected / 2) + 1 : Math.ceil(expected / 2)
}

/** How many votes a proposal needs: more than half of those expected to vote, not of those present. */
export const votesNeeded = (expected: number): number => Math.floor(expected / 2) + 1

const ORDER: readonly MarkStatus[] = ['absent', 'leave', 'made_up', 'present', 'excluded']

export interface MarkGroup { status: MarkStatus; people: Attendant[] }

/** Marks by status, those that need an eye first; empty groups are left out. */
export function groupMarks(attendance: readonly Attendant[]): MarkGroup[] {
  return ORDER
    .map(status => ({ status, people: attendance.filter(one => one.status === status) }))
    .filter(group => group.people.length > 0)
}

/** How long after its end the meeting was filed first; null while one of the two is unknown. */
export function filedAfter_ms({ meeting }: MeetingRecord): number | null {
  return meeting.filed_at === null || meeting.held_end === null ? null : meeting.filed_at - meeting.held_end
}

/** What to open after `open` was decided: the one behind it, else the first that is left. */
export function idAfter(ids: readonly string[], open: string): string | null {
  const at = ids.indexOf(open)
  const left = ids.filter(id => id !== open)
  return left[Math.max(0, at)] ?? left[0] ?? null
}

/** What lies `by` places from `open` in a list; the ends hold. */
export function idBeside(ids: readonly string[], open: string, by: 1 | -1): string | null {
  const at = ids.indexOf(open)
  if (at < 0) return ids[0] ?? null
  return ids[Math.max(0, Math.min(ids.length - 1, at + by))] ?? null
}

const byMeeting = (items: readonly QueueItem[], meeting: string | null): QueueItem | null => items.find(item => item.meeting === meeting) ?? null
const meetings = (items: readonly QueueItem[]): string[] => items.map(item => item.meeting)

/** The item to open after `meeting` was decided. */
export const nextAfter = (items: readonly QueueItem[], meeting: string): QueueItem | null => byMeeting(items, idAfter(meetings(items), meeting))

/** The item `by` places from `meeting` in the queue. */
export const neighbour = (items: readonly QueueItem[], meeting: string, by: 1 | -1): QueueItem | null => byMeeting(items, idBeside(meetings(items), meeting, by))
