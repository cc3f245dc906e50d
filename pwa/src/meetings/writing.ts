/** A record being written: prefilled from what is known, kept as a draft, turned into mutations. Pure, except for new ids. */
import type { Branch } from '../branch'
import { heldOn } from '../branch'
import type { Attendance, Meeting, MeetingKind, Obligation, Purpose, Resolution, Vote } from '../rows'
import type { Edits, Intent, Json } from '../sync'
import { clockOf, dayOf, HOUR_MS, instantOf, MINUTE_MS } from '../time'
import type { Marks } from './mutations'
import type { Mark } from './rules'

/** What a person can fill in. Times are apart, as a form has them; empty text where nothing is known. */
export interface Fields {
  kind: MeetingKind
  purpose: Purpose
  title: string
  day: string
  start: string
  end: string
  place: string
  chair: string
  recorder: string
  observers: string
  agenda: string
  discussion: string
  resolutions: Resolution[]
  votes: Vote[]
}

export interface SeenMark extends Mark { rev: number }

/** A draft. `seen` is what the server or this phone showed when writing began: the base of every edit. */
export interface Writing {
  id: string
  /** The record does not exist on the server yet, as far as this phone knows. */
  made: boolean
  base: number
  branch: string
  org: string
  obligation: string | null
  fields: Fields
  marks: Record<string, Mark>
  seen: Meeting | null
  seenMarks: Record<string, SeenMark>
}

export const draftId = (meeting: string): string => `meeting:${meeting}`
export const DRAFTS = 'meeting:'

const roundDown = (at: number, minutes: number): number => Math.floor(at / (minutes * MINUTE_MS)) * minutes * MINUTE_MS

/** Start and end in epoch ms; an end before the start is on the next day, as shifts have it. */
export function spanOf({ day, start, end }: Pick<Fields, 'day' | 'start' | 'end'>): { held_start: number | null; held_end: number | null } {
  const held_start = instantOf(day, start)
  const sameDay = instantOf(day, end)
  const held_end = sameDay !== null && held_start !== null && sameDay <= held_start ? sameDay + 24 * HOUR_MS : sameDay
  return { held_start, held_end }
}

const timesOf = (held_start: number | null, held_end: number | null): Pick<Fields, 'day' | 'start' | 'end'> => ({
  day: held_start === null ? '' : dayOf(held_start),
  start: held_start === null ? '' : clockOf(held_start),
  end: held_end === null ? '' : clockOf(held_end),
})

export interface Known { branch: Branch; me: string | null; now: number; obligation: Obligation | null; kind: MeetingKind; org: string; last: Meeting | null }

/** The chair: who chaired last, if still in the branch; the secretary or the group's leader otherwise. */
function chairOf({ branch, last, org, now }: Known): string {
  const known = (id: string | undefined) => branch.members.some(one => one.id === id)
  if (last && known(last.chair)) return last.chair
  const posts = heldOn(branch.posts, dayOf(now)).filter(post => post.org === org)
  const holder = posts.find(post => post.post === (org === branch.id ? 'secretary' : 'group_leader'))
  return holder && known(holder.member) ? holder.member : ''
}

/** Recorded right after it ended, mostly: it ends now and lasted as long as the last one. */
function guessTimes({ last, now, obligation }: Known): Pick<Fields, 'day' | 'start' | 'end'> {
  const lasted = last?.held_start && last.held_end ? last.held_end - last.held_start : HOUR_MS
  const latest = obligation ? Math.min(now, obligation.excused_until_at ?? obligation.due_at) : now
  const end = roundDown(latest, 10)
  return timesOf(end - lasted, end)
}

