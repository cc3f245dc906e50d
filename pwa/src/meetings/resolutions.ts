/** What became of the branch's resolutions: how each stands on this phone, and telling that one is carried out. */
import type { Branch } from '../branch'
import type { ResolutionDoneRow } from '../generated/http'
import type { As, Meeting } from '../rows'
import type { Intent, Phone } from '../sync'
import { resolutionId } from './mutations'

export const STANDINGS = ['returned', 'overdue', 'open', 'told', 'confirmed'] as const
export type Standing = (typeof STANDINGS)[number]

/** One resolution of a filed record that names who is to do it until when. `may`: this person may say that it is done. */
export interface Resolved { id: string; meeting: Meeting; text: string; owner: string; due_on: string; told: As<ResolutionDoneRow> | undefined; standing: Standing; waiting: boolean; may: boolean }

const FILED: readonly string[] = ['submitted', 'approved']
const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text)

function standingOf(due_on: string, told: ResolutionDoneRow | undefined, today: string): Standing {
  if (told?.done_on && told.verdict === '') return 'told'
  if (told?.done_on && told.verdict === 'confirmed') return 'confirmed'
  if (told?.done_on && told.verdict === 'returned') return 'returned'
  return due_on < today ? 'overdue' : 'open'
}

export async function readResolutions(phone: Pick<Phone, 'rows' | 'waiting'>, branch: Branch, today: string): Promise<Resolved[]> {
  const [meetings, done, waiting] = await Promise.all([phone.rows<As<Meeting>>('meeting'), phone.rows<As<ResolutionDoneRow>>('resolution_done'), phone.waiting()])
  const told = new Map(done.map(row => [row.id, row]))
  const sent = new Set(waiting.map(entry => entry.row))
  const filed = meetings.filter(one => one.branch === branch.id && FILED.includes(one.status))
  const found = filed.flatMap(meeting => meeting.resolutions.filter(one => one.owner && isDay(one.due_on)).map(one => {
    const id = resolutionId(meeting.id, one.text)
    return { ...one, id, meeting, told: told.get(id), standing: standingOf(one.due_on, told.get(id), today), waiting: sent.has(id), may: branch.orgs.some(org => org.id === meeting.org) }
  }))
  return found.sort((one, other) => one.due_on.localeCompare(other.due_on) || one.text.localeCompare(other.text, 'zh'))
}

/** Says on which day it was done and how; no day takes it back. */
export const telling = ({ id, meeting, text, told }: Resolved, done_on: string | null, note: string): Intent =>
  ({ name: 'resolution.done.v1', row: id, base: told?.rev ?? 0, args: { meeting: meeting.id, text, done_on, note: note.trim() } })
