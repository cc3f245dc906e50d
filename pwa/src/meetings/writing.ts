/** A record being written: prefilled from what is known, kept as a draft, turned into mutations. Pure, except for new ids. */
import type { Branch } from '../branch'
import { heldOn } from '../branch'
import type { Attendance, Meeting, MeetingKind, Member, Obligation, Purpose, Resolution, Session, Vote } from '../rows'
import type { Edits, Intent, Json } from '../sync'
import { clockOf, dayOf, HOUR_MS, instantOf, MINUTE_MS } from '../time'
import type { AllMarks, Marks } from './mutations'
import { isTalk, type Mark } from './rules'

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
  sessions: SessionFields[]
}

/** A further session as a form has it. */
export interface SessionFields { id?: string; team: string; day: string; start: string; end: string; place: string; members: string[] }

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
  /** The branch's cursor when these marks were read; null for a record that is only here. */
  seen_at: number | null
  /** "All present" was pressed: the roll is one mark for all, with exceptions. */
  everyone: boolean
  /** Whom that button alone marked: no hand has said anything of them. */
  by_all: string[]
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

export const sessionOf = ({ id, team, place, members, ...times }: SessionFields): Session => ({ ...(id && { id }), team, ...spanOf(times), place, members })

/** A draft that an older version of the app kept knows nothing of sessions. */
export const madeWhole = (writing: Writing): Writing => ({ ...writing, fields: { ...writing.fields, sessions: writing.fields.sessions ?? [] }, by_all: writing.by_all ?? byAllOf(writing) })

const isPlain = (mark: Mark | undefined): boolean => mark?.status === 'present' && !mark.reason

/** Drafts of an older app do not say whom the button marked: whoever is plainly present. */
const byAllOf = ({ everyone, marks, seenMarks }: Writing): string[] => (everyone ? Object.keys(marks).filter(member => isPlain(marks[member]) && !seenMarks[member]) : [])

/**
 * The marks where the kind becomes another. "All present" is never said of a talk: whom it alone marked is not of it, and has the mark again where
 * the kind turns out to be no talk. What a hand marked stays, with its reason.
 */
export function marksFor(kind: MeetingKind, { fields, marks, by_all }: Writing): Writing['marks'] {
  if (isTalk(kind) === isTalk(fields.kind)) return marks
  const without = Object.fromEntries(Object.entries(marks).filter(([member]) => !by_all.includes(member)))
  return isTalk(kind) ? without : { ...Object.fromEntries(by_all.map(member => [member, { status: 'present', reason: '' }])), ...marks }
}

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
    observers: '', agenda: '', discussion: '', resolutions: [], votes: [], sessions: [],
  }
  return { id, made: true, base: 0, branch: branch.id, org, obligation: obligation?.id ?? null, fields, marks: {}, seen: null, seenMarks: {}, seen_at: null, everyone: false, by_all: [] }
}

export const fieldsOf = (meeting: Meeting): Fields => ({
  kind: meeting.kind, purpose: meeting.purpose, title: meeting.title, ...timesOf(meeting.held_start, meeting.held_end),
  place: meeting.place, chair: meeting.chair, recorder: meeting.recorder, observers: meeting.observers, agenda: meeting.agenda,
  discussion: meeting.discussion, resolutions: meeting.resolutions, votes: meeting.votes,
  sessions: (meeting.sessions ?? []).map(({ id, team, place, members, held_start, held_end }) => ({ ...(id && { id }), team, place, members, ...timesOf(held_start, held_end) })),
})

/** The record that a draft would become, for looking at it. */
export function meetingOf({ id, branch, org, fields, seen }: Writing): Meeting {
  const bare: Meeting = seen ?? {
    ...fields, sessions: [], id, rev: 0, branch, org, status: 'draft', held_start: null, held_end: null, filed_at: null, submitted_at: null, submitted_by: null, decided_at: null, returned_reasons: [], created_at: null, created_by: null,
  }
  const { day: _day, start: _start, end: _end, sessions, ...said } = fields
  return { ...bare, ...said, ...spanOf(fields), sessions: sessions.map(sessionOf) }
}

