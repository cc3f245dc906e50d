/** Types of the HTTP surface and of the synced rows. Written by `make types` from the server: change them there. */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

export interface AcceptIn {
  digest: string
}

export interface AccountChangeIn {
  reason: string
}

export interface AchievementOut {
  achievement: string
  rev: number
  branch: string
  branch_name: string
  studio: string
  studio_name: string
  title: string
  kind: string
  kind_title: string
  level: string
  done_on: string
  story: string
  measure: string
  before: string
  after: string
  unit: string
  yuan: number | null
  benefit: string
  yuan_basis: string
  effect: string
  people: ShareOut[]
  state: string
  created_by_name: string
  submitted_at: number | null
  decided_by_name: string
  decided_at: number | null
  recognised_on: string
}

export interface AchievementStepOut {
  step: string
  act: string
  on: string
  at: number
  by_name: string
  text: string
}

export interface AchievementStoryOut {
  achievement: AchievementOut
  steps: AchievementStepOut[]
  moves: string[]
  own: boolean
}

export interface AchievementsOut {
  as_of: number
  waiting: number
  items: AchievementOut[]
  next: string | null
}

export interface Activation {
  login: string
  code: string
  password: string
}

export interface ActivationCode {
  member: string | null
  name: string
  login: string
  code: string
  until_at: number
}

export interface ActivationCodes {
  codes: ActivationCode[]
}

export interface ActorOut {
  account: string
  name: string
}

export interface AgendaOut {
  as_of: number
  month: string
  rev: number
  held_on: string
  place: string
  chair: string
  attended: string
  notes: string
  decisions: DecisionOut[]
  reds: RedOut[]
  reds_total: number
  ahead: AheadOut[]
  last_month: string
  last_decisions: DecisionOut[]
  issued: OrderOut[]
  issued_total: number
}

export interface AheadOut {
  what: 'obligation' | 'order'
  title: string
  due_on: string
  count: number
  ref?: string
  period?: string
}

export interface AmendedOut {
  amendment: string
  state: string
  digest: string
}

export interface AmendmentItem {
  amendment: string
  log: string
  mid: number
  meeting: string
  branch: string
  branch_name: string
  kind: string
  title: string
  held_start: number | null
  asked_at: number
  asked_by_name: string
  state: string
  reason: string
  decided_at: number | null
}

export interface AmendmentOut {
  amendment: string
  meeting: string
  state: string
  reason: string
  digest: string
  differences: Difference[]
  own: boolean
}

export interface AmendmentsOut {
  items: AmendmentItem[]
  next: string | null
}

export interface AnswerIn {
  answer: 'given' | 'declined' | 'withdrawn'
  paper?: string
  note?: string
}

export interface AnswerOpinionIn {
  answer: string
  closes?: boolean
}

export interface AppealOut {
  appeal: string
  cycle: string
  branch: string
  branch_name: string
  quarter: string
  member: string
  name: string
  star: number | null
  code: string
  total_tenths: number | null
  computed_at: number | null
  data_up_to: number | null
  line_text: string
  text: string
  state: string
  filed_at: number
  due_at: number | null
  is_overdue: boolean
  mine: boolean
  escalation: string
  escalated_at: number | null
  branch_upholds: boolean | null
  branch_by_name: string
  branch_at: number | null
  branch_reason: string
  office_by_name: string
  office_at: number | null
  office_reason: string
}

export interface ApproveIn {
  digest: string
}

export interface ApproveTogetherIn {
  records: SeenIn[]
}

export interface ApprovedOut {
  meeting: string
  state: string
  code: string
  detail: string
  remedy: string
}

export interface ApprovedTogetherOut {
  results: ApprovedOut[]
}

export interface AssessedBranchOut {
  branch: string
  name: string
  general_branch: string | null
  auto_tenths: number | null
  assessor_tenths: number | null
  bonus_tenths: number
  total_tenths: number | null
  band: string
  vetoed: boolean
  published_band: string | null
  forms_submitted: number
  forms_open: number
  contested: number
  rank: number | null
  computed_at: number | null
  data_up_to: number | null
}

export interface AssessedOut {
  id: string
  state: string
}

export interface AssessmentContent {
  weights: ScoreWeights
  deductions: DeductionRule[]
  bonus_cap_tenths: number
  vetoes: AssessmentVeto[]
  veto_band: string
  items: FormItem[]
  bands: BandLimit[]
  low_percent?: number
  high_percent?: number
}

export interface AssessmentDraftIn {
  content: AssessmentContent
}

export interface AssessmentEntryIn {
  kind: 'bonus' | 'veto'
  reason: string
  evidence: string
  key?: string
  points_tenths?: number
}

export interface AssessmentEntryOut {
  entry: string
  kind: string
  key: string
  points_tenths: number
  reason: string
  evidence: string
  entered_by_name: string
  entered_at: number
  withdrawn_at: number | null
  withdrawn_reason: string
}

export interface AssessmentFormOut {
  form: string
  assessor_name: string
  state: string
  submitted_at: number | null
  reopened_at: number | null
  reopened_reason: string
  marks: AssessmentMarkOut[]
}

export interface AssessmentMarkOut {
  item: string
  points_tenths: number | null
  comment: string
}

export interface AssessmentOut {
  branch: string
  name: string
  period: string
  scheme: AssessmentContent
  auto_tenths: number | null
  assessor_tenths: number | null
  bonus_tenths: number
  total_tenths: number | null
  band: string
  vetoed: boolean
  published_band: string | null
  lines: Record<string, Json>[]
  evidence: Record<string, Json>[]
  computed_at: number | null
  data_up_to: number | null
  deductions: DeductionOut[]
  forms: AssessmentFormOut[]
  entries: AssessmentEntryOut[]
}

export interface AssessmentPublishIn {
  from_on: string
  reason: string
}

export interface AssessmentReasonIn {
  reason: string
}

export interface AssessmentSchemeOut {
  id: string
  version: number
  state: string
  from_on: string
  content: AssessmentContent
  edited_at: number | null
  published_at: number | null
  faults: string[]
}

export interface AssessmentSchemesOut {
  earliest_on: string
  items: AssessmentSchemeOut[]
}

export interface AssessmentVeto {
  key: string
  title: string
}

export interface AssessmentsOut {
  as_of: number
  data_up_to: number | null
  period: string
  ranked: boolean
  bands: string[]
  scheme_version: number | null
  published_at: number | null
  rows: AssessedBranchOut[]
}

export interface AssessorGrantIn {
  account: string
  org: string
  reason: string
}

export interface AssessorGrantOut {
  grant: string
  org: string
  org_name: string
  org_kind: string
  from_on: string
}

export interface AssessorOut {
  account: string
  name: string
  login: string
  branch_name: string
  grants: AssessorGrantOut[]
}

export interface AssessorsOut {
  items: AssessorOut[]
}

export interface AttendanceOut {
  member: string
  name: string
  status: string
  reason: string
}

export interface AuditOut {
  entry: string
  at: number
  name: string
  matter: string
  title: string
  changes: audit_schemas_ChangeOut[]
  reason: string
  hidden?: boolean
}

export interface AuditPage {
  entries: AuditOut[]
  cursor: string | null
  people: ActorOut[]
}

export interface AwardLineOut {
  dimension: string
  points_tenths: number | null
  text: string
  records: BehindOut[]
}

export interface AwardOut {
  award: string
  member: string
  name: string
  employee_no: string
  probationary: boolean
  total_tenths: number | null
  earned_star: number | null
  star: number | null
  code: string
  points: PointOut[]
  computed_at: number
  data_up_to: number | null
}

export interface AwardedOut {
  cycle: string
  quarter: string
  state: string
  star: number | null
  code: string
  total_tenths: number | null
  points: Record<string, number>
  lines: AwardLineOut[] | null
  computed_at: number
  data_up_to: number | null
}

export interface BallotIn {
  code: string
  sealed: string
}

export interface BallotPoints {
  excellent?: number
  good?: number
  basic?: number
  poor?: number
}

export interface BandCountOut {
  band: string
  before: number
  after: number
}

export interface BandLimit {
  band: string
  at_least_tenths: number
}

export interface BandsOut {
  period: string
  published: number
  without: string[]
}

export interface BehindOut {
  table: string
  id: string
}

export interface BlockIn {
  kind: 'paragraph' | 'heading' | 'quote' | 'picture'
  text?: string
  picture?: string
}

export interface BlockOut {
  code: string
  text: string
  members: MissingOut[]
}

export interface BoardOut {
  as_of: number
  data_up_to: number | null
  period: string
  kinds: KindOut[]
  rows: RowOut[]
}

export interface Bonus {
  cap_tenths?: number
  rules?: Rule[]
}

export interface BookingIn {
  booking: string
  branch: string
  room: string
  on: string
  start: number
  end: number
  purpose: string
  people?: number
  repeat?: '' | 'weekly' | 'monthly'
  until?: string
}

export interface BookingOut {
  booking: string
  room: string
  room_name: string
  branch: string
  branch_name: string
  series: string
  on: string
  start: number
  end: number
  starts_at: number
  ends_at: number
  purpose: string
  people: number
  state: string
  cause: string
  offers: OfferOut[]
  reason: string
  by_office: boolean
  asked_at: number
  by_name: string
}

export interface BookingProblem {
  row: number
  column: string
  value: string
  reason: string
  remedy: string
}

export interface BookingReport {
  dry_run: boolean
  sheet: string
  added: number
  known: number
  problems: BookingProblem[]
}

export interface BookingsOut {
  as_of: number
  items: BookingOut[]
}

export interface BotChangeIn {
  name: string
  digest_at: string
  quiet_from: string
  quiet_to: string
  is_off?: boolean
  address?: string
  secret?: string
  reason?: string
}

export interface BotDigestOut {
  day_on: string
  fresh: number
  state: string
  code: string
  at: number
}

export interface BotIn {
  owner: 'person' | 'branch' | 'office'
  kind: 'wecom' | 'dingtalk'
  name: string
  address: string
  of?: string
  secret?: string
  digest_at?: string
  quiet_from?: string
  quiet_to?: string
  reason?: string
}

export interface BotOut {
  bot: string
  owner: string
  of: string
  of_name: string
  kind: string
  name: string
  host: string
  has_secret: boolean
  digest_at: string
  quiet_from: string
  quiet_to: string
  is_off: boolean
  last: BotDigestOut | null
}

export interface BotPlace {
  branch: string
  name: string
}

export interface BotRemoveIn {
  reason?: string
}

export interface BotTriedOut {
  state: string
  code: string
}

export interface BotsOut {
  items: BotOut[]
  branches: BotPlace[]
  hosts: string[]
}

export interface BranchCount {
  branch_name: string
  rows: number
}

export interface BranchOut {
  id: string
  name: string
}

export interface BrandCount {
  state: string
  colour: string
  brands: number
}

export interface BrandMoveIn {
  move: string
  seen: string
  text?: string
}

export interface BrandMovedOut {
  brand: string
  state: string
}

export interface BrandOut {
  brand: string
  owner: string
  owner_name: string
  branches: string[]
  name: string
  meaning: string
  carrier: string
  measures: string
  results: string
  picture: string
  small: string
  state: string
  standing: string
  colour: string
  named_on: string
  recheck_on: string
  data_up_to: number
}

export interface BrandOwnerOut {
  org: string
  name: string
}

export interface BrandStepOut {
  step: string
  act: string
  on: string
  at: number
  by_name: string
  text: string
}

export interface BrandStoryOut {
  as_of: number
  brand: BrandOut
  created_by_name: string
  steps: BrandStepOut[]
}

export interface BrandsOut {
  as_of: number
  data_up_to: number | null
  counts: BrandCount[]
  items: BrandOut[]
  next: string | null
}

export interface BurdenOut {
  month: string
  required: number
  kinds: KindBurdenOut[]
}

export interface Calendar {
  draft_day?: number
  review_day?: number
  publicity_workdays?: number
  appeal_workdays?: number
}

export interface CancelIn {
  reason: string
  later?: boolean
}

export interface CancelledOut {
  cancelled: string[]
}

export interface CellOut {
  obligation: string
  kind: string
  org: string
  org_name: string
  state: string
  colour: string
  meeting: string | null
  due_at: number
}

export interface ChangedOut {
  changed: number
}

export interface ChildOut {
  id: string
  kind: string
  name: string
  members: number
  count: number
  present: number
  expected: number
  colours: Record<string, number>
  total_tenths: number | null
  band: string
  computed_at: number | null
  data_up_to: number | null
}

export interface ChildrenOut {
  items: ChildOut[]
  next: string | null
}

export interface ChoiceIn {
  title: string
  reason: string
  is_confirmed?: boolean
  is_off?: boolean
}

export interface ChoiceOut {
  field: string
  key: string
  title: string
  every: string
  warn_days: number
  place: number
  is_confirmed: boolean
  is_off: boolean
}

export interface CloseOpinionIn {
  outcome?: string
}

export interface ClosedOut {
  closure: string
  cancelled: string[]
}

export interface ClosureIn {
  from_on: string
  from_minute: number
  until_on: string
  until_minute: number
  reason: string
  cancel?: boolean
}

export interface ClosureOut {
  closure: string
  room: string
  starts_at: number
  ends_at: number
  reason: string
}

export interface CodeIn {
  code: string
}

export interface CodesFor {
  members: string[]
  reason?: string
}

export interface ColourCount {
  colour: string
  orders: number
  reported: number
}

export interface ConcernedOut {
  member: string
  name: string
  branch_name: string
  before_star: number | null
  after_star: number | null
  before_code: string
  after_code: string
  before_tenths: number | null
  after_tenths: number | null
  places_before: number
  places_after: number
  veto: string
}

export interface ConflictItem {
  conflict: string
  branch: string
  branch_name: string
  meeting: string
  kind: string
  title: string
  held_start: number | null
  route: string
  kept_by_name: string
  kept_at: number
  other_by_name: string
  other_at: number
  differences: Difference[]
}

export interface ConflictsOut {
  items: ConflictItem[]
  next: string | null
}

export interface ConsentOut {
  consent: string
  member: string
  name: string
  state: string
  way: string
  asked_at: number
  answered_at: number | null
  answered_by_name: string
  note: string
  paper: string
}

export interface Content {
  dimensions: Dimension[]
  bonus: Bonus
  stars: Star[]
  quota: Quota
  vetoes: Veto[]
  calendar: Calendar
  note?: string
  ballot?: BallotPoints
}

export interface ContestIn {
  rev: number
  title: string
  held_on: string
  trades: string[]
  note?: string
}

export interface ContestOut {
  contest: string
  rev: number
  title: string
  held_on: string
  trades: string[]
  note: string
  results: ContestResultOut[]
}

export interface ContestResultIn {
  member: string
  trade: string
  rank: 'first' | 'second' | 'third' | 'other'
}

export interface ContestResultOut {
  result: string
  trade: string
  member: string
  name: string
  number: string
  branch: string
  branch_name: string
  rank: string
  entered_by_name: string
  entered_at: number
}

export interface ContestsOut {
  as_of: number
  contests: ContestOut[]
}

export interface CorrectionLineOut {
  correction: string
  about: string
  field: string
  seen: string
  wanted: string
  state: string
  asked_at: number
  answer: string
}

export interface CorrectionOut {
  member: string
  name: string
  total_tenths: number | null
  total_now: number | null
  star: number | null
  star_now: number | null
  computed_at: number
  data_up_to: number | null
}

export interface CorrectionRequestOut {
  correction: string
  member: string
  member_name: string
  branch_name: string
  about: 'attendance' | 'roster' | 'fact'
  field: string
  title: string
  held_start: number | null
  is_approved: boolean
  seen: string
  stands: string
  wanted: string
  reason: string
  proof: string
  proofs: FileOut[]
  state: string
  asked_at: number
  branch_says: string
  decided_by_name: string
  decided_at: number | null
  answer: string
  by_hand: boolean
  own: boolean
}

