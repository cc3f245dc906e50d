/** The synced rows that screens read, as the server sends them. Instants end in `_at` or are named `held_…` (epoch ms), days in `_on` (ISO text). */
import type { Json, Row } from './sync'

export interface Organisation extends Base {
  kind: 'committee' | 'general_branch' | 'branch' | 'group'
  name: string
  parent: string | null
  branch: string | null
  has_committee: boolean
  committee_confirmed: boolean
  closed_on: string | null
}

export interface Member extends Base {
  employee_no: string
  name: string
  initials: string
  kind: 'full' | 'probationary'
  status: string
  branch: string
  group: string | null
  job: string | null
  shift: string | null
  underground: boolean
}

export interface Post extends Base {
  member: string
  org: string
  branch: string
  post: string
  from_on: string
  to_on: string | null
}

export interface Template extends Base { kind: string; title: string; period: string; version: number }

export interface Obligation extends Base {
  template: string
  kind: string
  org: string
  branch: string
  period: string
  warn_at: number
  due_at: number
  grace_at: number
  excused_until_at: number | null
  excused_reason: string | null
  state: ObligationState
  colour: 'grey' | 'yellow' | 'green' | 'red'
  meeting: string | null
  held_at: number | null
  filed_at: number | null
  computed_at: number
}

export type ObligationState = 'upcoming' | 'warning' | 'held_unfiled' | 'done' | 'overdue_provisional' | 'overdue' | 'late' | 'excused'

export type MeetingKind = 'general_meeting' | 'committee_meeting' | 'group_meeting' | 'party_lecture' | 'theme_day' | 'org_life_meeting' | 'democratic_review' | 'heart_talk'
export type Purpose = 'ordinary' | 'admission' | 'election'
export type MeetingStatus = 'draft' | 'submitted' | 'returned' | 'approved'

export interface Resolution { text: string; owner: string; due_on: string }
export interface Vote { subject: string; purpose: Purpose; written: number; yes: number; no: number; abstain: number }
export interface FieldReason { field: string; reason: string }

export interface Meeting extends Base {
  branch: string
  org: string
  kind: MeetingKind
  purpose: Purpose
  title: string
  held_start: number | null
  held_end: number | null
  place: string
  chair: string
  recorder: string
  observers: string
  agenda: string
  discussion: string
  resolutions: Resolution[]
  votes: Vote[]
  status: MeetingStatus
  filed_at: number | null
  submitted_at: number | null
  decided_at: number | null
  returned_reasons: FieldReason[]
}

export type AttendanceStatus = 'present' | 'leave' | 'absent' | 'made_up' | 'excluded'

export interface Attendance extends Base {
  meeting: string
  member: string
  branch: string
  status: AttendanceStatus
  reason: string
  may_vote: boolean
  meeting_kind: MeetingKind
  meeting_title: string
  held_start: number | null
}

export interface Conflict extends Base {
  tbl: string
  row: string
  field: string
  branch: string
  kept: Record<string, Json>
  other: Record<string, Json>
  kept_by: string
  kept_at: number
  other_by: string
  other_at: number
  /** Names of the two people, where the server knows them. */
  kept_by_name?: string | null
  other_by_name?: string | null
  state: 'open' | 'resolved'
}

export interface Review extends Base {
  meeting: string
  branch: string
  attempt: number
  state: 'pending' | 'approved' | 'returned' | 'withdrawn'
  submitted_at: number
  decided_at: number | null
  reasons: FieldReason[]
}

export interface Scheme extends Base { kind: string; version: number; content: Json; from_on: string }

export interface Rating extends Base {
  member: string
  quarter: string
  scheme: string
  profile: string
  total_tenths: number | null
  star: number | null
  state: string
  computed_at: number
  data_up_to: number | null
}

export interface Evidence { table: string; id: string; title: string; on: string }

export interface RatingLine extends Base {
  rating: string
  member: string
  dimension: string
  rule: string
  points_tenths: number | null
  maximum_tenths: number | null
  text: string
  evidence: Evidence[]
}

interface Base { id: string; rev: number }

/** The same columns as the store's rows; the store knows no table, this file does. */
export type As<T extends Base> = T & Row
