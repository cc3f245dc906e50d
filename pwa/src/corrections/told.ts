/** What a request is about, in words, from the rows on this phone. */
import type { Attendance, Correction } from '../rows'
import { clockOf, dayText } from '../time'
import { shell, wordFor } from '../words'
import { t } from './words'

/** A status of attendance by its name; anything else as it was written. */
export const valueText = (about: string, value: string): string => (about === 'attendance' ? wordFor(shell.attendance, value) : value) || t.nothing

export function meetingText(mark: Pick<Attendance, 'meeting_title' | 'meeting_kind' | 'held_start'> | undefined): string {
  if (!mark) return t.aMeeting
  const when = mark.held_start === null ? '' : `${dayText(mark.held_start)} ${clockOf(mark.held_start)}`
  return [mark.meeting_title || wordFor(shell.kinds, mark.meeting_kind), when].filter(Boolean).join(' · ')
}

export function aboutText(correction: Correction, mark: Attendance | undefined): string {
  if (correction.about === 'attendance') return meetingText(mark)
  return correction.about === 'roster' ? wordFor(t.fields, correction.field) : t.fact
}

/** Requests about the branch's roll that wait for this person: never the own ones. */
export const waitsFor = (corrections: readonly Correction[], branches: readonly string[], member: string | null): Correction[] =>
  corrections.filter(one => one.about === 'attendance' && one.state === 'at_branch' && branches.includes(one.branch) && one.member !== member)