export interface CountOut {
  branch: string
  kind: string
  facts: number
}

export interface Countable {
  source: 'attendance' | 'fact' | 'fact_amount' | 'fact_until' | 'mass_review'
  kind: string
  title: string
  grades: Grade[]
}

export interface CourseIn {
  rev: number
  layer: string
  org: string
  title: string
  subject?: string
  closed_on?: string
}

export interface CourseOut {
  course: string
  rev: number
  layer: string
  org: string
  org_name: string
  title: string
  subject: string
  closed_on: string
  sessions: TrainingSessionOut[]
}

export interface CoursesOut {
  as_of: number
  courses: CourseOut[]
  own: TrainingSessionOut[]
  layers: LayerOut[]
  orgs: TrainingOrgOut[]
}

export interface CoverageIn {
  kind: string
  quarter: string
  branches: string[]
}

export interface CoverageOut {
  quarter: string
  branches: BranchOut[]
  stated: StatedOut[]
  counts: CountOut[]
}

export interface CycleOut {
  cycle: string
  branch: string
  branch_name: string
  quarter: string
  version: number
  state: string
  reason: string
  replaced: boolean
  members: number
  places: number
  missing: number
  ties_open: number
  appeals_open: number
  vetoes_open: number
  is_stale: boolean
  due_at: number | null
  is_late: boolean
  computed_at: number | null
  data_up_to: number | null
  publicity_until: number | null
  changed_since: number
  moves: MoveOut[]
}

export interface DecideAchievementIn {
  seen: number
  text?: string
  level?: string
}

export interface DecideCorrectionIn {
  accepts: boolean
  stands: string
  reason?: string
}

export interface DecideDeductionIn {
  verdict: 'upheld' | 'reversed'
  reason: string
}

export interface DecideExcusalIn {
  grants: boolean
  answer?: string
}

export interface DecideIn {
  upholds: boolean
  reason: string
}

export interface DecideOrderIn {
  seen: string
  reason?: string
}

export interface DecideResolutionIn {
  rev: number
  verdict: 'confirmed' | 'returned'
  reason?: string
}

export interface DecidedAchievementOut {
  achievement: string
  state: string
}

export interface DecidedCorrectionOut {
  correction: string
  state: string
}

export interface DecidedOrderOut {
  order: string
  state: string
}

export interface DecidedOut {
  meeting: string
  state: string
}

export interface DecidedResolutionOut {
  resolution: string
  verdict: string
}

export interface DecisionIn {
  id: string
  text: string
  owner?: string
  due_on?: string
}

export interface DecisionOut {
  id: string
  text: string
  owner: string
  due_on: string
  orders: OrderOut[]
}

export interface DeductionOut {
  deduction: string
  branch: string
  branch_name: string
  period: string
  rule: string
  points_tenths: number
  text: string
  state: string
  lapsed: boolean
  meeting: string | null
  order: string | null
  at: number
  contested_by_name: string
  contested_at: number | null
  contest_reason: string
  decided_at: number | null
  decided_reason: string
}

export interface DeductionRule {
  id: string
  source: 'obligation' | 'resolution' | 'review' | 'dispatch'
  points_tenths: number
  floor_tenths: number
  text: string
  states?: string[]
  grace_workdays?: number
}

export interface DeductionsOut {
  items: DeductionOut[]
}

export interface DetailOut {
  cycle: CycleOut
  awards: AwardOut[]
  ties: TieOut[]
  steps: StepOut[]
  corrections: CorrectionOut[]
  versions: VersionOut[]
}

export interface DeviceChangeIn {
  reason: string
}

export interface DeviceOut {
  device: string
  account: string
  name: string
  login: string
  branch_name: string
  state: string
  created_at: number
  seen_at: number
  delivered_at: number | null
  lost_at: number | null
  lost_waiting: number | null
  revoked_at: number | null
}

export interface DevicesOut {
  items: DeviceOut[]
  cursor: string | null
}

export interface Difference {
  field: string
  label: string
  before: Json
  after: Json
}

export interface DifferenceOut {
  dimension: string
  rule: string
  text: string
  before_tenths: number | null
  after_tenths: number | null
}

export interface Dimension {
  key: string
  title: string
  maximum_tenths: Record<string, number>
  start: 'full' | 'zero'
  needs: Need[]
  rules: Rule[]
  pending: string
}

export interface Draft {
  id: string
  saved_at: number
  content: Json
}

export interface DraftOut {
  content: string
  orgs: string[]
  due_on: string
  source: string
  source_ref: string
  source_text: string
}

export interface EnteredOut {
  id: string
  branch: string
}

export interface EntryIn {
  member: string
  kind: string
  on: string
  grade?: string
  amount?: number | null
  until?: string
  text?: string
}

export interface EntryOut {
  kind: 'reconciliation' | 'tallies'
  entered_by_name: string
  entered_at: number
  mine: boolean
  agreed: boolean
  differs?: string[]
}

export interface EventOut {
  id: string
  at: number
  event: string
  kind: string
  branch_name: string
  org_name: string
}

export interface ExchangeMark {
  member: string
  status: string
}

export interface ExchangeMeeting {
  id: string
  revision: number
  branch: string
  organisation: string
  kind: string
  purpose: string
  title: string
  held_start: string
  held_end: string | null
  place: string
  chair: string
  recorder: string
  observers: string
  agenda: string
  discussion: string
  resolutions: ExchangeResolution[]
  votes: ExchangeVote[]
  attendance: ExchangeMark[]
  filed_at: string | null
  approved_at: string | null
}

export interface ExchangeResolution {
  text: string
  owner?: string
  due_on?: string
}

export interface ExchangeVote {
  subject: string
  purpose?: string
  yes?: number
  no?: number
  abstain?: number
  written?: number
}

export interface ExcusalOut {
  excusal: string
  obligation: string
  branch: string
  branch_name: string
  org_name: string
  kind: string
  period: string
  due_at: number
  obligation_state: string
  colour: string
  meeting: string | null
  code: string
  reason: string
  until_on: string
  state: string
  asked_by_name: string
  asked_at: number
  decided_by_name: string
  decided_at: number | null
  answer: string
  own: boolean
  computed_at: number
  data_up_to: number | null
}

export interface ExcusalStateOut {
  excusal: string
  state: string
}

export interface ExportOut {
  id: string
  name: string
  chosen: Record<string, string>
  rows: number
  account_name: string
  at: number
}

export interface ExportsOut {
  exports: ExportOut[]
}

export interface FactImportOut {
  id: string
  kind: string
  file_name: string
  quarter: string
  added: number
  known: number
  outside: number
  refused: number
  covered: number
  imported_by_name: string
  imported_at: number
}

export interface FactOut {
  id: string
  member: string
  name: string
  employee_no: string
  branch: string
  branch_name: string
  kind: string
  on: string
  grade: string
  amount: number | null
  until: string
  text: string
  source: string
  entered_by_name: string
  entered_at: number
  withdrawn_by_name: string | null
  withdrawn_at: number | null
  withdrawn_reason: string | null
}

export interface FactReport {
  dry_run: boolean
  kind: string
  sheet: string
  added: number
  known: number
  outsiders: Outsider[]
  problems: SheetProblem[]
  branches: BranchCount[]
  covered: number
  coverage_withheld: boolean
}

export interface FactsOut {
  facts: FactOut[]
  cursor: string | null
}

export interface FaultOut {
  title: string
  detail: string
  remedy?: string
}

export interface FeedOut {
  path: string
  made_at: number
}

export interface FigureOut {
  what: string
  number: number
  present: number
  leave: number
  absent: number
  made_up: number
}

export interface FileOut {
  id: string
  kind: string
  name: string
  mime: string
  size: number
  state: string
  refused_reason: string
  created_at: number | null
}

export interface FormItem {
  key: string
  title: string
  maximum_tenths: number
  guide?: string
  kinds?: string[]
}

export interface FreeBranchOut {
  id: string
  name: string
  members: number
  voters: number
}

export interface GoalOut {
  key: string
  title: string
  target: number
  usual: boolean
  records: GoalRecordOut[]
}

export interface GoalRecordOut {
  table: string
  id: string
  title: string
  on: string
}

export interface Grade {
  key: string
  title: string
}

export interface GradeOut {
  letter: string
  words: string
}

export interface GrantIn {
  obligations: string[]
  wanted: Wanted
}

export interface GrantedOut {
  excusals: string[]
  passed_over: string[]
}

export interface GroupOut {
  kind: string
  hits: HitOut[]
  next: string | null
}

export interface GuideAssignIn {
  member: string
  team: 'guide' | 'liaison'
  org: string
  from_on: string
  reason: string
}

export interface GuideAssignmentOut {
  assignment: string
  person: string
  person_name: string
  team: string
  org: string
  org_name: string
  from_on: string
  to_on: string | null
  reason: string
  end_reason: string
  runs: boolean
}

export interface GuideChoiceOut {
  field: string
  key: string
  title: string
  place: number
  is_confirmed: boolean
  is_off: boolean
}

export interface GuideEndIn {
  to_on: string
  reason: string
}

export interface GuideOptionsOut {
  today: string
  choices: GuideChoiceOut[]
  rule: VisitRuleOut
  places: GuidePlaceOut[]
}

export interface GuidePlaceOut {
  org: string
  kind: string
  name: string
  parent: string | null
}

export interface Health {
  status: string
  database?: string | null
  redis?: string | null
}

export interface HeldDecidedOut {
  held: string
  state: string
  result: string | null
}

export interface HeldItem {
  held: string
  log: string
  mid: number
  name: string
  row: string
  mutation: Record<string, Json>
  state: string
  asked_at: number
  asked_by_name: string
  branch_name: string
  decided_at: number | null
  reason: string
  kind: string
  title: string
  meeting_start: number | null
  differences: Difference[]
  own: boolean
}

export interface HeldOut {
  items: HeldItem[]
  next: string | null
}

export interface HitOut {
  id: string
  kind: string
  sort: string
  route: string
  title: Piece[]
  excerpt: Piece[]
  org: string
  org_name: string
  at: number | null
}

export interface HolderOut {
  member: string
  name: string
  post: string
  org: string
  org_name: string
  from_on: string
  to_on: string | null
}

export interface HonourChangeIn {
  level: string
  giver?: string
  text?: string
}

export interface HonourIn {
  year: number
  level: string
  title: string
  giver?: string
  member?: string
  org?: string
  text?: string
}

export interface HonourKeptOut {
  honour: string
}

export interface HonourOptionsOut {
  year: number
  levels: LevelOut[]
  orgs: HonourPlaceOut[]
}

export interface HonourOut {
  honour: string
  year: number
  level: string
  level_title: string
  title: string
  giver: string
  member: string
  name: string
  employee_no: string
  org: string
  org_name: string
  text: string
  entered_by_name: string
  entered_at: number
}

export interface HonourPlaceOut {
  org: string
  kind: string
  name: string
}

export interface HonourProblem {
  sheet: string
  row: number
  column: string
  value: string
  reason: string
  remedy: string
}

export interface HonourReport {
  dry_run: boolean
  sheet: string
  added: number
  known: number
  problems: HonourProblem[]
}

export interface HonoursOut {
  items: HonourOut[]
  next: string | null
}

export interface ImportOut {
  imported: ImportedOut
  app: string
  log: string
  items: ItemOut[]
  drafts: Draft[]
  steps: Step[]
}

export interface ImportedOut {
  id: string
  code: string
  author_name: string
  imported_by_name: string
  imported_at: number
  sealed_at: number
  taken: number | null
  known: number
}

export interface ImportsOut {
  items: ImportedOut[]
}

export interface IssueIn {
  batch: string
  kind: string
  cadence: string
  content: string
  due_on: string
  orgs: string[]
  source?: 'free' | 'resolution' | 'obligation' | 'work_meeting' | 'visit'
  source_ref?: string
  source_text?: string
}

export interface IssuedOut {
  year: number
  number: number
  orders: string[]
}

export interface ItemOut {
  mid: number
  name: string
  row: string
  title: string
  kind: string
  branch_name: string
  made_at: number | null
  result: 'applied' | 'merged' | 'conflict' | 'held' | 'rejected' | 'quarantined'
  reason: string | null
  problem: FaultOut | null
}

export interface KeyOut {
  key: string
  proof: string
}

export interface KeysIn {
  keys: string[]
}

export interface KindBurdenOut {
  kind: string
  records: number
  fields: number | null
  returned: number
  reasons: number
  minutes: number | null
}

export interface KindOut {
  kind: string
  title: string
}

export interface KnownFact {
  id: string
  member: string
  branch: string
  kind: string
  on: string
  grade: string
  amount: number | null
  until: string
  text: string
  source: string
  entered_by: string
  entered_by_name: string
  entered_at: number
}

export interface LayerIn {
  title: string
  reach: 'mine' | 'general_branch' | 'branch'
  reason: string
  is_confirmed?: boolean
  is_off?: boolean
}

export interface LayerOut {
  key: string
  title: string
  reach: string
  place: number
  is_confirmed: boolean
  is_off: boolean
}

export interface LayersOut {
  layers: LayerOut[]
}

export interface LeadOut {
  name: string
  post: string
}

export interface LeftPerson {
  member: string
  name: string
  employee_no: string
  branch_name: string
}

export interface LevelIn {
  title: string
  reason: string
  is_confirmed?: boolean
  is_off?: boolean
  place?: number | null
}

export interface LevelOut {
  field: string
  key: string
  title: string
  place: number
  is_confirmed: boolean
  is_off: boolean
}

export interface LiftIn {
  reason: string
}

export interface LineDifferenceOut {
  part: string
  text: string
  before_tenths: number | null
  after_tenths: number | null
}

export interface ListedOut {
  name: string
  star: number | null
  code: string
}

export interface MarkCountOut {
  status: string
  members: number
}

export interface MarkLineOut {
  meeting: string
  kind: string
  title: string
  held_start: number | null
  status: string
  reason: string
}

export interface MarkLinesOut {
  items: MarkLineOut[]
  next: string | null
}

export interface Me {
  account: string
  name: string
  member: string | null
  login: string
  roles: Role[]
  scopes: string[]
  demo: boolean
}

export interface MeetingLedgerOut {
  lines: MeetingLineOut[]
  cursor: string | null
}

export interface MeetingLineOut {
  meeting: string
  title: string
  kind: string
  status: string
  branch: string
  branch_name: string
  group_name: string
  held_start: number
  held_end: number | null
  place: string
  chair_name: string
  recorder_name: string
  agenda: string
  resolutions: string[]
  expected: number
  present: number
  leave: number
  absent: number
  names: string
}

export interface MeetingOut {
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
  resolutions: Record<string, Json>[]
  sessions: Record<string, Json>[]
  status: string
  filed_at: number | null
  submitted_at: number | null
  decided_at: number | null
  returned_reasons: Record<string, string>[]
}

export interface MemberLedgerOut {
  member: string
  name: string
  employee_no: string
  kind: string
  status: string
  branch: string
  branch_name: string
  group_name: string | null
  as_of: number
  period: string
  titles: Record<string, string>
  posts: HolderOut[]
  moves: MembershipOut[]
  marks: Record<string, number>
  facts: KnownFact[]
  results: AwardedOut[]
  sections: SectionOut[]
  corrections: CorrectionLineOut[]
}

export interface MembershipOut {
  member: string
  name: string
  employee_no: string
  kind: string
  branch: string
  branch_name: string
  group_name: string | null
  from_on: string
  to_on: string | null
}

export interface MembershipsOut {
  items: MembershipOut[]
  next: string | null
}

export interface Mending {
  field: string
  reason: string
}

export interface MilestoneOut {
  id: string
  text: string
  due_on: string
  is_done: boolean
}

export interface MissingOut {
  member: string
  name: string
  dimensions: string[]
}

export interface MonthTableOut {
  as_of: number
  data_up_to: number | null
  month: string
  branch: string
  branch_name: string
  items: TaskOut[]
}

