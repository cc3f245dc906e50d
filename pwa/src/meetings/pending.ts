/** What of records waits for a person, gathered from rows and log: for one record, and for all of them at once. */
import type { Amendment, As, Attendance, Conflict, FileAsset, Held, Issue, Meeting } from '../rows'
import type { Entry, Phone } from '../sync'

/** One record with what waits on it. `meeting` is null where this phone does not hold the record (any more). */
export interface Pending {
  id: string
  meeting: Meeting | null
  marks: Attendance[]
  /** What this phone did to the record and to its conflicts, issues and files, oldest first. */
  entries: Entry[]
  /** Open ones only. */
  conflicts: Conflict[]
  issues: Issue[]
  amendments: Amendment[]
}

/** Rows by which cards are explained, whatever record they belong to. `held` goes by the step that it keeps (`stepOf`). */
export interface Beside { meetings: ReadonlyMap<string, Meeting>; held: ReadonlyMap<string, Held>; marks: readonly Attendance[] }

export interface AllPending { records: Pending[]; beside: Beside }

export const PENDING_TOPICS = ['row:meeting', 'row:attendance', 'row:conflict', 'row:issue', 'row:amendment', 'row:held', 'row:file_asset', 'log'] as const

/** A step by its place in its log: what the server failed on has no other name for the row that tells of it. */
export const stepOf = ({ log, mid }: { log: string; mid: number }): string => `${log}/${mid}`

const byId = <T extends { id: string }>(rows: readonly T[]): Map<string, T> => new Map(rows.map(row => [row.id, row]))

async function readBeside(store: Phone): Promise<Beside> {
  const [meetings, held, marks] = await Promise.all([store.rows<As<Meeting>>('meeting'), store.rows<As<Held>>('held'), store.rows<As<Attendance>>('attendance')])
  return { meetings: byId(meetings), held: new Map(held.map(row => [stepOf(row), row])), marks }
}

/** The record that a row or a mutation speaks of: itself, or the one that its mark, conflict, issue or file belongs to. */
function recordOf(row: string, meetingOf: ReadonlyMap<string, string>): string {
  const of = meetingOf.get(row)
  return of === undefined || of === row ? row : recordOf(of, meetingOf)
}

/** All records on which something waits for a person, or the one asked for, whether or not anything does. */
export async function readPending(store: Phone, only?: string): Promise<AllPending> {
  const beside = await readBeside(store)
  const [conflicts, issues, amendments] = await Promise.all([store.rows<As<Conflict>>('conflict'), store.rows<As<Issue>>('issue'), store.rows<As<Amendment>>('amendment')])
  const files = await store.rows<As<FileAsset>>('file_asset')
  const meetingOf = new Map<string, string>([
    ...files.map(one => [one.id, one.meeting] as const),
    ...beside.marks.map(mark => [mark.id, mark.meeting] as const),
    ...conflicts.map(one => [one.id, one.row] as const),
    ...issues.map(one => [one.id, one.meeting] as const),
  ])
  const open = {
    conflicts: conflicts.filter(one => one.state === 'open'), issues: issues.filter(one => one.state === 'open'), entries: await store.open(),
    amendments: amendments.filter(one => one.state === 'open'),
  }
  const touched = only !== undefined ? [only] : [
    ...[...open.conflicts, ...open.entries].map(one => recordOf(one.row, meetingOf)),
    ...open.issues.map(one => one.meeting), ...open.amendments.map(one => one.meeting),
  ]
  const records = [...new Set(touched)].map(async (id): Promise<Pending> => {
    const own = (row: string) => recordOf(row, meetingOf) === id
    const asked = [id, ...conflicts.filter(one => own(one.row)).map(one => one.id), ...issues.filter(one => one.meeting === id || one.other === id).map(one => one.id), ...files.filter(one => one.meeting === id).map(one => one.id)]
    return {
      id, meeting: beside.meetings.get(id) ?? null, marks: beside.marks.filter(mark => mark.meeting === id),
      entries: (await Promise.all(asked.map(row => store.story(row)))).flat(),
      conflicts: open.conflicts.filter(one => own(one.row)),
      issues: open.issues.filter(one => one.meeting === id || one.other === id),
      amendments: amendments.filter(one => one.meeting === id),
    }
  })
  return { records: await Promise.all(records), beside }
}