/** Opens a record for change. `refused` are values of refused mutations: what was typed is there to be mended. */
export function editWriting(meeting: Meeting, attendance: readonly Attendance[], onServer: boolean, seen_at = 0, refused: Partial<Meeting> = {}, refusedMarks: Record<string, Mark> = {}): Writing {
  const seenMarks = Object.fromEntries(attendance.map(({ member, status, reason, rev }) => [member, { status, reason, rev }]))
  const marks = Object.fromEntries(attendance.map(({ member, status, reason }) => [member, { status, reason }]))
  return {
    id: meeting.id, made: !onServer, base: meeting.rev, branch: meeting.branch, org: meeting.org, obligation: null,
    fields: fieldsOf({ ...meeting, ...refused }), marks: { ...marks, ...refusedMarks }, seen: onServer ? meeting : null, seenMarks: onServer ? seenMarks : {},
    seen_at: onServer ? seen_at : null, everyone: false, by_all: [],
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
  const sessions = [seen?.sessions ?? [], fields.sessions.map(sessionOf)] as const
  if (!same(...sessions)) edits['sessions'] = [asJson(seen ? sessions[0] : null), asJson(sessions[1])]
  const { held_start, held_end } = spanOf(fields)
  const [start, end] = [seen?.held_start ?? null, seen?.held_end ?? null]
  if (held_start !== start || held_end !== end) {
    edits['held_start'] = [start, held_start]
    edits['held_end'] = [end, held_end]
  }
  return edits
}

function isChanged({ marks, seenMarks }: Writing, member: string): boolean {
  const [before, now] = [seenMarks[member], marks[member]]
  return before?.status !== now?.status || before?.reason !== now?.reason
}

function eachMark(writing: Writing, changed: readonly string[]): Intent {
  const marks: Marks = {}
  const revs: Record<string, number> = {}
  for (const member of changed) {
    const { status, reason } = writing.marks[member]!
    const before = writing.seenMarks[member]
    marks[member] = [before?.status ?? null, status, reason]
    if (before?.rev) revs[member] = before.rev
  }
  return { name: 'attendance.mark.v1', row: writing.id, base: 0, args: { marks: marks as unknown as Json, revs: revs as unknown as Json } }
}

/** What is written, once `saved` lies in the log of this phone: that is what the next edits are made on. */
export const goneOn = (saved: Writing, now: Writing): Writing => {
  const seenMarks = Object.entries(saved.marks).map(([member, mark]) => [member, { ...mark, rev: isChanged(saved, member) ? 0 : saved.seenMarks[member]!.rev }])
  return { ...now, made: false, seen: meetingOf(saved), seenMarks: Object.fromEntries(seenMarks) }
}

/** Whether marks of this phone still wait: they hide what the server has, and how far the branch was shown says nothing of it. */
const hides = ({ seenMarks }: Writing): boolean => Object.values(seenMarks).some(({ rev }) => rev === 0)

/**
 * Whether one mark for all says what the roll says: nobody expected is without a mark, and none of the exceptions is someone else's
 * mark that was only seen. Naming it would claim it as this person's own, and clash with what became of it meanwhile.
 */
const fitsAll = (writing: Writing, expected: readonly string[]): boolean =>
  writing.everyone && !isTalk(writing.fields.kind) && !hides(writing) && expected.every(member => writing.marks[member] && (writing.marks[member].status === 'present' || isChanged(writing, member)))

function oneMark({ id, marks }: Writing, expected: readonly string[], changed: readonly string[], seen: number): Intent {
  const isPresent = (member: string) => marks[member]!.status === 'present'
  const named = [...expected.filter(member => !isPresent(member)), ...changed.filter(member => !expected.includes(member))]
  const except = Object.fromEntries(named.map(member => [member, [marks[member]!.status, marks[member]!.reason] as [string, string]]))
  const args: AllMarks = { status: 'present', seen, ...(named.length && { except }) }
  return { name: 'attendance.mark_all.v1', row: id, base: 0, args: args as unknown as { [key: string]: Json }, shows: { members: expected.filter(isPresent) } }
}

/** Who is expected, and how far the branch was shown when they were. */
export interface Roll { expected: readonly Member[]; seen: number }

function rollIntent(writing: Writing, roll: Roll): Intent | null {
  const changed = Object.keys(writing.marks).filter(member => isChanged(writing, member))
  if (!changed.length) return null
  const expected = roll.expected.map(one => one.id)
  return fitsAll(writing, expected) ? oneMark(writing, expected, changed, writing.seen_at ?? roll.seen) : eachMark(writing, changed)
}

/** The mutations that a save comes to; none where nothing changed. `files`: those that name the draft's photos, before it is submitted with them. */
export function intentsOf(writing: Writing, submit: boolean, roll: Roll, files: readonly Intent[] = []): Intent[] {
  const { id, made, base, branch, org } = writing
  const set = editsOf(writing)
  const intents: Intent[] = []
  if (made) intents.push({ name: 'meeting.create.v1', row: id, base: 0, set, args: { branch, org } })
  else if (Object.keys(set).length) intents.push({ name: 'meeting.set.v1', row: id, base, set })
  const marks = rollIntent(writing, roll)
  if (marks) intents.push(marks)
  intents.push(...files)
  if (submit) intents.push({ name: 'meeting.submit.v1', row: id, base, args: {} })
  return intents
}
