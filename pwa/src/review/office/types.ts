/** The review queue and a record under review, as the server sends them. Instants in epoch ms. */

export type Flag = 'not_quorate' | 'late_entry' | 'future' | 'again'
export type Purpose = 'ordinary' | 'admission' | 'election' | 'committee'

export interface QueueItem {
  review: string
  meeting: string
  branch: string
  branch_name: string
  org_name: string
  kind: string
  title: string
  state: string
  held_start: number | null
  submitted_at: number
  submitted_by_name: string
  attempt: number
  flags: Flag[]
}

export interface QueuePage { items: QueueItem[]; next: string | null }

export interface Resolution { text: string; owner?: string; due_on?: string }
export interface FieldReason { field: string; reason: string }

export interface Meeting {
  id: string
  rev: number
  branch: string
  branch_name: string
  org: string
  org_name: string
  kind: string
  purpose: string
  title: string
  held_start: number | null
  held_end: number | null
  place: string
  chair: string
  chair_name: string
  recorder: string
  recorder_name: string
  observers: string
  agenda: string
  discussion: string
  resolutions: Resolution[]
  status: string
  filed_at: number | null
  submitted_at: number | null
  decided_at: number | null
  returned_reasons: FieldReason[]
}

export type MarkStatus = 'present' | 'leave' | 'absent' | 'made_up' | 'excluded'
export interface Attendant { member: string; name: string; status: MarkStatus; reason: string }

export interface Quorum {
  expected: number
  present: number
  leave: number
  absent: number
  made_up: number
  expected_vote: number
  present_vote: number
  ok: boolean
  rule: Purpose
}

export interface Vote { subject: string; purpose: Purpose; written: number; yes: number; no: number; abstain: number; passed: boolean }

/** What `GET /api/meetings/{id}` gives, and the record inside a review. */
export interface MeetingRecord { meeting: Meeting; attendance: Attendant[]; quorum: Quorum; votes: Vote[] }

export interface Difference { field: string; label: string; before: unknown; after: unknown }

export interface Review {
  record: MeetingRecord
  review: string | null
  state: 'pending' | 'approved' | 'returned' | 'withdrawn' | 'none'
  digest: string
  attempt: number
  flags: Flag[]
  differences: Difference[]
  reasons: FieldReason[]
}
