/** The synced rows that screens read: the generated columns, with the words a column may hold. Instants are epoch ms, days in `_on` ISO text. */
import type {
  AchievementRow, AchievementStepRow, AmendmentRow, AppealRow, AttendanceRow, AwardRow, BrandRow, BrandStepRow, BookingRow, ConflictRow, ContestResultRow, CorrectionRequestRow, CourseRow, CycleRow, DispatchOrderRow, DispatchStepRow, ExcusalRow, FileAssetRow, HeldRow, IssueRow, MeetingRow, MemberRow, MentorPairRow, NoticeChoiceRow, NoticeReadRow, NoticeRow, ObligationRow, OpinionRow, OrganisationRow, PostRow, ProjectPromotionRow, ProjectRow, ProjectStepRow, RatingLineRow, RatingRow, ReviewRow, SchemeRow, StudioChoiceRow, StudioRow, StudioYearRow, TrainingMarkRow, TrainingSessionRow, VetoCaseRow,
  GuideAssignmentRow, GuideChoiceRow, VisitProblemRow, VisitRow, VisitRuleRow, VisitStepRow,
  SecretaryNeedRow, SecretaryNoteRow, SecretaryStepRow,
  VoteOut,
} from './generated/http'
import type { Json, Row } from './sync'

/** A generated row with some columns said more exactly. */
type Narrow<T, N extends { [K in keyof N]: K extends keyof T ? unknown : never }> = Omit<T, keyof N> & N

/** The same columns as the store's rows; the store knows no table, this file does. */
export type As<T> = T & Row

export type Organisation = Narrow<OrganisationRow, { kind: 'committee' | 'general_branch' | 'branch' | 'group' }>
/** Why someone has no vote: still on probation, 留党察看, rights suspended, belonging elsewhere. */
export type NoVote = 'probationary' | 'party_probation' | 'rights_suspended' | 'temporary'
export type Member = Narrow<MemberRow, { kind: 'full' | 'probationary'; no_vote: Exclude<NoVote, 'probationary'> | null }>
export type Post = PostRow

export type ObligationState = 'upcoming' | 'warning' | 'held_unfiled' | 'done' | 'overdue_provisional' | 'overdue' | 'late' | 'excused'
export type Obligation = Narrow<ObligationRow, { state: ObligationState; colour: 'grey' | 'yellow' | 'green' | 'red' }>

export type MeetingKind = 'general_meeting' | 'committee_meeting' | 'group_meeting' | 'party_lecture' | 'theme_day' | 'org_life_meeting' | 'democratic_review' | 'heart_talk'
export type Purpose = 'ordinary' | 'admission' | 'election'
export type MeetingStatus = 'draft' | 'submitted' | 'returned' | 'approved'

export interface Resolution { text: string; owner: string; due_on: string }
export type Vote = Narrow<Omit<VoteOut, 'passed'>, { purpose: Purpose }>
/** A further session of a meeting, for a shift that was at work during the first. It merges by its id; older versions of the app gave none. */
export interface Session { id?: string; team: string; held_start: number | null; held_end: number | null; place: string; members: string[] }
export interface FieldReason { field: string; reason: string }

export type Meeting = Narrow<MeetingRow, {
  kind: MeetingKind; purpose: Purpose; status: MeetingStatus; resolutions: Resolution[]; votes: Vote[]; returned_reasons: FieldReason[]
  /** Absent in rows that an older version of the app pulled. */
  sessions: Session[] | undefined
}>

export type AttendanceStatus = 'present' | 'leave' | 'absent' | 'made_up' | 'excluded'
export type Attendance = Narrow<AttendanceRow, { status: AttendanceStatus; meeting_kind: MeetingKind }>

/** Names of the two people stand in the row where the server knows them. */
export type Conflict = Narrow<ConflictRow, { kept: Record<string, Json>; other: Record<string, Json>; state: 'open' | 'resolved' }> & {
  kept_by_name?: string | null
  other_by_name?: string | null
}

/** A change asked for after approval: fields and marks with what was seen and what is wanted. */
export type Amendment = Narrow<AmendmentRow, {
  state: 'open' | 'accepted' | 'rejected'; edits: { set?: Record<string, [Json, Json]>; marks?: Record<string, [seen: string | null, status: string, reason: string]>
    /** File to what is attached; null where it is to go. */
    files?: Record<string, { kind: string; name: string } | null> }
}>

