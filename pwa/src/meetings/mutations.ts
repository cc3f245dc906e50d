/** What this part's mutations do to the screen until the server has answered. The server's policies decide what becomes of them. */
import type { Brush, Effects, Json, Mutation, Shown, Shows } from '../sync'
import { uuid5 } from '../sync'
import type { Mark } from './rules'

/** The server derives the id of a member's mark in the same way. */
const ATTENDANCE = '0d3f0b2a-5f0e-5d4f-8a55-0f4c7b1f6a11'

export const attendanceId = (meeting: string, member: string): string => uuid5(ATTENDANCE, `${meeting}/${member}`)

/** The one id of what became of a resolution, as on the server. */
export const resolutionId = (meeting: string, text: string): string => uuid5(ATTENDANCE, `${meeting}/resolution/${text}`)

/** member to [status seen, status, reason], as the mutation carries them. */
export type Marks = Record<string, [seen: string | null, status: string, reason: string]>

function create(mutation: Mutation, brush: Brush): void {
  const values = Object.fromEntries(Object.entries(mutation.set ?? {}).map(([field, [, wanted]]) => [field, wanted]))
  brush.make('meeting', mutation.row, {
    purpose: 'ordinary', title: '', held_start: null, held_end: null, place: '', chair: '', recorder: '', observers: '', agenda: '', discussion: '',
    resolutions: [], votes: [], sessions: [], returned_reasons: [], status: 'draft', filed_at: null, submitted_at: null, decided_at: null, ...mutation.args, ...values,
  })
}

/** `attendance.mark_all.v1`: one status for all who are expected, but for some; `seen` is the branch's cursor then. */
export interface AllMarks { status: string; seen: number; except?: Record<string, [status: string, reason: string]> }

/** Every mark that a roll call asks for, by member. Whom a bulk mark meant stands beside it on this phone. */
export function marksOf({ args = {}, shows }: { args?: { [key: string]: Json }; shows?: Shows }): Record<string, Mark> {
  const { marks = {}, except = {}, status } = args as unknown as { marks?: Marks } & Partial<AllMarks>
  const everyone = ((shows?.['members'] ?? []) as string[]).map(member => [member, [status, '']] as const)
  const named = Object.entries(marks).map(([member, [, ...mark]]) => [member, mark] as const)
  const all = [...everyone, ...Object.entries(except), ...named]
  return Object.fromEntries(all.map(([member, [is, reason]]) => [member, { status: is, reason } as Mark]))
}

/** What the server tells of a mark's meeting. */
const UNKNOWN = { meeting_kind: '', meeting_title: '', held_start: null }

function mark(mutation: Shown, brush: Brush): void {
  for (const [member, { status, reason }] of Object.entries(marksOf(mutation))) {
    brush.make('attendance', attendanceId(mutation.row, member), { meeting: mutation.row, member, status, reason }, UNKNOWN)
  }
}

const inReview = (status: string) => (mutation: Mutation, brush: Brush) => brush.lay('meeting', mutation.row, { status })

function resolve(mutation: Mutation, brush: Brush): void {
  brush.lay('conflict', mutation.row, { state: 'resolved' })
}

/** The record that is not kept goes out of sight at once. */
function link({ row, shows }: Shown, brush: Brush): void {
  brush.lay('issue', row, { state: 'linked' })
  if (shows) brush.remove('meeting', String(shows['gone']))
}

function attach(mutation: Mutation, brush: Brush): void {
  brush.make('file_asset', mutation.row, { state: 'pending', refused_reason: '', content: '', ...mutation.args })
}

export const effects: Effects = {
  'meeting.create.v1': create,
  'meeting.delete.v1': (mutation, brush) => brush.remove('meeting', mutation.row),
  'meeting.submit.v1': inReview('submitted'),
  'meeting.withdraw.v1': inReview('draft'),
  'attendance.mark.v1': mark,
  'attendance.mark_all.v1': mark,
  'conflict.resolve.v1': resolve,
  'issue.link.v1': link,
  'issue.dismiss.v1': (mutation, brush) => brush.lay('issue', mutation.row, { state: 'dismissed' }),
  'resolution.done.v1': ({ row, args, at }, brush) => brush.make('resolution_done', row, { ...args, done_at: at.wall, verdict: '', decided_reason: '' }),
  'file.attach.v1': attach,
  'file.detach.v1': (mutation, brush) => brush.remove('file_asset', mutation.row),
}