export interface MoveAllIn {
  quarter: string
  move: string
}

export interface MoveOut {
  move: string
  title: string
  needs_reason: boolean
  blocks: BlockOut[]
}

export interface MovedAllOut {
  moved: number
  blocked: number
}

export interface MovedOut {
  cycle: string
}

export interface MoverOut {
  member: string
  name: string
  branch_name: string
  before_star: number | null
  after_star: number | null
  before_tenths: number | null
  after_tenths: number | null
  differences: DifferenceOut[]
}

export interface MovingBranchOut {
  branch: string
  name: string
  before_band: string
  after_band: string
  before_tenths: number | null
  after_tenths: number | null
  before_auto_tenths: number | null
  after_auto_tenths: number | null
  unscored: string[]
  differences: LineDifferenceOut[]
}

export interface Need {
  source: 'attendance' | 'coverage' | 'fact' | 'mass_review'
  kind?: string
}

export interface NoticeIn {
  holidays: string[]
  reason: string
  workdays?: string[]
}

export interface NoticeOut {
  year: number
  holidays: string[]
  workdays: string[]
}

export interface NoticeReadOut {
  holidays: string[]
  workdays: string[]
  unclear: string[]
}

export interface ObligationOut {
  obligation: string
  branch: string
  org_name: string
  kind: string
  period: string
  state: string
  colour: string
  due_at: number
  grace_at: number
  held_at: number | null
  filed_at: number | null
  excused_until_at: number | null
  excused_reason: string | null
  meeting: string | null
  computed_at: number
  data_up_to: number | null
  record: RecordStandingOut | null
  leads: LeadOut[]
  steps: TransitionOut[]
  excusals: ExcusalOut[]
  may_excuse: boolean
}

export interface OfferOut {
  room: string
  on: string
  start: number
  end: number
}

export interface OpenMeetingsOut {
  version: number
  meetings: ExchangeMeeting[]
  cursor: string | null
}

export interface OpenedOut {
  opened: number
}

export interface OpinionFiguresOut {
  waiting: number
  quarter: string
  came: number
  answered: number
  median_days: number | null
}

export interface OpinionOut {
  opinion: string
  kind: 'burden' | 'fault' | 'suggestion' | 'complaint'
  text: string
  about: string
  route: string
  is_named: boolean
  by_name: string
  branch_name: string
  state: 'waiting' | 'answered' | 'closed'
  sent_at: number
  answer: string
  answered_by_name: string
  answered_at: number | null
  outcome: string
  closed_at: number | null
  own: boolean
}

export interface OpinionPage {
  items: OpinionOut[]
  more: boolean
}

export interface OptionsOut {
  today: string
  choices: ChoiceOut[]
  templates: TemplateOut[]
  targets: TargetOut[]
}

export interface OrderChoiceIn {
  title: string
  reason: string
  is_confirmed?: boolean
  is_off?: boolean
  every?: '' | 'day' | 'week' | 'month'
  warn_days?: number
}

export interface OrderOut {
  order: string
  branch: string
  branch_name: string
  general_branch_name: string | null
  owner_name: string
  year: number
  number: number
  kind: string
  cadence: string
  content: string
  due_on: string
  state: string
  standing: string
  colour: string
  source: string
  source_ref: string
  source_text: string
  issued_by_name: string
  issued_at: number
  age_days: number
  done_on: string | null
  reported_at: number | null
  mend_at: number | null
  progress_on: string
  progress_at: number | null
  data_up_to: number
}

export interface OrderStepOut {
  step: string
  act: string
  on: string
  at: number
  by_name: string
  text: string
}

export interface OrdersOut {
  as_of: number
  data_up_to: number | null
  counts: ColourCount[]
  items: OrderOut[]
  next: string | null
}

export interface OrgOut {
  org: string
  name: string
}

export interface Outsider {
  row: number
  name: string
  number: string
}

export interface OverdueResolutionOut {
  resolution: string
  branch: string
  branch_name: string
  meeting: string
  meeting_title: string
  meeting_kind: string
  text: string
  owner: string
  due_on: string
  returned_reason: string
}

export interface OverdueResolutionsOut {
  today: string
  items: OverdueResolutionOut[]
  waiting: number
}

export interface OverviewOut {
  as_of: number
  quarter: string
  quarters: string[]
  cycles: CycleOut[]
  unknown_years: number[]
}

export interface OwedOut {
  obligation: string
  kind: string
  period: string
  org: string
  org_name: string
  branch: string
  branch_name: string
  state: string
  colour: string
  due_at: number
  meeting: string | null
  data_up_to: number | null
}

export interface OwnedReport {
  dry_run: boolean
  sheet: string
  added: number
  known: number
  problems: RowProblem[]
}

export interface OwnerOut {
  org: string
  kind: 'general_branch' | 'branch'
  name: string
  parent: string | null
}

export interface PairIn {
  rev: number
  mentor: string
  apprentice?: string
  apprentice_name?: string
  trade?: string
  goal?: string
  from_on?: string
  to_on?: string
  result?: '' | 'passed' | 'failed'
  ended_on?: string
  note?: string
}

export interface PairOut {
  pair: string
  rev: number
  branch: string
  branch_name: string
  mentor: string
  mentor_name: string
  apprentice: string
  apprentice_name: string
  trade: string
  goal: string
  from_on: string
  to_on: string
  result: string
  ended_on: string
  note: string
  edited_by_name: string
  edited_at: number
}

export interface PairsOut {
  as_of: number
  pairs: PairOut[]
}

export interface PaperOut {
  poll: string
  name: string
  quarter: string
  closes_on: string
  voters: number
  key: string
  people: PersonOut[]
  open: boolean
  used: boolean
}

export interface PaperTemplateOut {
  id: string
  name: string
  size: number
  chosen: boolean
  added_by_name: string
  added_at: number | null
}

export interface PaperTemplatesOut {
  templates: PaperTemplateOut[]
  fields: Record<string, string>
}

export interface PersonItem {
  member: string
  name: string
  employee_no: string
  kind: string
  branch: string
  branch_name: string
  group_name: string | null
  post: string | null
  account: string | null
  has_login: boolean
  disabled: boolean
}

export interface PersonOut {
  name: string
  group_name: string
}

export interface PhrasesIn {
  phrases: string[]
  reason: string
}

export interface PhrasesOut {
  phrases: Record<string, string[]>
  changed_by_name: string
  changed_at: number | null
}

export interface PictureOut {
  picture: string
  kind: string
  width: number
  height: number
  small: string
}

export interface Piece {
  text: string
  hit: boolean
}

export interface PlaceLedgerOut {
  place: PlaceOut
  branch: string | null
  closed_on: string | null
  above: PlaceOut[]
  as_of: number
  period: string
  members: number
  figures: FigureOut[]
  states: Record<string, number>
  missed: OwedOut[]
  coming: OwedOut[]
  promised: PromisedOut[]
  sections: SectionOut[]
  scores: ScoreOut[]
  quarter: string | null
  stars: SpreadOut[] | null
  posts: HolderOut[] | null
}

export interface PlaceOut {
  id: string
  kind: string
  name: string
}

export interface PlacesOut {
  reaching: number
  places: number
  over: number
}

export interface PointOut {
  dimension: string
  title: string
  points_tenths: number
}

export interface PollDetailOut {
  poll: PollOut
  results: ResultOut[]
  entries: EntryOut[]
  reconciliation: ReconciliationIn | null
  own: boolean
}

export interface PollOut {
  id: string
  quarter: string
  name: string
  branches: string[]
  people: number
  by_paper: boolean
  state: 'open' | 'closed' | 'counted'
  printed: number
  voided: number
  used: number | null
  spoiled: number | null
  closes_on: string
  opened_at: number
  closed_at: number | null
  counted_at: number | null
  opened_by_name: string
  counted_by_name: string
  unit_spread: number[] | null
  reconciled: boolean
}

export interface PollsOut {
  quarter: string
  today: string
  items: PollOut[]
  free: FreeBranchOut[]
}

export interface PrintedIn {
  on: string
  place: string
  copies?: number
}

export interface PrintedOut {
  on: string
  place: string
  copies: number
  by_name: string
}

export interface ProfileOut {
  joined_on: string | null
  full_on: string | null
}

export interface ProjectChoiceOut {
  field: string
  key: string
  title: string
  place: number
  is_confirmed: boolean
  is_off: boolean
}

export interface ProjectCount {
  state: string
  colour: string
  projects: number
}

export interface ProjectMoveIn {
  move: string
  seen: string
  text?: string
  grade?: string
  level?: string
  document?: string
  amount?: number | null
  ends_on?: string
  orgs?: string[]
}

export interface ProjectMovedOut {
  project: string
  state: string
}

export interface ProjectOptionsOut {
  today: string
  choices: ProjectChoiceOut[]
  owners: OwnerOut[]
}

export interface ProjectOut {
  project: string
  owner: string
  owner_name: string
  branches: string[]
  title: string
  leader: string
  goal: string
  year: number
  number: number
  starts_on: string
  ends_on: string
  state: string
  standing: string
  colour: string
  due_on: string
  due_text: string
  done_on: string
  milestones: MilestoneOut[]
  grade: string
  level: string
  offered: number
  adopted: number
  data_up_to: number
}

export interface ProjectStepOut {
  step: string
  act: string
  on: string
  at: number
  by_name: string
  text: string
  milestone: string
  org_name: string | null
}

export interface ProjectStoryOut {
  as_of: number
  project: ProjectOut
  problems: string
  measures: string
  document: string
  created_by_name: string
  steps: ProjectStepOut[]
  promotions: PromotionOut[]
  amount: number | null
}

export interface ProjectsOut {
  as_of: number
  data_up_to: number | null
  counts: ProjectCount[]
  items: ProjectOut[]
  next: string | null
}

export interface PromisedOut {
  resolution: string
  meeting: string
  text: string
  owner: string
  due_on: string
}

export interface PromotionOut {
  org: string
  org_name: string
  state: string
  offered_at: number
  adopted_on: string
  feedback: string
}

export interface PublicationOut {
  branch_name: string
  quarter: string
  version: number
  state: string
  published_at: number | null
  publicity_until: number | null
  computed_at: number | null
  data_up_to: number | null
  people: ListedOut[]
}

export interface PublishIn {
  rev: number
  from_on: string
  reason: string
}

export interface PushKeyOut {
  key: string
}

export interface QuarantineOut {
  items: Quarantined[]
  count: number
}

export interface Quarantined {
  log: string
  mid: number
  name: string
  row: string
  body: string
  received_at: number
  by_name: string
  app: string
}

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
  flags: string[]
  digest: string
  remarks: string[]
  risk: number
  own: boolean
}

export interface QueueOut {
  items: QueueItem[]
  next: string | null
  total: number
  plain: number | null
}

export interface QuorumOut {
  expected: number
  present: number
  leave: number
  absent: number
  made_up: number
  expected_vote: number
  present_vote: number
  ok: boolean
  rule: string
}

export interface Quota {
  star?: number
  percent?: number
  hard_most?: string
  least_from?: number
  tie_by?: string[]
}

export interface ReadLineOut {
  story: string
  kind: string
  title: string
  lead: string
  names: string
  org_name: string
  published_at: number
  small: string
}

export interface ReadLinesOut {
  items: ReadLineOut[]
  next: string | null
}

export interface ReadOut {
  story: string
  kind: string
  title: string
  lead: string
  org_name: string
  names: string
  blocks: BlockIn[]
  pictures: Record<string, SmallOut>
  honours: ToldHonour[]
  published_at: number
}

export interface ReasonIn {
  field: string
  reason: string
}

export interface ReconciliationIn {
  destroyed: number
  explanation?: string
  keys_destroyed?: boolean
}

export interface RecordLineOut {
  meeting: string
  org: string
  org_name: string
  kind: string
  title: string
  held_start: number | null
  status: string
  present: number
  expected: number
}

export interface RecordLinesOut {
  items: RecordLineOut[]
  next: string | null
}

export interface RecordOut {
  meeting: MeetingOut
  resolution_ids: string[]
  attendance: AttendanceOut[]
  quorum: QuorumOut
  votes: VoteOut[]
}

export interface RecordStandingOut {
  title: string
  status: string
  lacks: string[]
  returned: number
}

export interface RedOut {
  what: 'obligation' | 'order' | 'resolution'
  branch: string
  branch_name: string
  ref: string
  title: string
  period: string
  due_on: string
  standing: string
  meeting?: string | null
  ends_on?: string
}

export interface RefuseIn {
  reason: string
}

export interface RemindIn {
  obligations: string[]
}

export interface RemindedOut {
  reminded: number
}

export interface RemoveIn {
  reason: string
}

export interface RemovedOut {
  key: string
  title: string
  records: number
}

export interface ReprintIn {
  slips: number
}

export interface ResolutionOut {
  resolution: string
  rev: number
  branch: string
  branch_name: string
  meeting: string
  meeting_title: string
  meeting_kind: string
  text: string
  owner: string
  due_on: string
  done_on: string
  done_by_name: string
  done_at: number
  note: string
  verdict: string
  decided_at: number | null
  decided_reason: string
}

export interface ResolutionsOut {
  items: ResolutionOut[]
}

export interface ResultOut {
  member: string
  name: string
  branch_name: string
  state: 'open' | 'withheld' | 'published'
  ballots?: number | null
  mean_tenths?: number | null
  spread?: number[] | null
  computed_at?: number | null
  data_up_to?: number | null
}

export interface ReturnIn {
  digest: string
  reasons: ReasonIn[]
}

export interface ReviewOut {
  record: RecordOut
  review: string | null
  state: string
  digest: string
  attempt: number
  flags: string[]
  differences: Difference[]
  reasons: Record<string, string>[]
  grade?: GradeOut | null
  own?: boolean
}

export interface Role {
  role: string
  org: string
  branch: string | null
  org_name: string
}

export interface RoleEndIn {
  reason: string
}

export interface RoleGrantIn {
  account: string
  role: string
  org: string
  from_on: string
  reason: string
  to_on?: string
}

export interface RoleGrantOut {
  grant: string
  account: string
  name: string
  login: string
  branch_name: string
  role: string
  org: string
  org_name: string
  from_on: string
  to_on: string | null
  standing: string
  own: boolean
}

export interface RolesOut {
  items: RoleGrantOut[]
  grantable: string[]
}

export interface RoomIn {
  name: string
  reason: string
  place?: number
  capacity?: number
  equipment?: string
  note?: string
  state?: 'open' | 'off'
  is_confirmed?: boolean
}

export interface RoomOut {
  room: string
  name: string
  place: number
  capacity: number
  equipment: string
  note: string
  state: string
  is_confirmed: boolean
}

export interface RoomRuleIn {
  opens: number
  closes: number
  ahead_days: number
  cancel_hours: number
  reason: string
}

export interface RoomRuleOut {
  opens: number
  closes: number
  ahead_days: number
  cancel_hours: number
  is_confirmed: boolean
}

export interface RoomsOut {
  today: string
  rooms: RoomOut[]
  rule: RoomRuleOut
  closures: ClosureOut[]
  orgs: OrgOut[]
  feed_made_at: number | null
}

export interface RosterCounts {
  committees: number
  general_branches: number
  branches: number
  groups: number
  members: number
}

export interface RosterReport {
  dry_run: boolean
  counts: RosterCounts
  added: number
  moved: number
  changed: number
  unchanged: number
  left: number
  left_people: LeftPerson[]
  removed: boolean
  problems: RowProblem[]
}

export interface RowOut {
  branch: string
  name: string
  general_branch: string | null
  unsent: number
  heard_at: number | null
  cells: CellOut[]
  data_up_to: number | null
}

export interface RowProblem {
  row: number
  column: string
  value: string
  reason: string
}

export interface Rule {
  id: string
  text: string
  source: 'attendance' | 'fact' | 'fact_amount' | 'fact_until' | 'mass_review'
  kinds?: string[]
  grades?: string[]
  points_tenths?: number
  most_times?: number | null
  cap_tenths?: number | null
  zeroes?: boolean
  offer?: string
}

