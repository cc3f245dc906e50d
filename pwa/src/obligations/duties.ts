/** Reads what a home page shows: duties in order of urgency, what needs a person's eye, drafts. */
import { signal } from '@preact/signals'
import type { ResolutionDoneRow } from '../generated/http'
import { readStanding, worksFor, type Names, type Standing } from '../branch'
import type { As, Attendance, Conflict, Correction, Meeting, Obligation } from '../rows'
import type { Draft, Entry, Phone } from '../sync'
import { dayOf } from '../time'
import { byUrgency, hasBegun, recordFor, stateAt, type Duty } from './rules'

/** A record that waits for a person: why, and where to go. `held`: whoever typed it can only wait, someone else decides. */
export interface Heed { meeting: Meeting; why: 'conflict' | 'returned' | 'refused' | 'held'; count: number }

/** What the recorder keeps; this page needs no more of it than what to call it. */
export interface DraftGist { id: string; obligation: string | null; branch: string; fields: { kind: Meeting['kind'] } }

/** A resolution whose day has passed untold, or that the office gave back: overdue like a duty, or with a few days left. */
export interface Undone { key: string; text: string; owner: string; due_on: string; why: 'overdue' | 'returned'; colour: 'red' | 'yellow' }

/** `orgs`: for how many organisations the person works; with one, its name need not stand in each line. */
export interface Home { orgs: number; duties: Duty[]; heeds: Heed[]; undone: Undone[]; drafts: Draft<DraftGist>[]; waiting: ReadonlySet<string>; computed_at: number | null }

/** Those of filed records, the longest overdue first. */
export function undoneOf(meetings: readonly Meeting[], told: readonly ResolutionDoneRow[], today: string): Undone[] {
  const known = new Map(told.filter(one => one.done_on).map(one => [one.meeting + one.text, one.verdict]))
  const filed = meetings.filter(one => one.status === 'submitted' || one.status === 'approved')
  return filed.flatMap(meeting => meeting.resolutions.flatMap(({ text, owner, due_on }): Undone[] => {
    const key = meeting.id + text
    const verdict = known.get(key)
    const why = verdict === 'returned' ? 'returned' : verdict === undefined && owner && due_on && due_on < today ? 'overdue' : null
    return why ? [{ key, text, owner, due_on, why, colour: due_on < today ? 'red' : 'yellow' }] : []
  })).sort((one, other) => one.due_on.localeCompare(other.due_on))
}

/** How many orders wait for the branch; told by the lines about them, which come after the page. */
export const ordersDue = signal(0)

/** `open`: what the server refused, and what merely waits there for someone to decide. */
export function heedsOf(meetings: readonly Meeting[], conflicts: readonly Conflict[], marks: readonly Attendance[], open: readonly Pick<Entry, 'row' | 'outcome'>[]): Heed[] {
  const rejected = new Set(open.filter(one => one.outcome?.result === 'rejected').map(one => one.row))
  const held = new Set(open.map(one => one.row))
  const meetingOf = new Map(marks.map(mark => [mark.id, mark.meeting]))
  const clashes = new Map<string, number>()
  for (const one of conflicts) {
    const meeting = meetingOf.get(one.row) ?? one.row
    if (one.state === 'open') clashes.set(meeting, (clashes.get(meeting) ?? 0) + 1)
  }
  return meetings.flatMap((meeting): Heed[] => {
    const count = clashes.get(meeting.id) ?? 0
    if (count) return [{ meeting, why: 'conflict', count }]
    const why = rejected.has(meeting.id) ? 'refused' : meeting.status === 'returned' ? 'returned' : held.has(meeting.id) ? 'held' : null
    return why ? [{ meeting, why, count: 1 }] : []
  })
}

/** The tables that the page shows. */
export const TABLES = ['organisation', 'post', 'obligation', 'meeting', 'conflict', 'resolution_done', 'correction_request'] as const

async function readHome(phone: Phone, branch: Standing, now: number): Promise<Home> {
  const [obligations, meetings, conflicts, resolutions] = await Promise.all([phone.rows<As<Obligation>>('obligation'), phone.rows<As<Meeting>>('meeting'), phone.rows<As<Conflict>>('conflict'), phone.rows<As<ResolutionDoneRow>>('resolution_done')])
  // The marks of years are many; they are read only to say whose record a clash of marks belongs to.
  const marks = conflicts.some(one => one.state === 'open' && one.tbl !== 'meeting') ? await phone.rows<As<Attendance>>('attendance') : []
  const [{ waiting, open }, lying] = await Promise.all([phone.touched(), phone.drafts<DraftGist>('meeting:')])
  // What became of each is sealed: opened only where something is.
  const answered = open.size ? await phone.open() : []
  const orgs = new Set(branch.orgs.map(org => org.id))
  const own = obligations.filter(one => one.branch === branch.id && orgs.has(one.org) && hasBegun(one.period, now))
  const duties = own.map(obligation => ({ obligation, state: stateAt(obligation, now), recorded: recordFor(obligation, meetings) })).sort(byUrgency)
  const ofBranch = meetings.filter(one => one.branch === branch.id && worksFor(branch, one.org))
  return {
    orgs: orgs.size, duties, heeds: heedsOf(ofBranch, conflicts, marks, answered),
    drafts: lying.filter(one => one.content.branch === branch.id), waiting,
    undone: undoneOf(ofBranch, resolutions, dayOf(now)),
    computed_at: own.length ? Math.max(...own.map(one => one.computed_at)) : null,
  }
}

/** How many requests for correction wait for this person: about a meeting that the person may record, and never an own one. */
async function correctionsFor(phone: Phone, branch: Standing, member: string | null): Promise<number> {
  const asked = (await phone.rows<As<Correction>>('correction_request')).filter(one => one.about === 'attendance' && one.state === 'at_branch' && one.branch === branch.id && one.member !== member)
  const met = await Promise.all(asked.map(async one => phone.row<As<Meeting>>('meeting', (await phone.row<As<Attendance>>('attendance', one.source))?.meeting ?? '')))
  return met.filter(meeting => meeting && worksFor(branch, meeting.org)).length
}

/** All that the home page of a branch shows. `names`: of whom the person works for; `asked`: requests for correction that wait for the person. */
export interface Screen { branch: Standing; home: Home; names: Names; asked: number }

/** Null where the branch is not on this phone. */
export async function readScreen(phone: Phone, id: string, member: string | null, now: number): Promise<Screen | null> {
  // The tables are opened beside one another; the phone remembers them until they change.
  const tables = Promise.all(TABLES.map(table => phone.rows(table)))
  const [branch] = await Promise.all([readStanding(phone, id, member), tables])
  if (!branch) return null
  const [home, asked] = await Promise.all([readHome(phone, branch, now), correctionsFor(phone, branch, member)])
  return { branch, home, asked, names: new Map(branch.orgs.map(org => [org.id, org.name])) }
}