/** A mutation whose author had no right to it when it arrived; the office decides. */
export type Held = Narrow<HeldRow, { state: 'open' | 'applied' | 'discarded' }>

/** Two records of perhaps one meeting. */
export type Issue = Narrow<IssueRow, { kind: 'possible_duplicate'; state: 'open' | 'linked' | 'dismissed' | 'closed' }>

export type Review = Narrow<ReviewRow, { state: 'pending' | 'approved' | 'returned' | 'withdrawn'; reasons: FieldReason[] }>
export type FileAsset = Narrow<FileAssetRow, { kind: 'photo' | 'scan'; state: 'pending' | 'stored' | 'refused' }>
export type Scheme = SchemeRow
export type Rating = RatingRow

export interface Evidence { table: string; id: string; title: string; on: string; by: string; at: number | null }
export type RatingLine = Narrow<RatingLineRow, { evidence: Evidence[] }>
/** A line as such: of a rating as it runs, or kept in a result. */
export type Reason = Pick<RatingLine, 'dimension' | 'rule' | 'points_tenths' | 'maximum_tenths' | 'text' | 'evidence'>

/** A member's result in a quarter. `spread`: lowest and highest star of a group, and how many of the branch are in it. */
export type Award = Narrow<AwardRow, { code: '' | 'QUOTA' | 'VETO' | 'PROBATIONARY' | 'EXCUSED'; lines: Reason[]; spread: [number, number, number][] }>
/** Filed on this phone and not yet answered, it has no instants and no answers. */
export type Appeal = Narrow<AppealRow, { filed_at: number | null; branch_at: number | null; office_at: number | null }>
/** Asked for on this phone and not yet answered, it has no instant. */
export type Correction = Narrow<CorrectionRequestRow, { about: 'attendance' | 'roster' | 'fact'; state: 'at_branch' | 'at_office' | 'accepted' | 'declined' | 'withdrawn'; asked_at: number | null }>
/** Said on this phone and not yet delivered, it has no instant. */
export type OpinionKind = 'burden' | 'fault' | 'suggestion' | 'complaint'
export type Opinion = Narrow<OpinionRow, { kind: OpinionKind; state: 'waiting' | 'answered' | 'closed'; sent_at: number | null }>
/** Asked for on this phone and not yet answered, it has no instant. */
export type Excusal = Narrow<ExcusalRow, { state: 'open' | 'granted' | 'declined' | 'withdrawn' | 'replaced' | 'lifted'; asked_at: number | null }>
export type Cycle = CycleRow

export type OrderState = 'issued' | 'received' | 'in_progress' | 'reported' | 'closed' | 'returned' | 'withdrawn'
export type OrderStanding = 'upcoming' | 'progress_due' | 'progress_missed' | 'warning' | 'overdue_provisional' | 'overdue' | 'returned' | 'not_mended' | 'done' | 'late' | 'withdrawn'
export type Order = Narrow<DispatchOrderRow, { state: OrderState; standing: OrderStanding; colour: 'grey' | 'yellow' | 'green' | 'red' }>
/** Taken on this phone and not yet answered, a step has no instant and no place. */
export type OrderStep = Narrow<DispatchStepRow, { act: 'issued' | 'received' | 'progress' | 'reported' | 'closed' | 'returned' | 'withdrawn'; at: number | null; place: number | null }>
export type VetoCase = VetoCaseRow

export type AchievementState = 'draft' | 'submitted' | 'returned' | 'approved' | 'withdrawn'
/** Who took part, with how many percent. */
export interface Share { id: string; name: string; share: number }
export type Achievement = Narrow<AchievementRow, { state: AchievementState; level: '' | 'mine' | 'company' | 'province'; benefit: '' | 'direct' | 'indirect'; people: Share[] }>
/** Taken on this phone and not yet answered, a step has no instant and no place. */
export type AchievementStep = Narrow<AchievementStepRow, { act: 'submit' | 'withdraw' | 'approve' | 'return' | 'revoke'; at: number | null; place: number | null }>
export interface StudioPerson { member: string; name: string; leads: boolean; from_on: string; to_on: string }
export type Studio = Narrow<StudioRow, { branches: string[]; people: StudioPerson[] }>
export interface GoalRecord { table: string; id: string; title: string; on: string }
export type StudioYear = Narrow<StudioYearRow, { branches: string[]; targets: Record<string, number>; done: { key: string; target: number; records: GoalRecord[] }[] }>
export type StudioChoice = Narrow<StudioChoiceRow, { field: 'kind' | 'contest' }>