export interface RunAgainIn {
  log: string
  mid: number
}

export interface RunAgainOut {
  log: string
  mid: number
  result: string
}

export interface SchemeIn {
  rev: number
  content: Content
}

export interface SchemeListed {
  id: string
  version: number
  state: string
  from_on: string
  changed_by: string
  changed_at: number | null
}

export interface SchemeOut {
  id: string
  version: number
  state: string
  from_on: string
  changed_by: string
  changed_at: number | null
  rev: number
  content: Content
  mending: Mending[]
  countable: Countable[]
  removed: RemovedOut[]
}

export interface SchemesOut {
  schemes: SchemeListed[]
  quarters: string[]
}

export interface ScoreOut {
  period: string
  total_tenths: number | null
  auto_tenths: number | null
  assessor_tenths: number | null
  band: string
  published_band: string | null
  computed_at: number
  data_up_to: number | null
}

export interface ScoreWeights {
  auto: number
  assessor: number
}

export interface SearchOut {
  words: string[]
  groups: GroupOut[]
}

export interface SecretariesOut {
  year: number
  as_of: number
  items: SecretaryOut[]
}

export interface SecretaryNeedMoveIn {
  move: string
  seen: string
  text?: string
  course?: string
}

export interface SecretaryNeedMovedOut {
  need: string
  state: string
}

export interface SecretaryNeedOfCourseOut {
  need: string
  member: string
  member_name: string
  branch_name: string
  item: string
  text: string
  state: string
  attended_on: string
}

export interface SecretaryNeedOut {
  need: string
  year: number
  item: string
  text: string
  state: string
  training: string
  course: string
  attended_on: string
  asked_at: number
  steps: SecretaryStepOut[]
}

export interface SecretaryNoteIn {
  year: number
  item: string
  level: string
  example: string
}

export interface SecretaryNoteOut {
  year: number
  item: string
  side: string
  level: string
  example: string
  by_name: string
  at: number
}

export interface SecretaryOut {
  member: string
  name: string
  branch: string
  branch_name: string
  since: string
  own: number
  office: number
  needs: number
}

export interface SecretaryProfileOut {
  member: string
  name: string
  branch_name: string
  as_of: number
  notes: SecretaryNoteOut[]
  needs: SecretaryNeedOut[]
}

export interface SecretaryStepOut {
  step: string
  act: string
  on: string
  at: number
  by_name: string
  text: string
}

export interface SectionCountOut {
  what: string
  number: number
}

export interface SectionLineOut {
  ref: string
  title: string
  route: string
  org: string
  org_name: string
  on: string
  standing: string
  colour: string
  note: string
  phone: string
  data_up_to: number | null
}

export interface SectionOut {
  name: string
  counts: SectionCountOut[]
  lines: SectionLineOut[]
}

export interface SeenIn {
  meeting: string
  digest: string
}

export interface SessionItem {
  id: string
  created_at: number
  seen_at: number
  agent: string
  current: boolean
}

export interface SessionMarkOut {
  member: string
  name: string
  branch_name: string
  status: string
  reason: string
  by_name: string
  at: number
}

export interface SessionOut {
  as_of: number
  session: TrainingSessionOut
  marks: SessionMarkOut[]
  unmarked: string[]
}

export interface ShareHandedOut {
  share: string
}

export interface ShareKept {
  share: string
  asks_login: boolean
}

export interface ShareOut {
  id: string
  name: string
  share: number
  number: string
}

export interface SheetProblem {
  sheet: string
  row: number
  column: string
  value: string
  reason: string
  remedy: string
}

export interface SignIn {
  login: string
  password: string
}

export interface SlipOut {
  typed: string
  path: string
  size: number
}

export interface SlipsOut {
  poll: string
  name: string
  slips: SlipOut[]
  keys?: string[]
}

export interface SmallOut {
  width: number
  height: number
  small: string
}

export interface SomeoneIn {
  name: string
  member?: string
}

export interface SpreadOut {
  lowest: number
  highest: number
  people: number
}

export interface Star {
  star: number
  at_least_tenths: number
}

export interface StarCounts {
  five: number
  four: number
  three: number
  two: number
  one: number
  none: number
  waiting: number
}

export interface StateOut {
  state: string
}

export interface StatedOut {
  branch: string
  kind: string
  stated_by_name: string
  stated_at: number
}

export interface Step {
  at: number
  state: string
  why?: string
  since?: number
  times?: number
}

export interface StepOut {
  at: number
  by: string
  move: string
  title: string
  from_state: string
  to_state: string
  why: string
  changes: cycles_schemas_ChangeOut[]
}

export interface StoreLost {
  waiting: number
}

export interface StoriesOut {
  items: StoryLineOut[]
  next: string | null
}

export interface StoryIn {
  rev: number
  kind: 'person' | 'case'
  org: string
  title?: string
  lead?: string
  people?: SomeoneIn[]
  blocks?: BlockIn[]
}

export interface StoryLineOut {
  story: string
  kind: string
  title: string
  org_name: string
  names: string
  state: string
  edited_by_name: string
  edited_at: number
  published_at: number | null
  waiting: number
}

export interface StoryOut {
  as_of: number
  order: OrderOut
  steps: OrderStepOut[]
  others: OrderOut[]
  own: boolean
}

export interface StoryStepOut {
  step: string
  act: string
  at: number
  by_name: string
  text: string
}

export interface StudioChoiceIn {
  title: string
  reason: string
  is_confirmed?: boolean
  is_off?: boolean
  target?: number
}

export interface StudioChoiceOut {
  field: string
  key: string
  title: string
  target: number
  place: number
  is_confirmed: boolean
  is_off: boolean
}

export interface StudioDetailOut {
  as_of: number
  studio: StudioOut
  achievements: AchievementOut[]
}

export interface StudioIn {
  rev: number
  org: string
  name: string
  place?: string
  field?: string
  motto?: string
  founded_on?: string
  closed_on?: string
  people?: StudioPersonIn[]
}

export interface StudioOrgOut {
  id: string
  kind: string
  name: string
}

export interface StudioOut {
  studio: string
  rev: number
  org: string
  org_name: string
  name: string
  place: string
  field: string
  motto: string
  founded_on: string
  closed_on: string
  people: StudioPersonOut[]
  year: StudioYearOut
}

export interface StudioPersonIn {
  member: string
  from_on: string
  to_on?: string
  leads?: boolean
}

export interface StudioPersonOut {
  member: string
  name: string
  leads: boolean
  from_on: string
  to_on: string
}

export interface StudioReportOut {
  as_of: number
  quarter: string
  studio: StudioOut
  achievements: AchievementOut[]
  under_way: AchievementOut[]
  yuan: number
}

export interface StudioYearOut {
  year: number
  goals: GoalOut[]
  yuan: number
  computed_at: number
  data_up_to: number | null
}

export interface StudiosOut {
  as_of: number
  year: number
  studios: StudioOut[]
  choices: StudioChoiceOut[]
  orgs: StudioOrgOut[]
}

export interface SubscribeIn {
  endpoint: string
  p256dh: string
  auth: string
  store: string
  language?: 'zh' | 'en'
}

export interface SubscribedOut {
  subscription: string
}

export interface TakenOut {
  taken?: boolean
}

export interface TaleOut {
  story: string
  rev: number
  kind: string
  title: string
  lead: string
  org: string
  org_name: string
  people: SomeoneIn[]
  blocks: BlockIn[]
  state: string
  edited_by_name: string
  edited_at: number
  published_at: number | null
  own: boolean
  mine: boolean
  pictures: PictureOut[]
  consents: ConsentOut[]
  printed: PrintedOut[]
  steps: StoryStepOut[]
}

export interface TalliesIn {
  ballots: number
  tallies: Record<string, number[]>
}

export interface TargetOut {
  org: string
  kind: string
  name: string
  parent: string | null
}

export interface TargetsIn {
  targets: Record<string, number>
}

export interface TaskOut {
  what: 'obligation' | 'order' | 'resolution'
  ref: string
  title: string
  owner: string
  due_on: string
  standing: string
  colour: string
  period?: string
  meeting?: string | null
}

export interface TemplateChangeIn {
  reason: string
}

export interface TemplateDropIn {
  reason: string
}

export interface TemplateEndIn {
  to_on: string
  reason: string
}

export interface TemplateIn {
  title: string
  kind: string
  cadence: string
  content: string
  reason: string
  due_days?: number
}

export interface TemplateOut {
  template: string
  title: string
  kind: string
  cadence: string
  content: string
  due_days: number
}

export interface TemplateVersionIn {
  title: string
  period: 'month' | 'quarter' | 'year'
  applies_to: 'branch' | 'group'
  condition: 'always' | 'committee'
  warn_days: number
  grace_workdays: number
  weight_tenths: number
  from_on: string
  reason: string
}

export interface TemplateVersionOut {
  template: string
  kind: string
  title: string
  period: string
  applies_to: string
  condition: string
  warn_days: number
  grace_workdays: number
  weight_tenths: number
  version: number
  from_on: string
  to_on: string | null
  standing: string
}

export interface TieIn {
  chosen: string[]
  reason: string
}

export interface TieOut {
  tie: string
  members: string[]
  places: number
  cut_by: string[]
  chosen: string[]
  reason: string
  decided_by_name: string
  decided_at: number | null
  is_open: boolean
  own: boolean
  may_decide: boolean
}

export interface TokenItem {
  id: string
  name: string
  scopes: string[]
  state: string
  created_at: number
  expires_at: number
  used_at: number | null
  asked: number
}

export interface TokenMade {
  id: string
  token: string
  expires_at: number
}

export interface TokenMakeIn {
  name: string
  scopes: string[]
  days: number
  reason: string
}

export interface TokenRevokeIn {
  reason: string
}

export interface TokensOut {
  items: TokenItem[]
  scopes: Record<string, string>
  per_minute: number
}

export interface ToldHonour {
  year: number
  level: string
  title: string
  name: string
}

export interface TrainingOrgOut {
  id: string
  kind: string
  name: string
}

export interface TrainingSessionIn {
  held_on: string
  place?: string
  lecturer?: string
}

export interface TrainingSessionOut {
  session: string
  course: string
  title: string
  layer: string
  reach: string
  held_on: string
  place: string
  lecturer: string
  cancel_reason: string
  branches: number
  branch_name: string
  marked: number
  marks: MarkCountOut[]
}

export interface TransitionOut {
  at: number
  state: string
  cause: string
}

export interface Trend {
  month: string
  owed: number
  done: number
  late: number
  red: number
  excused: number
  turned_red: number
}

export interface TriedAssessmentOut {
  period: string
  version: number
  branches: number
  moving: number
  changing: number
  bands: BandCountOut[]
  movers: MovingBranchOut[]
}

export interface TriedAssessmentsOut {
  as_of: number
  periods: TriedAssessmentOut[]
}

export interface TriedOut {
  as_of: number
  quarters: TriedQuarterOut[]
}

export interface TriedQuarterOut {
  quarter: string
  members: number
  before: StarCounts
  after: StarCounts
  places_before: PlacesOut
  places_after: PlacesOut
  moving: number
  changing: number
  means_alone: number
  movers: MoverOut[]
  concerned: number
  quota_and_vetoes: ConcernedOut[]
}

export interface UseOut {
  key: string
  name: string
  bookings: number
  minutes: number
  share: number | null
}

export interface UsedOut {
  first: string
  last: string
  rooms: UseOut[]
  hours: UseOut[]
  branches: UseOut[]
}

export interface VersionOut {
  cycle: string
  version: number
  state: string
}

export interface Veto {
  key: string
  title: string
  text: string
}

export interface VetoCreatedOut {
  veto: string
}

export interface VetoIn {
  member: string
  quarter: string
  kind: string
  text: string
  evidence: string
}

export interface VetoKindOut {
  kind: string
  title: string
  text: string
}

export interface VetoOut {
  veto: string
  member: string
  name: string
  employee_no: string
  branch_name: string
  quarter: string
  kind: string
  title: string
  text: string
  evidence: string
  state: string
  proposed_by_name: string
  proposed_at: number
  decided_by_name: string
  decided_at: number | null
  reason: string
  lifted_by_name: string
  lifted_at: number | null
  mine: boolean
}

export interface VetoesOut {
  kinds: VetoKindOut[]
  vetoes: VetoOut[]
}

export interface VisitCoverageOut {
  org: string
  org_name: string
  branch: string | null
  guides: string[]
  months: VisitMonthOut[]
  open_problems: number
}

export interface VisitCoverageTableOut {
  quarter: string
  today: string
  as_of: number
  data_up_to: number | null
  visits: number
  warn_days: number
  items: VisitCoverageOut[]
  alone: string[]
}

export interface VisitMonthOut {
  month: string
  standing: string
  colour: string
  visits: number
}

export interface VisitMoveIn {
  move: string
  seen: string
  text?: string
  problem?: string
  due_on?: string
}

export interface VisitMovedOut {
  visit: string
  state: string
  order: string
}

export interface VisitOut {
  visit: string
  org: string
  org_name: string
  branches: string[]
  team: string
  guide: string
  guide_name: string
  on: string
  function: string
  way: string
  text: string
  state: string
  created_at: number
  found: number
  unsolved: number
}

export interface VisitProblemOut {
  problem: string
  text: string
  state: string
  found_on: string
  solved_on: string
  order: string
  order_number: string
  order_state: string | null
}

export interface VisitQuarterOut {
  quarter: string
  as_of: number
  visits: number
  organisations: number
  by_team: Record<string, number>
  by_function: Record<string, number>
  by_way: Record<string, number>
  months: Record<string, Record<string, number>>
  problems: Record<string, number>
  missed: string[]
  unsolved: string[]
}

export interface VisitRuleIn {
  visits: number
  warn_days: number
  reason: string
}

export interface VisitRuleOut {
  visits: number
  warn_days: number
  is_confirmed: boolean
}

export interface VisitStepOut {
  step: string
  act: string
  on: string
  at: number
  by_name: string
  text: string
  problem: string
}

export interface VisitStoryOut {
  as_of: number
  visit: VisitOut
  problems: VisitProblemOut[]
  steps: VisitStepOut[]
}

export interface VisitsOut {
  as_of: number
  items: VisitOut[]
  next: string | null
}

export interface VoteOut {
  subject: string
  purpose: string
  written: number
  yes: number
  no: number
  abstain: number
  passed: boolean
}

export interface WallOut {
  as_of: number
  trends: Trend[]
  events: EventOut[]
  today: Record<string, number>
}

export interface Wanted {
  code: 'emergency' | 'maintenance' | 'stoppage' | 'other'
  words?: string
  until_on?: string
}

export interface WhyIn {
  reason: string
}

export interface WithdrawIn {
  reason: string
}

export interface WorkMeetingIn {
  rev: number
  held_on?: string
  place?: string
  chair?: string
  attended?: string
  notes?: string
  decisions?: DecisionIn[]
}

export interface audit_schemas_ChangeOut {
  field: string
  before: string | null
  after: string | null
}

export interface ballots_schemas_OpenIn {
  quarter: string
  branches: string[]
  voters: number
  closes_on: string
  by_paper?: boolean
}

export interface cycles_schemas_ChangeOut {
  member: string
  name: string
  star_before?: number | null
  star_after?: number | null
  total_before?: number | null
  total_after?: number | null
}

export interface cycles_schemas_MoveIn {
  move: string
  reason?: string
}

export interface cycles_schemas_OpenIn {
  quarter: string
}

export interface honours_schemas_MoveIn {
  rev: number
  name: string
  text?: string
}

