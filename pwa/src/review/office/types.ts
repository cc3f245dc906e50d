/** The review queue and a record under review as the server sends them, with their codes named. Instants in epoch ms. */
import type { AttendanceOut, MeetingOut, QueueItem as QueueItemOut, QuorumOut, RecordOut, ReviewOut, VoteOut } from '../../generated/http'

export type Flag = 'not_quorate' | 'late_entry' | 'future' | 'again'
/** Why a submission is worth a second look; the server's rule, and how much each weighs. */
export type Remark = 'not_quorate' | 'future' | 'conflict' | 'weighty' | 'held' | 'duplicate' | 'no_roll' | 'again' | 'late_entry' | 'unwitnessed' | 'files_missing'
export type Purpose = 'ordinary' | 'admission' | 'election' | 'committee' | 'talk'
export type MarkStatus = 'present' | 'leave' | 'absent' | 'made_up' | 'excluded'

export interface QueueItem extends Omit<QueueItemOut, 'flags' | 'remarks'> { flags: Flag[]; remarks: Remark[] }

export interface Resolution { text: string; owner?: string; due_on?: string }
export interface Session { team: string; held_start: number | null; held_end: number | null; place: string; members: string[] }
export interface FieldReason { field: string; reason: string }

export interface Meeting extends Omit<MeetingOut, 'resolutions' | 'sessions' | 'returned_reasons'> {
  sessions: Session[]
  resolutions: Resolution[]
  returned_reasons: FieldReason[]
}

export interface Attendant extends Omit<AttendanceOut, 'status'> { status: MarkStatus }
export interface Quorum extends Omit<QuorumOut, 'rule'> { rule: Purpose }
export interface Vote extends Omit<VoteOut, 'purpose'> { purpose: Purpose }

/** What `GET /api/meetings/{id}` gives, and the record inside a review. */
export interface MeetingRecord extends Omit<RecordOut, 'meeting' | 'attendance' | 'quorum' | 'votes'> {
  meeting: Meeting
  attendance: Attendant[]
  quorum: Quorum
  votes: Vote[]
}

export type { AmendmentItem, AmendmentOut, ConflictItem, Difference, HeldDecidedOut, HeldItem, QuarantineOut, Quarantined, RunAgainOut } from '../../generated/http'

export interface Review extends Omit<ReviewOut, 'record' | 'state' | 'flags' | 'reasons'> {
  record: MeetingRecord
  state: 'pending' | 'approved' | 'returned' | 'withdrawn' | 'none'
  flags: Flag[]
  reasons: FieldReason[]
}
