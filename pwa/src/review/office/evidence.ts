/** What a reviewer weighs: heads and votes needed, marks by status, how soon the record came. Pure.
Sources of the thresholds: 支部工作条例 11, 12; 发展党员工作细则; 基层组织选举工作条例. The server decides; these figures only explain. */
import type { Attendant, MarkStatus, MeetingRecord, Purpose, QueueItem } from './types'

/** How many voters must be there for the meeting to be valid. */
export function quorumNeeded(rule: Purpose, expected: number): number {
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

/** The item to open after `meeting` was decided: the one behind it, else the first that is left. */
export function nextAfter(items: readonly QueueItem[], meeting: string): QueueItem | null {
  const at = items.findIndex(item => item.meeting === meeting)
  const left = items.filter(item => item.meeting !== meeting)
  return left[Math.max(0, at)] ?? left[0] ?? null
}

/** The item `by` places from `meeting` in the queue; the ends hold. */
export function neighbour(items: readonly QueueItem[], meeting: string, by: 1 | -1): QueueItem | null {
  const at = items.findIndex(item => item.meeting === meeting)
  if (at < 0) return items[0] ?? null
  return items[Math.max(0, Math.min(items.length - 1, at + by))] ?? null
}