/** Every route: what it takes and what it answers. */
export interface Routes {
  'POST /api/accounts/activation': { query: Record<string, never>; body: CodesFor; answer: ActivationCodes }
  'POST /api/accounts/{account}/disable': { query: Record<string, never>; body: AccountChangeIn; answer: null }
  'POST /api/accounts/{account}/enable': { query: Record<string, never>; body: AccountChangeIn; answer: null }
  'POST /api/accounts/{account}/sign-out': { query: Record<string, never>; body: AccountChangeIn; answer: null }
  'GET /api/achievements': { query: { state?: '' | 'submitted' | 'returned' | 'approved' | 'withdrawn'; kind?: string; org?: string; studio?: string; year?: string; cursor?: string | null }; body: null; answer: AchievementsOut }
  'GET /api/achievements/export': { query: { state?: '' | 'submitted' | 'returned' | 'approved' | 'withdrawn'; kind?: string; org?: string; studio?: string; year?: string }; body: null; answer: Blob }
  'POST /api/achievements/import': { query: { dry_run?: boolean }; body: Blob; answer: OwnedReport }
  'POST /api/achievements/import/problems': { query: Record<string, never>; body: Blob; answer: Blob }
  'GET /api/achievements/template': { query: Record<string, never>; body: null; answer: Blob }
  'GET /api/achievements/{achievement}': { query: Record<string, never>; body: null; answer: AchievementStoryOut }
  'POST /api/achievements/{achievement}/approve': { query: Record<string, never>; body: DecideAchievementIn; answer: DecidedAchievementOut }
  'GET /api/achievements/{achievement}/files': { query: Record<string, never>; body: null; answer: FileOut[] }
  'POST /api/achievements/{achievement}/return': { query: Record<string, never>; body: DecideAchievementIn; answer: DecidedAchievementOut }
  'POST /api/achievements/{achievement}/revoke': { query: Record<string, never>; body: DecideAchievementIn; answer: DecidedAchievementOut }
  'POST /api/activation': { query: Record<string, never>; body: Activation; answer: Me }
  'GET /api/amendments': { query: { state?: string; cursor?: string | null }; body: null; answer: AmendmentsOut }
  'GET /api/amendments/export': { query: { state?: string }; body: null; answer: Blob }
  'GET /api/amendments/{amendment}': { query: Record<string, never>; body: null; answer: AmendmentOut }
  'POST /api/amendments/{amendment}/accept': { query: Record<string, never>; body: AcceptIn; answer: AmendedOut }
  'POST /api/amendments/{amendment}/reject': { query: Record<string, never>; body: RefuseIn; answer: AmendedOut }
  'GET /api/appeals': { query: { quarter: string }; body: null; answer: AppealOut[] }
  'GET /api/appeals/export': { query: { quarter: string }; body: null; answer: Blob }
  'POST /api/appeals/{appeal}/decide': { query: Record<string, never>; body: DecideIn; answer: StateOut }
  'POST /api/assessment-entries/{entry}/withdraw': { query: Record<string, never>; body: AssessmentReasonIn; answer: AssessedOut }
  'POST /api/assessment-forms/{form}/reopen': { query: Record<string, never>; body: AssessmentReasonIn; answer: AssessedOut }
  'GET /api/assessment-schemes': { query: Record<string, never>; body: null; answer: AssessmentSchemesOut }
  'PUT /api/assessment-schemes/draft': { query: Record<string, never>; body: AssessmentDraftIn; answer: AssessedOut }
  'GET /api/assessment-schemes/draft/dry-run': { query: Record<string, never>; body: null; answer: TriedAssessmentsOut }
  'POST /api/assessment-schemes/draft/publish': { query: Record<string, never>; body: AssessmentPublishIn; answer: AssessedOut }
  'GET /api/assessments': { query: { period?: string | null }; body: null; answer: AssessmentsOut }
  'GET /api/assessments/export': { query: { period?: string | null }; body: null; answer: Blob }
  'GET /api/assessments/{branch}/{period}': { query: Record<string, never>; body: null; answer: AssessmentOut }
  'POST /api/assessments/{branch}/{period}/entries': { query: Record<string, never>; body: AssessmentEntryIn; answer: AssessedOut }
  'POST /api/assessments/{period}/publish': { query: Record<string, never>; body: null; answer: BandsOut }
  'GET /api/assessors': { query: Record<string, never>; body: null; answer: AssessorsOut }
  'GET /api/assessors/export': { query: Record<string, never>; body: null; answer: Blob }
  'POST /api/assessors/grants': { query: Record<string, never>; body: AssessorGrantIn; answer: AssessorsOut }
  'POST /api/assessors/grants/{grant}/end': { query: Record<string, never>; body: RoleEndIn; answer: AssessorsOut }
  'GET /api/audit': { query: { matter?: string; actor?: string; from_on?: string; to_on?: string; cursor?: string }; body: null; answer: AuditPage }
  'GET /api/audit/export': { query: { matter?: string; actor?: string; from_on?: string; to_on?: string }; body: null; answer: Blob }
  'POST /api/ballots': { query: Record<string, never>; body: BallotIn; answer: TakenOut }
  'POST /api/ballots/paper': { query: Record<string, never>; body: CodeIn; answer: PaperOut }
  'GET /api/board': { query: { period?: string | null }; body: null; answer: BoardOut }
  'GET /api/board/export': { query: { period?: string | null; kind?: string; general?: string; only?: 'all' | 'heed' | 'red' }; body: null; answer: Blob }
  'GET /api/bookings': { query: { first: string; last: string }; body: null; answer: BookingsOut }
  'POST /api/bookings': { query: Record<string, never>; body: BookingIn; answer: BookingsOut }
  'GET /api/bookings/export': { query: { first: string; last: string }; body: null; answer: Blob }
  'POST /api/bookings/import': { query: { dry_run?: boolean }; body: Blob; answer: BookingReport }
  'POST /api/bookings/import/problems': { query: Record<string, never>; body: Blob; answer: Blob }
  'GET /api/bookings/template': { query: Record<string, never>; body: null; answer: Blob }
  'GET /api/bookings/use': { query: { first: string; last: string }; body: null; answer: UsedOut }
  'POST /api/bookings/{booking}/cancel': { query: Record<string, never>; body: CancelIn; answer: CancelledOut }
  'GET /api/bots': { query: Record<string, never>; body: null; answer: BotsOut }
  'POST /api/bots': { query: Record<string, never>; body: BotIn; answer: BotsOut }
  'PUT /api/bots/{bot}': { query: Record<string, never>; body: BotChangeIn; answer: BotsOut }
  'POST /api/bots/{bot}/remove': { query: Record<string, never>; body: BotRemoveIn; answer: BotsOut }
  'POST /api/bots/{bot}/try': { query: Record<string, never>; body: null; answer: BotTriedOut }
  'GET /api/brands': { query: { list?: 'all' | 'waiting' | 'growing' | 'named' | 'withdrawn' | 'drafts'; colour?: '' | 'grey' | 'yellow' | 'green' | 'red'; org?: string; cursor?: string | null }; body: null; answer: BrandsOut }
  'GET /api/brands/export': { query: { list?: 'all' | 'waiting' | 'growing' | 'named' | 'withdrawn' | 'drafts'; colour?: '' | 'grey' | 'yellow' | 'green' | 'red'; org?: string }; body: null; answer: Blob }
  'POST /api/brands/import': { query: { dry_run?: boolean }; body: Blob; answer: OwnedReport }
  'POST /api/brands/import/problems': { query: Record<string, never>; body: Blob; answer: Blob }
  'GET /api/brands/owners': { query: Record<string, never>; body: null; answer: BrandOwnerOut[] }
  'GET /api/brands/template': { query: Record<string, never>; body: null; answer: Blob }
  'GET /api/brands/{brand}': { query: Record<string, never>; body: null; answer: BrandStoryOut }
  'POST /api/brands/{brand}/move': { query: Record<string, never>; body: BrandMoveIn; answer: BrandMovedOut }
  'GET /api/brands/{brand}/paper': { query: { format?: 'docx' | 'pdf' }; body: null; answer: Blob }
  'GET /api/brands/{brand}/picture': { query: Record<string, never>; body: null; answer: Json }
  'PUT /api/brands/{brand}/picture': { query: Record<string, never>; body: Blob; answer: BrandMovedOut }
  'GET /api/burden': { query: { month?: string | null }; body: null; answer: BurdenOut }
  'GET /api/burden/export': { query: { month?: string | null }; body: null; answer: Blob }
  'GET /api/conflicts': { query: { cursor?: string | null }; body: null; answer: ConflictsOut }
  'GET /api/conflicts/export': { query: Record<string, never>; body: null; answer: Blob }
  'POST /api/contest-results/{result}/remove': { query: Record<string, never>; body: null; answer: ContestsOut }
  'GET /api/contests': { query: Record<string, never>; body: null; answer: ContestsOut }
  'POST /api/contests/import': { query: { dry_run?: boolean }; body: Blob; answer: OwnedReport }
  'POST /api/contests/import/problems': { query: Record<string, never>; body: Blob; answer: Blob }
  'GET /api/contests/template': { query: Record<string, never>; body: null; answer: Blob }
  'PUT /api/contests/{contest}': { query: Record<string, never>; body: ContestIn; answer: ContestsOut }
  'POST /api/contests/{contest}/remove': { query: Record<string, never>; body: null; answer: ContestsOut }
  'POST /api/contests/{contest}/results': { query: Record<string, never>; body: ContestResultIn; answer: ContestsOut }
  'GET /api/corrections': { query: { state?: 'open' | 'decided' }; body: null; answer: CorrectionRequestOut[] }
  'GET /api/corrections/export': { query: { state?: 'open' | 'decided' }; body: null; answer: Blob }
  'POST /api/corrections/{correction}/decide': { query: Record<string, never>; body: DecideCorrectionIn; answer: DecidedCorrectionOut }
  'GET /api/courses': { query: Record<string, never>; body: null; answer: CoursesOut }
  'PUT /api/courses/{course}': { query: Record<string, never>; body: CourseIn; answer: CoursesOut }
  'POST /api/courses/{course}/remove': { query: Record<string, never>; body: null; answer: CoursesOut }
  'PUT /api/courses/{course}/sessions/{session}': { query: Record<string, never>; body: TrainingSessionIn; answer: CoursesOut }
  'GET /api/coverage': { query: { quarter: string }; body: null; answer: CoverageOut }
  'POST /api/coverage': { query: Record<string, never>; body: CoverageIn; answer: ChangedOut }
  'GET /api/coverage/export': { query: { quarter: string }; body: null; answer: Blob }
  'POST /api/coverage/withdraw': { query: Record<string, never>; body: CoverageIn; answer: ChangedOut }
  'GET /api/cycles': { query: { quarter?: string | null }; body: null; answer: OverviewOut }
  'GET /api/cycles/export': { query: { quarter?: string | null }; body: null; answer: Blob }
  'POST /api/cycles/moves': { query: Record<string, never>; body: MoveAllIn; answer: MovedAllOut }
  'POST /api/cycles/open': { query: Record<string, never>; body: cycles_schemas_OpenIn; answer: OpenedOut }
  'GET /api/cycles/{cycle}': { query: Record<string, never>; body: null; answer: DetailOut }
  'GET /api/cycles/{cycle}/export': { query: Record<string, never>; body: null; answer: Blob }
  'POST /api/cycles/{cycle}/moves': { query: Record<string, never>; body: cycles_schemas_MoveIn; answer: MovedOut }
  'GET /api/cycles/{cycle}/publication': { query: Record<string, never>; body: null; answer: PublicationOut }
  'GET /api/cycles/{cycle}/publication/export': { query: Record<string, never>; body: null; answer: Blob }
  'POST /api/cycles/{cycle}/ties/{tie}': { query: Record<string, never>; body: TieIn; answer: MovedOut }
  'GET /api/deductions': { query: { state?: string }; body: null; answer: DeductionsOut }
  'GET /api/deductions/export': { query: { state?: string }; body: null; answer: Blob }
  'POST /api/deductions/{deduction}/decide': { query: Record<string, never>; body: DecideDeductionIn; answer: AssessedOut }
  'GET /api/devices': { query: { state?: '' | 'live' | 'lost' | 'revoked'; q?: string; cursor?: string }; body: null; answer: DevicesOut }
  'GET /api/devices/export': { query: { state?: '' | 'live' | 'lost' | 'revoked'; q?: string }; body: null; answer: Blob }
  'POST /api/devices/{device}/restore': { query: Record<string, never>; body: DeviceChangeIn; answer: null }
  'POST /api/devices/{device}/revoke': { query: Record<string, never>; body: DeviceChangeIn; answer: null }
  'GET /api/excusals': { query: { state?: 'open' | 'decided' }; body: null; answer: ExcusalOut[] }
  'POST /api/excusals': { query: Record<string, never>; body: GrantIn; answer: GrantedOut }
  'GET /api/excusals/export': { query: { state?: 'open' | 'decided' }; body: null; answer: Blob }
  'POST /api/excusals/{excusal}/decide': { query: Record<string, never>; body: DecideExcusalIn; answer: ExcusalStateOut }
  'POST /api/excusals/{excusal}/lift': { query: Record<string, never>; body: LiftIn; answer: ExcusalStateOut }
  'GET /api/exports': { query: Record<string, never>; body: null; answer: ExportsOut }
  'GET /api/exports/export': { query: Record<string, never>; body: null; answer: Blob }
  'GET /api/facts': { query: { quarter: string; kind?: string; branch?: string; cursor?: string | null }; body: null; answer: FactsOut }
  'POST /api/facts': { query: Record<string, never>; body: EntryIn; answer: EnteredOut }
  'GET /api/facts/export': { query: { quarter: string; kind?: string; branch?: string }; body: null; answer: Blob }
  'POST /api/facts/import': { query: { kind: string; quarter: string; branch?: string[] | null; file_name?: string; dry_run?: boolean }; body: Blob; answer: FactReport }
  'POST /api/facts/import/problems': { query: { kind: string; quarter: string; branch?: string[] | null }; body: Blob; answer: Blob }
  'GET /api/facts/imports': { query: Record<string, never>; body: null; answer: FactImportOut[] }
  'GET /api/facts/template': { query: { kind: string }; body: null; answer: Blob }
  'POST /api/facts/{fact}/withdraw': { query: Record<string, never>; body: WithdrawIn; answer: ChangedOut }
  'GET /api/files': { query: { meeting: string }; body: null; answer: FileOut[] }
  'GET /api/files/{file}': { query: Record<string, never>; body: null; answer: Json }
  'POST /api/files/{file}': { query: Record<string, never>; body: null; answer: null }
  'PUT /api/guide-choices/{field}/{key}': { query: Record<string, never>; body: ChoiceIn; answer: GuideChoiceOut }
  'GET /api/guides/assignments': { query: Record<string, never>; body: null; answer: GuideAssignmentOut[] }
  'POST /api/guides/assignments': { query: Record<string, never>; body: GuideAssignIn; answer: GuideAssignmentOut }
  'POST /api/guides/assignments/{assignment}/end': { query: Record<string, never>; body: GuideEndIn; answer: GuideAssignmentOut }
  'GET /api/guides/coverage': { query: { quarter?: string }; body: null; answer: VisitCoverageTableOut }
  'POST /api/guides/import': { query: { dry_run?: boolean }; body: Blob; answer: OwnedReport }
  'POST /api/guides/import/problems': { query: Record<string, never>; body: Blob; answer: Blob }
  'GET /api/guides/options': { query: Record<string, never>; body: null; answer: GuideOptionsOut }
  'GET /api/guides/quarter': { query: { quarter?: string }; body: null; answer: VisitQuarterOut }
  'GET /api/guides/report': { query: { quarter?: string; format?: 'docx' | 'pdf' }; body: null; answer: Blob }
  'GET /api/guides/template': { query: Record<string, never>; body: null; answer: Blob }
  'GET /api/held': { query: { state?: string; cursor?: string | null }; body: null; answer: HeldOut }
  'GET /api/held/export': { query: { state?: string }; body: null; answer: Blob }
  'POST /api/held/{mutation}/apply': { query: Record<string, never>; body: null; answer: HeldDecidedOut }
  'POST /api/held/{mutation}/discard': { query: Record<string, never>; body: RefuseIn; answer: HeldDecidedOut }
  'PUT /api/honour-choices/{field}/{key}': { query: Record<string, never>; body: LevelIn; answer: LevelOut }
  'GET /api/honours': { query: { level?: string; org?: string; words?: string; cursor?: string | null }; body: null; answer: HonoursOut }
  'POST /api/honours': { query: Record<string, never>; body: HonourIn; answer: HonourKeptOut }
  'GET /api/honours/export': { query: { level?: string; org?: string; words?: string }; body: null; answer: Blob }
  'POST /api/honours/import': { query: { dry_run?: boolean }; body: Blob; answer: HonourReport }
  'POST /api/honours/import/problems': { query: Record<string, never>; body: Blob; answer: Blob }
  'GET /api/honours/options': { query: Record<string, never>; body: null; answer: HonourOptionsOut }
  'GET /api/honours/template': { query: Record<string, never>; body: null; answer: Blob }
  'PUT /api/honours/{honour}': { query: Record<string, never>; body: HonourChangeIn; answer: HonourKeptOut }
  'POST /api/honours/{honour}/remove': { query: Record<string, never>; body: RemoveIn; answer: HonourKeptOut }
  'GET /api/ledger': { query: { period?: string | null }; body: null; answer: ChildrenOut }
  'GET /api/ledger/members/{member}': { query: { period?: string | null }; body: null; answer: MemberLedgerOut }
  'GET /api/ledger/members/{member}/attendance': { query: { period?: string | null; cursor?: string }; body: null; answer: MarkLinesOut }
  'GET /api/ledger/members/{member}/attendance/export': { query: { period?: string | null }; body: null; answer: Blob }
  'GET /api/ledger/{org}': { query: { period?: string | null }; body: null; answer: PlaceLedgerOut }
  'GET /api/ledger/{org}/below': { query: { period?: string | null; cursor?: string }; body: null; answer: ChildrenOut }
  'GET /api/ledger/{org}/below/export': { query: { period?: string | null }; body: null; answer: Blob }
  'GET /api/ledger/{org}/people': { query: { cursor?: string }; body: null; answer: MembershipsOut }
  'GET /api/ledger/{org}/people/export': { query: Record<string, never>; body: null; answer: Blob }
  'GET /api/ledger/{org}/records': { query: { period?: string | null; kind?: string; cursor?: string }; body: null; answer: RecordLinesOut }
  'GET /api/ledger/{org}/records/export': { query: { period?: string | null; kind?: string }; body: null; answer: Blob }
  'GET /api/me': { query: Record<string, never>; body: null; answer: Me }
  'GET /api/meetings/{meeting}': { query: Record<string, never>; body: null; answer: RecordOut }
  'GET /api/mentor-pairs': { query: Record<string, never>; body: null; answer: PairsOut }
  'PUT /api/mentor-pairs/{pair}': { query: Record<string, never>; body: PairIn; answer: PairsOut }
  'POST /api/mentor-pairs/{pair}/remove': { query: Record<string, never>; body: null; answer: PairsOut }
  'GET /api/month-tables': { query: Record<string, never>; body: null; answer: TargetOut[] }
  'GET /api/month-tables/{branch}/{month}': { query: Record<string, never>; body: null; answer: MonthTableOut }
  'GET /api/month-tables/{branch}/{month}/export': { query: Record<string, never>; body: null; answer: Blob }
  'GET /api/obligation-templates': { query: Record<string, never>; body: null; answer: TemplateVersionOut[] }
  'GET /api/obligation-templates/export': { query: Record<string, never>; body: null; answer: Blob }
  'PUT /api/obligation-templates/{kind}': { query: Record<string, never>; body: TemplateVersionIn; answer: TemplateVersionOut[] }
  'POST /api/obligation-templates/{kind}/end': { query: Record<string, never>; body: TemplateEndIn; answer: TemplateVersionOut[] }
  'GET /api/obligations/{obligation}': { query: Record<string, never>; body: null; answer: ObligationOut }
  'GET /api/open/v1/board': { query: { period: string }; body: null; answer: BoardOut }
  'GET /api/open/v1/meetings': { query: { period: string; cursor?: string }; body: null; answer: OpenMeetingsOut }
  'GET /api/opinions': { query: { state?: 'waiting' | 'answered' | 'closed' }; body: null; answer: OpinionPage }
  'GET /api/opinions/export': { query: { state?: 'waiting' | 'answered' | 'closed' }; body: null; answer: Blob }
  'GET /api/opinions/figures': { query: Record<string, never>; body: null; answer: OpinionFiguresOut }
  'GET /api/opinions/{opinion}': { query: Record<string, never>; body: null; answer: OpinionOut }
  'POST /api/opinions/{opinion}/answer': { query: Record<string, never>; body: AnswerOpinionIn; answer: OpinionOut }
  'POST /api/opinions/{opinion}/close': { query: Record<string, never>; body: CloseOpinionIn; answer: OpinionOut }
  'PUT /api/order-choices/{field}/{key}': { query: Record<string, never>; body: OrderChoiceIn; answer: ChoiceOut }
  'PUT /api/order-templates': { query: Record<string, never>; body: TemplateIn; answer: TemplateOut }
  'POST /api/order-templates/{template}/drop': { query: Record<string, never>; body: TemplateDropIn; answer: null }
  'GET /api/orders': { query: { state?: 'open' | 'reported' | 'closed' | 'withdrawn'; colour?: '' | 'grey' | 'yellow' | 'green' | 'red'; kind?: string; org?: string; cursor?: string | null }; body: null; answer: OrdersOut }
  'POST /api/orders': { query: Record<string, never>; body: IssueIn; answer: IssuedOut }
  'GET /api/orders/draft': { query: { meeting?: string; resolution?: string; obligation?: string; month?: string; decision?: string }; body: null; answer: DraftOut }
  'GET /api/orders/export': { query: { state?: 'open' | 'reported' | 'closed' | 'withdrawn'; colour?: '' | 'grey' | 'yellow' | 'green' | 'red'; kind?: string; org?: string }; body: null; answer: Blob }
  'POST /api/orders/import': { query: { dry_run?: boolean }; body: Blob; answer: OwnedReport }
  'POST /api/orders/import/problems': { query: Record<string, never>; body: Blob; answer: Blob }
  'GET /api/orders/options': { query: Record<string, never>; body: null; answer: OptionsOut }
  'GET /api/orders/template': { query: Record<string, never>; body: null; answer: Blob }
  'GET /api/orders/{order}': { query: Record<string, never>; body: null; answer: StoryOut }
  'POST /api/orders/{order}/close': { query: Record<string, never>; body: DecideOrderIn; answer: DecidedOrderOut }
  'POST /api/orders/{order}/return': { query: Record<string, never>; body: DecideOrderIn; answer: DecidedOrderOut }
  'POST /api/orders/{order}/withdraw': { query: Record<string, never>; body: DecideOrderIn; answer: DecidedOrderOut }
  'GET /api/papers/exchange': { query: { period: string }; body: null; answer: Blob }
  'GET /api/papers/ledger': { query: { period: string; branch?: string; kind?: string; cursor?: string }; body: null; answer: MeetingLedgerOut }
  'GET /api/papers/ledger/export': { query: { period: string; branch?: string; kind?: string }; body: null; answer: Blob }
  'GET /api/papers/minutes': { query: { period: string; branch?: string; kind?: string; format?: 'docx' | 'pdf' }; body: null; answer: Blob }
  'GET /api/papers/minutes/{meeting}': { query: { format?: 'docx' | 'pdf' }; body: null; answer: Blob }
  'GET /api/papers/templates': { query: Record<string, never>; body: null; answer: PaperTemplatesOut }
  'POST /api/papers/templates': { query: { name: string; reason: string }; body: Blob; answer: PaperTemplatesOut }
  'GET /api/papers/templates/{template}': { query: Record<string, never>; body: null; answer: Blob }
  'PUT /api/papers/templates/{template}/chosen': { query: Record<string, never>; body: TemplateChangeIn; answer: PaperTemplatesOut }
  'POST /api/papers/templates/{template}/remove': { query: Record<string, never>; body: TemplateChangeIn; answer: PaperTemplatesOut }
  'GET /api/people': { query: { branch?: string; q?: string; cursor?: string; limit?: number }; body: null; answer: PersonItem[] }
  'GET /api/people/export': { query: { branch?: string; q?: string }; body: null; answer: Blob }
  'GET /api/polls': { query: { quarter: string }; body: null; answer: PollsOut }
  'POST /api/polls': { query: Record<string, never>; body: ballots_schemas_OpenIn; answer: SlipsOut }
  'GET /api/polls/export': { query: { quarter: string }; body: null; answer: Blob }
  'GET /api/polls/{poll}': { query: Record<string, never>; body: null; answer: PollDetailOut }
  'DELETE /api/polls/{poll}': { query: Record<string, never>; body: null; answer: null }
  'POST /api/polls/{poll}/close': { query: Record<string, never>; body: null; answer: PollDetailOut }
  'POST /api/polls/{poll}/count': { query: Record<string, never>; body: KeysIn; answer: PollDetailOut }
  'GET /api/polls/{poll}/export': { query: Record<string, never>; body: null; answer: Blob }
  'PUT /api/polls/{poll}/reconciliation': { query: Record<string, never>; body: ReconciliationIn; answer: PollDetailOut }
  'POST /api/polls/{poll}/slips': { query: Record<string, never>; body: ReprintIn; answer: SlipsOut }
  'PUT /api/polls/{poll}/tallies': { query: Record<string, never>; body: TalliesIn; answer: PollDetailOut }
  'GET /api/profile': { query: Record<string, never>; body: null; answer: ProfileOut }
  'PUT /api/project-choices/{field}/{key}': { query: Record<string, never>; body: ChoiceIn; answer: ProjectChoiceOut }
  'GET /api/projects': { query: { list?: 'all' | 'open' | 'waiting' | 'accepted' | 'ended' | 'drafts'; colour?: '' | 'grey' | 'yellow' | 'green' | 'red'; org?: string; cursor?: string | null }; body: null; answer: ProjectsOut }
  'GET /api/projects/export': { query: { list?: 'all' | 'open' | 'waiting' | 'accepted' | 'ended' | 'drafts'; colour?: '' | 'grey' | 'yellow' | 'green' | 'red'; org?: string }; body: null; answer: Blob }
  'POST /api/projects/import': { query: { dry_run?: boolean }; body: Blob; answer: OwnedReport }
  'POST /api/projects/import/problems': { query: Record<string, never>; body: Blob; answer: Blob }
  'GET /api/projects/options': { query: Record<string, never>; body: null; answer: ProjectOptionsOut }
  'GET /api/projects/template': { query: Record<string, never>; body: null; answer: Blob }
  'GET /api/projects/{project}': { query: Record<string, never>; body: null; answer: ProjectStoryOut }
  'POST /api/projects/{project}/move': { query: Record<string, never>; body: ProjectMoveIn; answer: ProjectMovedOut }
  'GET /api/projects/{project}/report': { query: { format?: 'docx' | 'pdf' }; body: null; answer: Blob }
  'GET /api/push/key': { query: Record<string, never>; body: null; answer: PushKeyOut }
  'POST /api/push/subscriptions': { query: Record<string, never>; body: SubscribeIn; answer: SubscribedOut }
  'DELETE /api/push/subscriptions/{subscription}': { query: Record<string, never>; body: null; answer: null }
  'GET /api/quarantined': { query: Record<string, never>; body: null; answer: QuarantineOut }
  'GET /api/quarantined/export': { query: Record<string, never>; body: null; answer: Blob }
  'POST /api/quarantined/run': { query: Record<string, never>; body: RunAgainIn; answer: RunAgainOut }
  'POST /api/reminders': { query: Record<string, never>; body: RemindIn; answer: RemindedOut }
  'GET /api/rescue': { query: Record<string, never>; body: null; answer: ImportsOut }
  'POST /api/rescue': { query: Record<string, never>; body: Blob; answer: ImportOut }
  'GET /api/rescue/key': { query: Record<string, never>; body: null; answer: KeyOut }
  'GET /api/rescue/{import_id}': { query: Record<string, never>; body: null; answer: ImportOut }
  'GET /api/resolutions': { query: { state?: 'waiting' | 'confirmed' | 'returned' }; body: null; answer: ResolutionsOut }
  'GET /api/resolutions/export': { query: { state?: 'waiting' | 'overdue' | 'confirmed' | 'returned' }; body: null; answer: Blob }
  'GET /api/resolutions/overdue': { query: Record<string, never>; body: null; answer: OverdueResolutionsOut }
  'POST /api/resolutions/{resolution}/decide': { query: Record<string, never>; body: DecideResolutionIn; answer: DecidedResolutionOut }
  'GET /api/review': { query: { state?: string; cursor?: string | null; order?: 'age' | 'risk' | 'plain' }; body: null; answer: QueueOut }
  'POST /api/review/approve': { query: Record<string, never>; body: ApproveTogetherIn; answer: ApprovedTogetherOut }
  'GET /api/review/export': { query: Record<string, never>; body: null; answer: Blob }
  'GET /api/review/phrases': { query: Record<string, never>; body: null; answer: PhrasesOut }
  'PUT /api/review/phrases/{field}': { query: Record<string, never>; body: PhrasesIn; answer: PhrasesOut }
  'GET /api/review/{meeting}': { query: Record<string, never>; body: null; answer: ReviewOut }
  'POST /api/review/{meeting}/approve': { query: Record<string, never>; body: ApproveIn; answer: DecidedOut }
  'POST /api/review/{meeting}/return': { query: Record<string, never>; body: ReturnIn; answer: DecidedOut }
  'GET /api/roles': { query: Record<string, never>; body: null; answer: RolesOut }
  'POST /api/roles': { query: Record<string, never>; body: RoleGrantIn; answer: RolesOut }
  'GET /api/roles/export': { query: { past?: boolean }; body: null; answer: Blob }
  'POST /api/roles/{grant}/end': { query: Record<string, never>; body: RoleEndIn; answer: RolesOut }
  'DELETE /api/room-closures/{closure}': { query: Record<string, never>; body: null; answer: null }
  'POST /api/room-feed': { query: Record<string, never>; body: null; answer: FeedOut }
  'DELETE /api/room-feed': { query: Record<string, never>; body: null; answer: null }
  'GET /api/room-feeds/{secret}': { query: { room?: string }; body: null; answer: Blob }
  'PUT /api/room-rule': { query: Record<string, never>; body: RoomRuleIn; answer: RoomsOut }
  'GET /api/rooms': { query: Record<string, never>; body: null; answer: RoomsOut }
  'PUT /api/rooms/{room}': { query: Record<string, never>; body: RoomIn; answer: RoomsOut }
  'POST /api/rooms/{room}/closures': { query: Record<string, never>; body: ClosureIn; answer: ClosedOut }
  'GET /api/rooms/{room}/door-sheet': { query: { first: string; days?: number }; body: null; answer: Blob }
  'POST /api/roster': { query: { dry_run?: boolean; remove_left?: boolean }; body: Blob; answer: RosterReport }
  'POST /api/roster/problems': { query: Record<string, never>; body: Blob; answer: Blob }
  'GET /api/schemes': { query: Record<string, never>; body: null; answer: SchemesOut }
  'POST /api/schemes': { query: Record<string, never>; body: null; answer: SchemeOut }
  'GET /api/schemes/{scheme}': { query: Record<string, never>; body: null; answer: SchemeOut }
  'PUT /api/schemes/{scheme}': { query: Record<string, never>; body: SchemeIn; answer: SchemeOut }
  'DELETE /api/schemes/{scheme}': { query: Record<string, never>; body: null; answer: null }
  'GET /api/schemes/{scheme}/dry-run': { query: Record<string, never>; body: null; answer: TriedOut }
  'POST /api/schemes/{scheme}/publish': { query: Record<string, never>; body: PublishIn; answer: SchemeOut }
  'GET /api/search': { query: { q?: string; kind?: string; org?: string; since?: string; until?: string; cursor?: string }; body: null; answer: SearchOut }
  'GET /api/search/export': { query: { q?: string; kind?: string; org?: string; since?: string; until?: string }; body: null; answer: Blob }
  'GET /api/secretaries': { query: { year?: number }; body: null; answer: SecretariesOut }
  'GET /api/secretaries/export': { query: { year?: number }; body: null; answer: Blob }
  'POST /api/secretaries/import': { query: { dry_run?: boolean }; body: Blob; answer: OwnedReport }
  'POST /api/secretaries/import/problems': { query: Record<string, never>; body: Blob; answer: Blob }
  'GET /api/secretaries/template': { query: Record<string, never>; body: null; answer: Blob }
  'GET /api/secretaries/{member}': { query: Record<string, never>; body: null; answer: SecretaryProfileOut }
  'PUT /api/secretaries/{member}/note': { query: Record<string, never>; body: SecretaryNoteIn; answer: SecretaryNoteOut }
  'GET /api/secretary-needs': { query: { course: string }; body: null; answer: SecretaryNeedOfCourseOut[] }
  'POST /api/secretary-needs/{need}/move': { query: Record<string, never>; body: SecretaryNeedMoveIn; answer: SecretaryNeedMovedOut }
  'POST /api/session': { query: Record<string, never>; body: SignIn; answer: Me }
  'DELETE /api/session': { query: Record<string, never>; body: null; answer: null }
  'GET /api/sessions': { query: Record<string, never>; body: null; answer: SessionItem[] }
  'DELETE /api/sessions/{session}': { query: Record<string, never>; body: null; answer: null }
  'POST /api/stores/{store}/lost': { query: Record<string, never>; body: StoreLost; answer: null }
  'GET /api/stores/{store}/share': { query: Record<string, never>; body: null; answer: ShareHandedOut }
  'PUT /api/stores/{store}/share': { query: Record<string, never>; body: ShareKept; answer: null }
  'GET /api/stories': { query: { story_state?: '' | 'draft' | 'reviewed' | 'published' | 'withdrawn'; cursor?: string | null }; body: null; answer: StoriesOut }
  'POST /api/stories': { query: Record<string, never>; body: StoryIn; answer: TaleOut }
  'GET /api/stories/export': { query: { story_state?: '' | 'draft' | 'reviewed' | 'published' | 'withdrawn' }; body: null; answer: Blob }
  'GET /api/stories/{story}': { query: Record<string, never>; body: null; answer: TaleOut }
  'PUT /api/stories/{story}': { query: Record<string, never>; body: StoryIn; answer: TaleOut }
  'POST /api/stories/{story}/consents/{consent}': { query: Record<string, never>; body: AnswerIn; answer: TaleOut }
  'POST /api/stories/{story}/moves': { query: Record<string, never>; body: honours_schemas_MoveIn; answer: TaleOut }
  'POST /api/stories/{story}/pictures': { query: { picture_kind?: 'picture' | 'paper' }; body: Blob; answer: PictureOut }
  'POST /api/stories/{story}/printed': { query: Record<string, never>; body: PrintedIn; answer: TaleOut }
  'GET /api/story-pages': { query: { cursor?: string | null }; body: null; answer: ReadLinesOut }
  'GET /api/story-pages/{story}': { query: Record<string, never>; body: null; answer: ReadOut }
  'GET /api/story-pictures/{picture}': { query: Record<string, never>; body: null; answer: Json }
  'PUT /api/studio-choices/{field}/{key}': { query: Record<string, never>; body: StudioChoiceIn; answer: StudioChoiceOut }
  'GET /api/studios': { query: { year?: number | null }; body: null; answer: StudiosOut }
  'GET /api/studios/export': { query: { year?: number | null }; body: null; answer: Blob }
  'GET /api/studios/{studio}': { query: { year?: number | null }; body: null; answer: StudioDetailOut }
  'PUT /api/studios/{studio}': { query: Record<string, never>; body: StudioIn; answer: StudioDetailOut }
  'GET /api/studios/{studio}/report/{quarter}': { query: Record<string, never>; body: null; answer: StudioReportOut }
  'PUT /api/studios/{studio}/years/{year}': { query: Record<string, never>; body: TargetsIn; answer: StudioDetailOut }
  'POST /api/sync': { query: Record<string, never>; body: null; answer: string }
  'GET /api/sync/events': { query: Record<string, never>; body: null; answer: Json }
  'GET /api/tokens': { query: Record<string, never>; body: null; answer: TokensOut }
  'POST /api/tokens': { query: Record<string, never>; body: TokenMakeIn; answer: TokenMade }
  'GET /api/tokens/export': { query: Record<string, never>; body: null; answer: Blob }
  'POST /api/tokens/{token}/revoke': { query: Record<string, never>; body: TokenRevokeIn; answer: TokensOut }
  'GET /api/training-layers': { query: Record<string, never>; body: null; answer: LayersOut }
  'PUT /api/training-layers/{key}': { query: Record<string, never>; body: LayerIn; answer: LayerOut }
  'GET /api/training-sessions/{session}': { query: Record<string, never>; body: null; answer: SessionOut }
  'POST /api/training-sessions/{session}/remove': { query: Record<string, never>; body: null; answer: CoursesOut }
  'GET /api/training/export': { query: { year?: string }; body: null; answer: Blob }
  'GET /api/vetoes': { query: { quarter: string }; body: null; answer: VetoesOut }
  'POST /api/vetoes': { query: Record<string, never>; body: VetoIn; answer: VetoCreatedOut }
  'GET /api/vetoes/export': { query: { quarter: string }; body: null; answer: Blob }
  'POST /api/vetoes/{veto}/confirm': { query: Record<string, never>; body: null; answer: StateOut }
  'POST /api/vetoes/{veto}/dismiss': { query: Record<string, never>; body: WhyIn; answer: StateOut }
  'POST /api/vetoes/{veto}/lift': { query: Record<string, never>; body: WhyIn; answer: StateOut }
  'PUT /api/visit-rule': { query: Record<string, never>; body: VisitRuleIn; answer: VisitRuleOut }
  'GET /api/visits': { query: { state?: '' | 'filed' | 'reviewed'; org?: string; guide?: string; cursor?: string | null }; body: null; answer: VisitsOut }
  'GET /api/visits/export': { query: { state?: '' | 'filed' | 'reviewed'; org?: string; guide?: string }; body: null; answer: Blob }
  'GET /api/visits/{visit}': { query: Record<string, never>; body: null; answer: VisitStoryOut }
  'POST /api/visits/{visit}/move': { query: Record<string, never>; body: VisitMoveIn; answer: VisitMovedOut }
  'GET /api/wall': { query: Record<string, never>; body: null; answer: WallOut }
  'GET /api/work-meetings/{month}': { query: Record<string, never>; body: null; answer: AgendaOut }
  'PUT /api/work-meetings/{month}': { query: Record<string, never>; body: WorkMeetingIn; answer: AgendaOut }
  'GET /api/work-meetings/{month}/export': { query: Record<string, never>; body: null; answer: Blob }
  'GET /api/workdays/{year}': { query: Record<string, never>; body: null; answer: NoticeOut }
  'PUT /api/workdays/{year}': { query: Record<string, never>; body: NoticeIn; answer: NoticeOut }
  'GET /api/workdays/{year}/export': { query: Record<string, never>; body: null; answer: Blob }
  'POST /api/workdays/{year}/read': { query: Record<string, never>; body: Blob; answer: NoticeReadOut }
}