export function newWriting(id: string, known: Known): Writing {
  const { branch, me, kind, org, last, obligation } = known
  const recorder = last && branch.members.some(one => one.id === last.recorder) ? last.recorder : (me ?? '')
  const fields: Fields = {
    kind, purpose: 'ordinary', title: '', ...guessTimes(known), place: last?.place ?? '', chair: chairOf(known), recorder,
    observers: '', agenda: '', discussion: '', resolutions: [], votes: [],
  }
  return { id, made: true, base: 0, branch: branch.id, org, obligation: obligation?.id ?? null, fields, marks: {}, seen: null, seenMarks: {} }
}

export const fieldsOf = (meeting: Meeting): Fields => ({
  kind: meeting.kind, purpose: meeting.purpose, title: meeting.title, ...timesOf(meeting.held_start, meeting.held_end),
  place: meeting.place, chair: meeting.chair, recorder: meeting.recorder, observers: meeting.observers, agenda: meeting.agenda,
  discussion: meeting.discussion, resolutions: meeting.resolutions, votes: meeting.votes,
})

/** Opens a record for change. `refused` are values of refused mutations: what was typed is there to be mended. */
export function editWriting(meeting: Meeting, attendance: readonly Attendance[], onServer: boolean, refused: Partial<Meeting> = {}, refusedMarks: Record<string, Mark> = {}): Writing {
  const seenMarks = Object.fromEntries(attendance.map(({ member, status, reason, rev }) => [member, { status, reason, rev }]))
  const marks = Object.fromEntries(attendance.map(({ member, status, reason }) => [member, { status, reason }]))
  return {
    id: meeting.id, made: !onServer, base: meeting.rev, branch: meeting.branch, org: meeting.org, obligation: null,
    fields: fieldsOf({ ...meeting, ...refused }), marks: { ...marks, ...refusedMarks }, seen: onServer ? meeting : null, seenMarks: onServer ? seenMarks : {},
  }
}

const SINGLE = ['kind', 'purpose', 'title', 'place', 'chair', 'recorder', 'observers', 'agenda', 'discussion', 'resolutions', 'votes'] as const

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
const asJson = (value: unknown): Json => value as Json

/** What differs from what was seen. Start and end are one: where one changed, both are sent. */
export function editsOf({ fields, seen }: Writing): Edits {
  const edits: Edits = {}
  for (const field of SINGLE) {
    const before = seen ? seen[field] : null
    const given = seen !== null || (Array.isArray(fields[field]) ? fields[field].length > 0 : fields[field] !== '')
    if (given && !same(before, fields[field])) edits[field] = [asJson(before), asJson(fields[field])]
  }
  const { held_start, held_end } = spanOf(fields)
  const [start, end] = [seen?.held_start ?? null, seen?.held_end ?? null]
  if (held_start !== start || held_end !== end) {
    edits['held_start'] = [start, held_start]
    edits['held_end'] = [end, held_end]
  }
  return edits
}

function markIntent({ id, marks, seenMarks }: Writing): Intent | null {
  const changed: Marks = {}
  const revs: Record<string, number> = {}
  for (const [member, { status, reason }] of Object.entries(marks)) {
    const before = seenMarks[member]
    if (before?.status === status && before.reason === reason) continue
    changed[member] = [before?.status ?? null, status, reason]
    if (before?.rev) revs[member] = before.rev
  }
  if (!Object.keys(changed).length) return null
  return { name: 'attendance.mark.v1', row: id, base: 0, args: { marks: changed as unknown as Json, revs: revs as unknown as Json } }
}

/** The mutations that a save comes to; none where nothing changed. */
export function intentsOf(writing: Writing, submit: boolean): Intent[] {
  const { id, made, base, branch, org } = writing
  const set = editsOf(writing)
  const intents: Intent[] = []
  if (made) intents.push({ name: 'meeting.create.v1', row: id, base: 0, set, args: { branch, org } })
  else if (Object.keys(set).length) intents.push({ name: 'meeting.set.v1', row: id, base, set })
  const marks = markIntent(writing)
  if (marks) intents.push(marks)
  if (submit) intents.push({ name: 'meeting.submit.v1', row: id, base, args: {} })
  return intents
}
