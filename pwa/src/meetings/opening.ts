/** Opens what is to be written: a draft that lies here, an existing record, or a new one prefilled from what is known. */
import type { Branch } from '../branch'
import type { As, Attendance, Meeting, MeetingKind, Obligation } from '../rows'
import { drafts, readDraft, uuid7, type Entry, type Phone } from '../sync'
import { served } from '../text'
import { refusedValues, resentBy } from './standing'
import { DRAFTS, draftId, editWriting, madeWhole, newWriting, type Fields, type Writing } from './writing'

/** What the recorder works on. `reasons`: field to why it must be mended. */
export interface Opened {
  writing: Writing
  reasons: Record<string, string>
  resends: [string, number][]
  places: string[]
  /** The branch's other records, latest first: what was written last time may be said again. */
  past: readonly Meeting[]
  /** What a new record of another kind would be prefilled with; null once there is something to lose. */
  refill: ((kind: MeetingKind, org: string) => Fields) | null
  /** When the draft was kept last; null while nothing was typed. */
  kept_at: number | null
}

export interface Asked { meeting: string | null; obligation: string | null; kind: MeetingKind | null }

const newestFirst = (a: Meeting, b: Meeting): number => (b.held_start ?? 0) - (a.held_start ?? 0)

/** Places of the branch's last meetings, each once, latest first. */
const placesOf = (meetings: readonly Meeting[]): string[] => [...new Set(meetings.map(one => one.place).filter(Boolean))].slice(0, 4)

function reasonsOf(meeting: Meeting | null, entries: readonly Entry[]): Record<string, string> {
  const reasons: Record<string, string> = {}
  if (meeting?.status === 'returned') for (const { field, reason } of meeting.returned_reasons) reasons[field] = reason
  for (const { state, outcome } of entries) {
    if (state === 'open' && outcome?.problem?.field) reasons[outcome.problem.field] = served.value(outcome.problem).detail
  }
  return reasons
}

export const lastOf = (past: readonly Meeting[], kind: MeetingKind, org: string): Meeting | null => past.find(one => one.kind === kind && one.org === org) ?? null

interface Started { writing: Writing; refill: (kind: MeetingKind, org: string) => Fields }

async function startNew(phone: Phone, branch: Branch, me: string | null, asked: Asked, meetings: readonly Meeting[]): Promise<Started> {
  const obligation = asked.obligation ? await phone.row<As<Obligation>>('obligation', asked.obligation) : null
  const kind = obligation ? (obligation.kind as MeetingKind) : (asked.kind ?? (branch.leads ? 'theme_day' : 'group_meeting'))
  const org = obligation?.org ?? branch.orgs[0]?.id ?? branch.id
  const [id, now] = [uuid7(), Date.now()]
  const begin = (of: MeetingKind, by: string) => newWriting(id, { branch, me, now, obligation, kind: of, org: by, last: lastOf(meetings, of, by) })
  return { writing: begin(kind, org), refill: (of, by) => begin(of, by).fields }
}

async function lyingDraft(phone: Phone, asked: Asked) {
  if (asked.meeting) return readDraft<Writing>(phone.store, draftId(asked.meeting))
  if (!asked.obligation) return null
  return (await drafts<Writing>(phone.store, DRAFTS)).find(one => one.content.obligation === asked.obligation) ?? null
}

/** The marks of a server row have revisions above zero; a row that is only on this phone has none. */
const onServer = (meeting: Meeting): boolean => meeting.rev > 0

async function openExisting(phone: Phone, meeting: Meeting, entries: readonly Entry[]): Promise<Writing> {
  const seen_at = await phone.shown(`branch:${meeting.branch}`)
  const attendance = await phone.children<As<Attendance>>('attendance', meeting.id)
  const created = entries.some(entry => entry.mutation.name === 'meeting.create.v1' && (entry.state === 'waiting' || entry.state === 'settling'))
  const refused = refusedValues(entries)
  return editWriting(meeting, attendance, onServer(meeting) || created, seen_at, refused.values as Partial<Meeting>, refused.marks)
}

/** Null where the record asked for is not on this phone. */
export async function openWriting(phone: Phone, branch: Branch, me: string | null, asked: Asked): Promise<Opened | null> {
  const meetings = (await phone.rows<As<Meeting>>('meeting')).filter(one => one.branch === branch.id).sort(newestFirst)
  const draft = await lyingDraft(phone, asked)
  const id = draft?.content.id ?? asked.meeting
  const meeting = id ? (meetings.find(one => one.id === id) ?? null) : null
  const entries = id ? await phone.story(id) : []
  if (asked.meeting && !draft && !meeting) return null
  const lies = (draft && madeWhole(draft.content)) ?? (meeting && (await openExisting(phone, meeting, entries)))
  const { writing, refill } = lies ? { writing: lies, refill: null } : await startNew(phone, branch, me, asked, meetings)
  const past = meetings.filter(one => one.id !== writing.id)
  return { writing, refill, past, reasons: reasonsOf(meeting, entries), resends: resentBy(entries), places: placesOf(meetings), kept_at: draft?.saved_at ?? null }
}