export interface AchievementRow {
  id: string
  rev: number
  branch: string
  studio: string
  title: string
  kind: string
  level: string
  done_on: string
  story: string
  measure: string
  before: string
  after: string
  unit: string
  yuan: number | null
  benefit: string
  yuan_basis: string
  people: Json
  studio_name: string
  state: string
  created_by: string
  created_by_name: string
  decided_by: string
  decided_by_name: string
  recognised_on: string
  created_at: number
  submitted_at: number | null
  decided_at: number | null
}

export interface AchievementStepRow {
  id: string
  rev: number
  achievement: string
  branch: string
  act: string
  on: string
  by: string
  by_name: string
  text: string
  place: number
  at: number
}

export interface AmendmentRow {
  id: string
  rev: number
  meeting: string
  branch: string
  log: string
  mid: number
  asked_by: string
  asked_at: number
  edits: Json
  state: string
  decided_by: string | null
  decided_at: number | null
  reason: string
  digest: string
}

export interface AppealRow {
  id: string
  rev: number
  award: string
  cycle: string
  member: string
  branch: string
  quarter: string
  line: string
  line_text: string
  text: string
  state: string
  escalation: string
  branch_by: string | null
  branch_by_name: string
  branch_reason: string
  office_by: string | null
  office_by_name: string
  office_reason: string
  filed_at: number
  due_at: number | null
  escalated_at: number | null
  branch_at: number | null
  office_at: number | null
  withdrawn_at: number | null
  branch_upholds: boolean | null
}