export type ContestRank = 'first' | 'second' | 'third' | 'other'
export type ContestResult = Narrow<ContestResultRow, { rank: ContestRank }>
export type Course = Narrow<CourseRow, { branches: string[] }>
export type TrainingSession = Narrow<TrainingSessionRow, { branches: string[] }>
/** Taken on this phone and not yet answered, a mark has no instant. */
export type TrainingMark = Narrow<TrainingMarkRow, { status: Exclude<AttendanceStatus, 'excluded'>; at: number | null }>
export type MentorPair = Narrow<MentorPairRow, { result: '' | 'passed' | 'failed' }>

/** A time of a room that is free instead of what was asked for; minutes since midnight. */
export interface Offer { room: string; on: string; start: number; end: number }
/** Asked for on this phone and not yet answered, it is `asked`. */
export type Booking = Narrow<BookingRow, { state: 'asked' | 'accepted' | 'refused' | 'cancelled' | 'replaced'; cause: '' | 'taken' | 'closed' | 'past'; offers: Offer[] }>

export type BrandStanding = 'growing' | 'current' | 'recheck_soon' | 'recheck_overdue' | 'withdrawn'
export type Brand = Narrow<BrandRow, { state: 'draft' | 'declared' | 'returned' | 'cultivating' | 'reviewed' | 'named' | 'promoted' | 'withdrawn'; standing: BrandStanding; colour: 'grey' | 'yellow' | 'green' | 'red'; branches: string[] }>
/** Taken on this phone and not yet answered, a step has no instant and no place. */
export type BrandStep = Narrow<BrandStepRow, { at: number | null; place: number | null; branches: string[] }>

export interface Milestone { id: string; text: string; due_on: string }
export type ProjectState = 'draft' | 'submitted' | 'returned' | 'approved' | 'running' | 'acceptance' | 'graded' | 'bought_back' | 'promoted' | 'closed' | 'terminated'
export type ProjectStanding = 'upcoming' | 'warning' | 'overdue_provisional' | 'overdue' | 'done' | 'late' | 'terminated'
export type Project = Narrow<ProjectRow, { state: ProjectState; standing: ProjectStanding; colour: 'grey' | 'yellow' | 'green' | 'red'; branches: string[]; shown_to: string[]; milestones: Milestone[]; milestones_done: string[] }>
/** Taken on this phone and not yet answered, a step has no instant and no place. */
export type ProjectStep = Narrow<ProjectStepRow, { at: number | null; place: number | null; branches: string[] }>
export type ProjectPromotion = Narrow<ProjectPromotionRow, { state: 'offered' | 'adopted' | 'told' | 'declined'; branches: string[] }>

export type GuideTeam = 'guide' | 'liaison'
export type GuideAssignment = Narrow<GuideAssignmentRow, { team: GuideTeam; branches: string[]; to_on: string | null }>
export type GuideChoice = Narrow<GuideChoiceRow, { field: 'function' | 'way' }>
export type VisitRule = VisitRuleRow
export type Visit = Narrow<VisitRow, { team: GuideTeam; state: 'filed' | 'reviewed'; branches: string[]; shown_to: string[] }>
export type VisitProblem = Narrow<VisitProblemRow, { state: 'open' | 'ordered' | 'solved'; branches: string[]; shown_to: string[] }>
/** Taken on this phone and not yet answered, a step has no instant and no place. */
export type VisitStep = Narrow<VisitStepRow, { at: number | null; place: number | null; branches: string[]; shown_to: string[] }>

export type SecretaryNote = Narrow<SecretaryNoteRow, { side: 'self' | 'office' }>
export type SecretaryNeed = Narrow<SecretaryNeedRow, { state: 'asked' | 'planned' | 'met' | 'declined' | 'withdrawn' }>
/** Taken on this phone and not yet answered, a step has no instant and no place. */
export type SecretaryStep = Narrow<SecretaryStepRow, { at: number | null; place: number | null }>

/** One thing the person is told of; which words it holds follows from its kind. */
export type Notice = Narrow<NoticeRow, {
  words: { kind?: string; held_start?: number | null; fields?: number; state?: string; quarter?: string; period?: string; due_at?: number; due_on?: string; until_on?: string; corrected?: boolean; year?: number; number?: number; title?: string; name?: string; room?: string; day?: string; start?: number; end?: number }
}>
export type NoticeRead = NoticeReadRow
export type NoticeChoice = Narrow<NoticeChoiceRow, { off: string[] }>
