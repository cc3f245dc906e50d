/** What this part's mutations do to the screen until the server has answered. The server's policies decide what becomes of them. */
import type { Brush, Effects, Mutation } from '../sync'
import { uuid5 } from '../sync'

/** The server derives the id of a member's mark in the same way. */
const ATTENDANCE = '0d3f0b2a-5f0e-5d4f-8a55-0f4c7b1f6a11'

export const attendanceId = (meeting: string, member: string): string => uuid5(ATTENDANCE, `${meeting}/${member}`)

/** member to [status seen, status, reason], as the mutation carries them. */
export type Marks = Record<string, [seen: string | null, status: string, reason: string]>

function create(mutation: Mutation, brush: Brush): void {
  const values = Object.fromEntries(Object.entries(mutation.set ?? {}).map(([field, [, wanted]]) => [field, wanted]))
  brush.make('meeting', mutation.row, {
    purpose: 'ordinary', title: '', held_start: null, held_end: null, place: '', chair: '', recorder: '', observers: '', agenda: '', discussion: '',
    resolutions: [], votes: [], returned_reasons: [], status: 'draft', filed_at: null, submitted_at: null, decided_at: null, ...mutation.args, ...values,
  })
}

function mark(mutation: Mutation, brush: Brush): void {
  for (const [member, [, status, reason]] of Object.entries((mutation.args?.['marks'] ?? {}) as Marks)) {
    brush.make('attendance', attendanceId(mutation.row, member), { meeting: mutation.row, member, status, reason })
  }
}

const inReview = (status: string) => (mutation: Mutation, brush: Brush) => brush.lay('meeting', mutation.row, { status })

function resolve(mutation: Mutation, brush: Brush): void {
  brush.lay('conflict', mutation.row, { state: 'resolved' })
}

export const effects: Effects = {
  'meeting.create.v1': create,
  'meeting.delete.v1': (mutation, brush) => brush.remove('meeting', mutation.row),
  'meeting.submit.v1': inReview('submitted'),
  'meeting.withdraw.v1': inReview('draft'),
  'attendance.mark.v1': mark,
  'conflict.resolve.v1': resolve,
}