export interface AssessmentEntryRow {
  id: string
  rev: number
  branch: string
  period: string
  kind: string
  key: string
  points_tenths: number
  reason: string
  evidence: string
  entered_by: string
  entered_at: number
  withdrawn_by: string | null
  withdrawn_at: number | null
  withdrawn_reason: string
}

export interface AssessmentFormRow {
  id: string
  rev: number
  branch: string
  period: string
  assessor: string
  assessor_name: string
  state: string
  submitted_at: number | null
  reopened_by: string | null
  reopened_at: number | null
  reopened_reason: string
}

export interface AssessmentMarkRow {
  id: string
  rev: number
  form: string
  branch: string
  period: string
  item: string
  points_tenths: number | null
  comment: string
}

export interface AssessmentSchemeRow {
  id: string
  rev: number
  version: number
  state: string
  from_on: string
  content: Json
  edited_by: string | null
  edited_at: number | null
  published_by: string | null
  published_at: number | null
}

export interface AttendanceRow {
  id: string
  rev: number
  meeting: string
  member: string
  branch: string
  status: string
  reason: string
  may_vote: boolean
  meeting_kind: string
  meeting_title: string
  held_start: number | null
}

export interface AwardRow {
  id: string
  rev: number
  cycle: string
  member: string
  branch: string
  quarter: string
  state: string
  profile: string
  code: string
  scheme: string
  inputs_hash: string
  version: number
  total_tenths: number | null
  earned_star: number | null
  star: number | null
  computed_at: number
  data_up_to: number | null
  publicity_until: number | null
  replaced: boolean
  probationary: boolean
  excused: boolean
  lines: Json
  spread: Json
}

export interface BookingRow {
  id: string
  rev: number
  room: string
  room_name: string
  branch: string
  series: string
  on: string
  purpose: string
  state: string
  cause: string
  reason: string
  start: number
  end: number
  starts_at: number
  ends_at: number
  people: number
  asked_at: number
  by_office: boolean
  is_past: boolean
  offers: Json
}

export interface BookingStepRow {
  id: string
  rev: number
  booking: string
  branch: string
  act: string
  by: string
  by_name: string
  text: string
  place: number
  at: number
}

export interface BranchBandRow {
  id: string
  rev: number
  branch: string
  period: string
  band: string
  computed_at: number
  data_up_to: number
  published_by: string
  published_at: number
}

export interface BranchScoreRow {
  id: string
  rev: number
  branch: string
  period: string
  scheme: string
  auto_tenths: number | null
  assessor_tenths: number | null
  bonus_tenths: number
  total_tenths: number | null
  band: string
  vetoed: boolean
  lines: Json
  evidence: Json
  computed_at: number
  data_up_to: number
}

export interface BrandRow {
  id: string
  rev: number
  name: string
  meaning: string
  carrier: string
  measures: string
  results: string
  owner: string
  branch: string
  picture: string
  small: string
  state: string
  named_on: string
  recheck_on: string
  standing: string
  colour: string
  created_by: string
  created_by_name: string
  warn_at: number | null
  due_at: number | null
  next_change_at: number | null
  computed_at: number
  data_up_to: number
  created_at: number
  branches: Json
}

export interface BrandStepRow {
  id: string
  rev: number
  brand: string
  act: string
  on: string
  by: string
  by_name: string
  text: string
  place: number
  at: number
  branches: Json
}

export interface ConflictRow {
  id: string
  rev: number
  tbl: string
  row: string
  field: string
  branch: string | null
  branches: Json
  person: string | null
  base: Json
  kept: Json
  other: Json
  kept_by: string | null
  kept_by_name: string
  kept_at: number
  other_by: string | null
  other_by_name: string
  other_at: number
  state: string
  resolved_by: string | null
  resolved_at: number | null
}

export interface ContestRow {
  id: string
  rev: number
  title: string
  held_on: string
  note: string
  edited_by_name: string
  trades: Json
  edited_by: string
  edited_at: number
}

export interface ContestResultRow {
  id: string
  rev: number
  contest: string
  title: string
  held_on: string
  trade: string
  member: string
  name: string
  branch: string
  rank: string
  entered_by: string
  entered_by_name: string
  entered_at: number
}

export interface CorrectionRequestRow {
  id: string
  rev: number
  about: string
  source: string
  field: string
  seen: string
  wanted: string
  reason: string
  proof: string
  answer: string
  member: string
  branch: string
  state: string
  asked_by: string
  decided_by: string | null
  decided_by_name: string
  asked_at: number
  passed_on_at: number | null
  decided_at: number | null
}

export interface CourseRow {
  id: string
  rev: number
  layer: string
  reach: string
  org: string
  title: string
  subject: string
  closed_on: string
  branches: Json
  edited_by: string
  edited_at: number
}

export interface CoverageRow {
  id: string
  rev: number
  kind: string
  quarter: string
  branch: string
  stated_by: string
  stated_by_name: string
  stated_at: number
  withdrawn_at: number | null
}

export interface CycleRow {
  id: string
  rev: number
  branch: string
  quarter: string
  state: string
  scheme: string
  reason: string
  version: number
  members: number
  places: number
  ties_open: number
  appeals_open: number
  opened_at: number
  due_at: number | null
  computed_at: number | null
  settled_at: number | null
  data_up_to: number | null
  reviewed_at: number | null
  published_at: number | null
  publicity_until: number | null
  approved_at: number | null
  frozen_at: number | null
  replaced: boolean
}

export interface DeductionRow {
  id: string
  rev: number
  branch: string
  period: string
  source_table: string
  source: string
  meeting: string | null
  rule: string
  points_tenths: number
  at: number
  text: string
  lapsed: boolean
  state: string
  contested_by: string | null
  contested_at: number | null
  contest_reason: string
  verdict: string
  decided_by: string | null
  decided_at: number | null
  decided_reason: string
  computed_at: number
}

export interface DispatchChoiceRow {
  id: string
  rev: number
  field: string
  key: string
  title: string
  every: string
  warn_days: number
  place: number
  is_confirmed: boolean
  is_off: boolean
}

export interface DispatchOrderRow {
  id: string
  rev: number
  branch: string
  general_branch: string | null
  kind: string
  cadence: string
  every: string
  content: string
  due_on: string
  source: string
  source_ref: string
  source_text: string
  owner: string | null
  issued_by: string
  issued_by_name: string
  state: string
  standing: string
  colour: string
  progress_on: string
  done_on: string | null
  year: number
  number: number
  warn_at: number
  due_at: number
  issued_at: number
  grace_at: number
  progress_warn_at: number | null
  progress_at: number | null
  reported_at: number | null
  mend_at: number | null
  next_change_at: number | null
  computed_at: number
  data_up_to: number
  is_late: boolean
}

export interface DispatchStepRow {
  id: string
  rev: number
  order: string
  branch: string
  act: string
  on: string
  by: string
  by_name: string
  text: string
  place: number
  at: number
}

export interface DispatchTemplateRow {
  id: string
  rev: number
  title: string
  kind: string
  cadence: string
  content: string
  due_days: number
}

export interface ExcusalRow {
  id: string
  rev: number
  obligation: string
  branch: string
  org: string
  kind: string
  period: string
  code: string
  words: string
  until_on: string
  state: string
  asked_by: string | null
  asked_by_name: string
  decided_by: string | null
  decided_by_name: string
  answer: string
  asked_at: number
  decided_at: number | null
}

export interface FactRow {
  id: string
  rev: number
  member: string
  branch: string
  kind: string
  on: string
  grade: string
  amount: number | null
  until: string
  text: string
  source: string
  entered_by: string
  entered_by_name: string
  entered_at: number
  withdrawn_by: string | null
  withdrawn_by_name: string | null
  withdrawn_at: number | null
  withdrawn_reason: string | null
}

export interface FileAssetRow {
  id: string
  rev: number
  meeting: string
  correction: string
  proves: string
  member: string
  branch: string
  kind: string
  name: string
  sha256: string
  mime: string
  size: number
  state: string
  refused_reason: string
  content: string
  created_at: number | null
  created_by: string | null
}

export interface GuideAssignmentRow {
  id: string
  rev: number
  person: string
  person_name: string
  team: string
  org: string
  org_name: string
  branch: string
  from_on: string
  to_on: string | null
  reason: string
  end_reason: string
  created_by: string
  created_by_name: string
  branches: Json
  created_at: number
}

export interface GuideChoiceRow {
  id: string
  rev: number
  field: string
  key: string
  title: string
  place: number
  is_confirmed: boolean
  is_off: boolean
}

export interface HeldRow {
  id: string
  rev: number
  log: string
  mid: number
  name: string
  row: string
  scope: string | null
  person: string | null
  mutation: Json
  asked_by: string
  asked_at: number
  state: string
  outcome: Json | null
  decided_by: string | null
  decided_at: number | null
  reason: string
}

export interface HonourRow {
  id: string
  rev: number
  level: string
  title: string
  giver: string
  member: string
  org: string
  branch: string | null
  name: string
  text: string
  source: string
  entered_by: string
  entered_by_name: string
  year: number
  entered_at: number
}

export interface HonourChoiceRow {
  id: string
  rev: number
  field: string
  key: string
  title: string
  place: number
  is_confirmed: boolean
  is_off: boolean
}

export interface IssueRow {
  id: string
  rev: number
  kind: string
  branch: string
  meeting: string
  other: string
  state: string
  found_at: number
  kept: string | null
  decided_by: string | null
  decided_at: number | null
}

export interface MassReviewRow {
  id: string
  rev: number
  member: string
  branch: string
  quarter: string
  state: string
  ballots: number | null
  mean_tenths: number | null
  spread: Json | null
  computed_at: number | null
  data_up_to: number | null
}

export interface MeetingRow {
  id: string
  rev: number
  branch: string
  org: string
  kind: string
  purpose: string
  title: string
  held_start: number | null
  held_end: number | null
  place: string
  chair: string
  recorder: string
  observers: string
  agenda: string
  discussion: string
  resolutions: Json
  votes: Json
  sessions: Json
  status: string
  filed_at: number | null
  submitted_at: number | null
  submitted_by: string | null
  decided_at: number | null
  returned_reasons: Json
  created_at: number | null
  created_by: string | null
}

export interface MemberRow {
  id: string
  rev: number
  employee_no: string
  name: string
  initials: string
  sex: string | null
  kind: string
  no_vote: string | null
  status: string
  branch: string
  group: string | null
  post_profile: string
  job: string | null
  shift: string | null
  underground: boolean
}

export interface MembershipRow {
  id: string
  rev: number
  member: string
  branch: string
  group: string | null
  from_on: string
  to_on: string | null
}

export interface MentorPairRow {
  id: string
  rev: number
  branch: string
  mentor: string
  mentor_name: string
  apprentice: string
  apprentice_name: string
  trade: string
  goal: string
  from_on: string
  to_on: string
  result: string
  ended_on: string
  note: string
  edited_by_name: string
  edited_by: string
  edited_at: number
}

export interface NoticeRow {
  id: string
  rev: number
  member: string
  kind: string
  about: string
  route: string
  words: Json
  at: number
}

export interface NoticeChoiceRow {
  id: string
  rev: number
  member: string
  off: Json
  digest_at: string
  quiet_from: string
  quiet_to: string
}

export interface NoticeReadRow {
  id: string
  rev: number
  member: string
  notice: string
  read_at: number
}

export interface ObligationRow {
  id: string
  rev: number
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
  state: string
  colour: string
  meeting: string | null
  held_at: number | null
  filed_at: number | null
  next_change_at: number | null
  computed_at: number
}

export interface OpinionRow {
  id: string
  rev: number
  person: string
  by_name: string
  kind: string
  text: string
  about: string
  route: string
  state: string
  answer: string
  answered_by_name: string
  outcome: string
  is_named: boolean
  sent_at: number
  answered_at: number | null
  closed_at: number | null
}

export interface OrganisationRow {
  id: string
  rev: number
  kind: string
  name: string
  parent: string | null
  branch: string | null
  has_committee: boolean
  committee_confirmed: boolean
  closed_on: string | null
}

export interface PostRow {
  id: string
  rev: number
  member: string
  org: string
  branch: string
  post: string
  from_on: string
  to_on: string | null
}

export interface ProjectRow {
  id: string
  rev: number
  title: string
  problems: string
  goal: string
  measures: string
  leader: string
  starts_on: string
  ends_on: string
  milestones: Json
  branches: Json
  shown_to: Json
  milestones_done: Json
  owner: string
  branch: string
  state: string
  grade: string
  level: string
  document: string
  standing: string
  colour: string
  due_on: string
  due_text: string
  done_on: string
  created_by: string
  created_by_name: string
  year: number
  number: number
  warn_at: number | null
  due_at: number | null
  grace_at: number | null
  next_change_at: number | null
  computed_at: number
  data_up_to: number
  created_at: number
  is_late: boolean
}

export interface ProjectBuybackRow {
  id: string
  rev: number
  project: string
  decided_by: string
  amount: number | null
  decided_at: number
}

export interface ProjectChoiceRow {
  id: string
  rev: number
  field: string
  key: string
  title: string
  place: number
  is_confirmed: boolean
  is_off: boolean
}

export interface ProjectPromotionRow {
  id: string
  rev: number
  project: string
  org: string
  branch: string
  state: string
  adopted_on: string
  feedback: string
  branches: Json
  offered_at: number
}

export interface ProjectStepRow {
  id: string
  rev: number
  project: string
  title: string
  act: string
  on: string
  by: string
  by_name: string
  text: string
  milestone: string
  promotion: string
  place: number
  at: number
  branches: Json
}

export interface RatingRow {
  id: string
  rev: number
  member: string
  branch: string
  quarter: string
  scheme: string
  profile: string
  probationary: boolean
  total_tenths: number | null
  bonus_tenths: number
  missing: number
  earned_star: number | null
  outlook: Json
  computed_at: number
  data_up_to: number | null
}

export interface RatingLineRow {
  id: string
  rev: number
  rating: string | null
  member: string
  dimension: string
  rule: string
  points_tenths: number | null
  maximum_tenths: number
  text: string
  evidence: Json
}

export interface ResolutionDoneRow {
  id: string
  rev: number
  meeting: string
  branch: string
  text: string
  due_on: string
  done_on: string | null
  done_by: string
  done_at: number
  note: string
  verdict: string
  decided_by: string | null
  decided_at: number | null
  decided_reason: string
}

export interface ReviewRow {
  id: string
  rev: number
  meeting: string
  branch: string
  attempt: number
  state: string
  digest: string
  submitted_at: number
  submitted_by: string
  decided_at: number | null
  decided_by: string | null
  reasons: Json
}

export interface RoomRow {
  id: string
  rev: number
  name: string
  equipment: string
  note: string
  state: string
  place: number
  capacity: number
  is_confirmed: boolean
}

export interface RoomClosureRow {
  id: string
  rev: number
  room: string
  reason: string
  state: string
  starts_at: number
  ends_at: number
}

export interface RoomRuleRow {
  id: string
  rev: number
  opens: number
  closes: number
  ahead_days: number
  cancel_hours: number
  is_confirmed: boolean
}

export interface RoomSlotRow {
  id: string
  rev: number
  room: string
  on: string
  booking: string
  slot: number
}

export interface SchemeRow {
  id: string
  rev: number
  kind: string
  version: number
  state: string
  content: Json
  from_on: string
  changed_by: string | null
  changed_at: number | null
}

export interface SecretaryNeedRow {
  id: string
  rev: number
  text: string
  member: string
  member_name: string
  branch: string
  item: string
  state: string
  training: string
  course: string
  attended_on: string
  year: number
  asked_at: number
}

export interface SecretaryNoteRow {
  id: string
  rev: number
  level: string
  example: string
  member: string
  branch: string
  item: string
  side: string
  by: string
  by_name: string
  year: number
  at: number
}

export interface SecretaryStepRow {
  id: string
  rev: number
  need: string
  member: string
  act: string
  on: string
  by: string
  by_name: string
  text: string
  place: number
  at: number
}

export interface StoryRow {
  id: string
  rev: number
  kind: string
  title: string
  lead: string
  org: string
  state: string
  edited_by: string
  edited_by_name: string
  people: Json
  blocks: Json
  printed: Json
  edited_at: number
  published_at: number | null
}

export interface StoryConsentRow {
  id: string
  rev: number
  story: string
  member: string
  name: string
  title: string
  state: string
  way: string
  answered_by_name: string
  note: string
  paper: string
  asked_at: number
  answered_at: number | null
  printed: Json
}

export interface StoryPageRow {
  id: string
  rev: number
  story: string
  member: string
  kind: string
  title: string
  lead: string
  org: string
  org_name: string
  names: string
  blocks: Json
  pictures: Json
  honours: Json
  published_at: number
  size: number
  is_carried: boolean
}

export interface StoryStepRow {
  id: string
  rev: number
  story: string
  act: string
  by: string
  by_name: string
  text: string
  place: number
  at: number
}

export interface StudioRow {
  id: string
  rev: number
  org: string
  name: string
  place: string
  field: string
  motto: string
  founded_on: string
  closed_on: string
  edited_by: string
  branches: Json
  people: Json
  edited_at: number
}

export interface StudioChoiceRow {
  id: string
  rev: number
  field: string
  key: string
  title: string
  target: number
  place: number
  is_confirmed: boolean
  is_off: boolean
}

export interface StudioYearRow {
  id: string
  rev: number
  studio: string
  branches: Json
  targets: Json
  done: Json
  year: number
  yuan: number
  computed_at: number
  data_up_to: number | null
}

export interface TemplateRow {
  id: string
  rev: number
  kind: string
  title: string
  period: string
  applies_to: string
  condition: string
  warn_days: number
  grace_workdays: number
  weight_tenths: number
  version: number
  from_on: string
  to_on: string | null
}

export interface TrainingChoiceRow {
  id: string
  rev: number
  key: string
  title: string
  reach: string
  place: number
  is_confirmed: boolean
  is_off: boolean
}

export interface TrainingMarkRow {
  id: string
  rev: number
  session: string
  title: string
  held_on: string
  member: string
  branch: string
  by: string
  by_name: string
  status: string
  reason: string
  at: number
}

export interface TrainingSessionRow {
  id: string
  rev: number
  course: string
  title: string
  layer: string
  reach: string
  held_on: string
  place: string
  lecturer: string
  cancel_reason: string
  branches: Json
  edited_by: string
  edited_at: number
}

export interface VetoCaseRow {
  id: string
  rev: number
  member: string
  branch: string
  quarter: string
  kind: string
  title: string
  text: string
  evidence: string
  state: string
  proposed_by: string
  decided_by: string | null
  reason: string
  lifted_by: string | null
  proposed_at: number
  decided_at: number | null
  lifted_at: number | null
}

export interface VisitRow {
  id: string
  rev: number
  on: string
  function: string
  way: string
  text: string
  assignment: string
  org: string
  org_name: string
  branch: string
  team: string
  guide: string
  guide_name: string
  state: string
  reviewed_by_name: string
  branches: Json
  shown_to: Json
  created_at: number
  reviewed_at: number | null
}

export interface VisitProblemRow {
  id: string
  rev: number
  text: string
  visit: string
  org: string
  branch: string
  guide: string
  state: string
  order: string
  order_number: string
  found_on: string
  solved_on: string
  branches: Json
  shown_to: Json
}

export interface VisitRuleRow {
  id: string
  rev: number
  visits: number
  warn_days: number
  is_confirmed: boolean
}

export interface VisitStepRow {
  id: string
  rev: number
  visit: string
  problem: string
  org_name: string
  guide: string
  act: string
  on: string
  by: string
  by_name: string
  text: string
  place: number
  at: number
  branches: Json
  shown_to: Json
}

export interface WorkMeetingRow {
  id: string
  rev: number
  month: string
  held_on: string
  place: string
  chair: string
  attended: string
  notes: string
  edited_by: string
  decisions: Json
  edited_at: number
}

/** Every synced table and its row. */
export interface Rows {
  achievement: AchievementRow
  achievement_step: AchievementStepRow
  amendment: AmendmentRow
  appeal: AppealRow
  assessment_entry: AssessmentEntryRow
  assessment_form: AssessmentFormRow
  assessment_mark: AssessmentMarkRow
  assessment_scheme: AssessmentSchemeRow
  attendance: AttendanceRow
  award: AwardRow
  booking: BookingRow
  booking_step: BookingStepRow
  branch_band: BranchBandRow
  branch_score: BranchScoreRow
  brand: BrandRow
  brand_step: BrandStepRow
  conflict: ConflictRow
  contest: ContestRow
  contest_result: ContestResultRow
  correction_request: CorrectionRequestRow
  course: CourseRow
  coverage: CoverageRow
  cycle: CycleRow
  deduction: DeductionRow
  dispatch_choice: DispatchChoiceRow
  dispatch_order: DispatchOrderRow
  dispatch_step: DispatchStepRow
  dispatch_template: DispatchTemplateRow
  excusal: ExcusalRow
  fact: FactRow
  file_asset: FileAssetRow
  guide_assignment: GuideAssignmentRow
  guide_choice: GuideChoiceRow
  held: HeldRow
  honour: HonourRow
  honour_choice: HonourChoiceRow
  issue: IssueRow
  mass_review: MassReviewRow
  meeting: MeetingRow
  member: MemberRow
  membership: MembershipRow
  mentor_pair: MentorPairRow
  notice: NoticeRow
  notice_choice: NoticeChoiceRow
  notice_read: NoticeReadRow
  obligation: ObligationRow
  opinion: OpinionRow
  organisation: OrganisationRow
  post: PostRow
  project: ProjectRow
  project_buyback: ProjectBuybackRow
  project_choice: ProjectChoiceRow
  project_promotion: ProjectPromotionRow
  project_step: ProjectStepRow
  rating: RatingRow
  rating_line: RatingLineRow
  resolution_done: ResolutionDoneRow
  review: ReviewRow
  room: RoomRow
  room_closure: RoomClosureRow
  room_rule: RoomRuleRow
  room_slot: RoomSlotRow
  scheme: SchemeRow
  secretary_need: SecretaryNeedRow
  secretary_note: SecretaryNoteRow
  secretary_step: SecretaryStepRow
  story: StoryRow
  story_consent: StoryConsentRow
  story_page: StoryPageRow
  story_step: StoryStepRow
  studio: StudioRow
  studio_choice: StudioChoiceRow
  studio_year: StudioYearRow
  template: TemplateRow
  training_choice: TrainingChoiceRow
  training_mark: TrainingMarkRow
  training_session: TrainingSessionRow
  veto_case: VetoCaseRow
  visit: VisitRow
  visit_problem: VisitProblemRow
  visit_rule: VisitRuleRow
  visit_step: VisitStepRow
  work_meeting: WorkMeetingRow
}
