/**
 * What makes a meeting valid, so that the phone can say it at once; the server decides with the same rules.
 * Sources: 支部工作条例 Art. 11-13, 发展党员工作细则, 基层组织选举工作条例. Tested against tests/vectors/quorum.json, as the server is.
 */
import type { Attendance, AttendanceStatus, Meeting, MeetingKind, Member, NoVote, Post, Purpose, Session, Vote } from '../rows'
import { HOUR_MS } from '../time'

export type Rule = Purpose | 'committee' | 'talk'

export interface VoteCase { purpose: Rule; expected: number; present: number; written: number; yes: number }

/** Whether enough voters are there. "半数以上" includes the half; admission takes more than half, an election four fifths; a talk has no quorum. */
export function isQuorate({ purpose, expected, present }: Pick<VoteCase, 'purpose' | 'expected' | 'present'>): boolean {
  if (purpose === 'talk') return true
  if (purpose === 'election') return 5 * present >= 4 * expected
  return purpose === 'admission' ? 2 * present > expected : 2 * present >= expected
}

/** Of whom more than half must agree: of the voters expected, at an election of those present. */
export const majorityOf = ({ purpose, expected, present }: Pick<VoteCase, 'purpose' | 'expected' | 'present'>): number => (purpose === 'election' ? present : expected)

/** Whether more than half agreed. Written opinions of absent members count when a member is admitted. */
export function isPassed({ purpose, expected, present, written, yes }: VoteCase): boolean {
  const agreed = yes + (purpose === 'admission' ? written : 0)
  return isQuorate({ purpose, expected, present }) && 2 * agreed > majorityOf({ purpose, expected, present })
}

/** The least number of voters that makes the meeting valid. */
export function quorumOf(purpose: Rule, expected: number): number {
  if (purpose === 'talk') return 0
  if (purpose === 'election') return Math.ceil((4 * expected) / 5)
  return purpose === 'admission' ? Math.floor(expected / 2) + 1 : Math.ceil(expected / 2)
}

/** 谈心谈话 is between those who are marked, whoever they are; the branch is not called to it. It takes two. */
export const isTalk = (kind: MeetingKind): boolean => kind === 'heart_talk'
const LEAST_AT_TALK = 2

export const ruleOf = (kind: MeetingKind, purpose: Purpose): Rule => (kind === 'committee_meeting' ? 'committee' : isTalk(kind) ? 'talk' : purpose)

const COMMITTEE = new Set(['secretary', 'deputy_secretary', 'org_commissioner', 'publicity_commissioner', 'discipline_commissioner'])

/** Who is expected: the committee at its meeting, the group at a group's, the whole branch otherwise. */
export function expectedMembers(kind: MeetingKind, org: string, members: readonly Member[], posts: readonly Post[]): Member[] {
  if (kind !== 'committee_meeting') return members.filter(one => one.branch === org || one.group === org)
  const seats = new Set(posts.filter(post => post.org === org && COMMITTEE.has(post.post)).map(post => post.member))
  return members.filter(one => seats.has(one.id))
}

/** Why a member attends and has no vote; null for those who vote. The server reads the roster by the same rule. */
export const noVote = ({ kind, no_vote }: Pick<Member, 'kind' | 'no_vote'>): NoVote | null => (kind === 'full' ? no_vote ?? null : 'probationary')
export const mayVote = (member: Member): boolean => noVote(member) === null

export interface Mark { status: AttendanceStatus; reason: string }

export interface Heads { expected: number; present: number; leave: number; absent: number; made_up: number; unmarked: number; expected_vote: number; present_vote: number }

/** Counts heads; those who were not of the organisation then (excluded) are not expected. */
export function countHeads(expected: readonly Member[], markOf: (member: string) => Mark | undefined): Heads {
  const there = expected.filter(one => markOf(one.id)?.status !== 'excluded')
  const count = (status: AttendanceStatus) => there.filter(one => markOf(one.id)?.status === status).length
  return {
    expected: there.length, present: count('present'), leave: count('leave'), absent: count('absent'), made_up: count('made_up'),
    unmarked: there.filter(one => !markOf(one.id)).length,
    expected_vote: there.filter(mayVote).length,
    present_vote: there.filter(one => mayVote(one) && markOf(one.id)?.status === 'present').length,
  }
}

/** Whom a record waits for, out of those of its organisation: all of them, at a talk those who are marked. */
export const awaited = (kind: MeetingKind, members: readonly Member[], markOf: (member: string) => Mark | undefined): readonly Member[] =>
  (isTalk(kind) ? members.filter(one => markOf(one.id)) : members)

/** Whether a talk lacks people. */
export const isTalkOfOne = (kind: MeetingKind, { present }: Pick<Heads, 'present'>): boolean => isTalk(kind) && present < LEAST_AT_TALK

/** The same count from the marks of a record, which say themselves who could vote. */
export function countMarks(marks: readonly Pick<Attendance, 'status' | 'may_vote'>[]): Heads {
  const there = marks.filter(mark => mark.status !== 'excluded')
  const count = (status: AttendanceStatus) => there.filter(mark => mark.status === status).length
  return {
    expected: there.length, present: count('present'), leave: count('leave'), absent: count('absent'), made_up: count('made_up'), unmarked: 0,
    expected_vote: there.filter(mark => mark.may_vote).length,
    present_vote: there.filter(mark => mark.may_vote && mark.status === 'present').length,
  }
}

export interface VoteResult { passed: boolean | null; counted: number; room: number }

/** How a vote stands. `passed` is null while nobody's vote was entered; `counted` above `room` is a slip of the pen. */
export function voteResult(kind: MeetingKind, vote: Vote, heads: Heads): VoteResult {
  const purpose = ruleOf(kind, vote.purpose)
  const counted = vote.yes + vote.no + vote.abstain
  const passed = counted === 0 && vote.written === 0 ? null
    : isPassed({ purpose, expected: heads.expected_vote, present: heads.present_vote, written: vote.written, yes: vote.yes })
  return { passed, counted, room: heads.present_vote }
}

/** The six things a record cannot do without; start and end are one. */
export const REQUIRED = ['kind', 'held', 'place', 'chair', 'recorder', 'agenda'] as const
export type RequiredField = (typeof REQUIRED)[number]

type Fields = Pick<Meeting, 'kind' | 'held_start' | 'held_end' | 'place' | 'chair' | 'recorder' | 'agenda'>

export function missingFields(meeting: Fields): RequiredField[] {
  return REQUIRED.filter(field => (field === 'held' ? meeting.held_start === null || meeting.held_end === null : !meeting[field].trim()))
}

export type TimeFault = 'end_first' | 'too_long' | 'future' | null

/** What is wrong with the times. Crossing midnight is fine: shifts do. */
export function timeFault(start: number | null, end: number | null, now: number): TimeFault {
  if (start === null || end === null) return null
  if (end <= start) return 'end_first'
  if (end - start > 12 * HOUR_MS) return 'too_long'
  return start > now + HOUR_MS ? 'future' : null
}

/** Kinds that meet once: who votes votes together. */
const ONE_SESSION = new Set<MeetingKind>(['general_meeting', 'committee_meeting', 'democratic_review'])
export const mayHaveSessions = (kind: MeetingKind, votes: readonly Vote[]): boolean => !ONE_SESSION.has(kind) && !votes.length

/** `at`: which session, from 0; null where they cannot be at all. */
export type SessionFault = { at: number | null; why: 'one_session' | 'no_time' | TimeFault } | null

/** What is wrong with the further sessions. Nobody stands in two: the form moves whom it puts into another. */
export function sessionFault(kind: MeetingKind, votes: readonly Vote[], sessions: readonly Pick<Session, 'held_start' | 'held_end'>[]): SessionFault {
  if (sessions.length && !mayHaveSessions(kind, votes)) return { at: null, why: 'one_session' }
  const whys = sessions.map(({ held_start, held_end }) => (held_start === null || held_end === null ? 'no_time' as const : timeFault(held_start, held_end, Infinity)))
  const at = whys.findIndex(why => why !== null)
  return at < 0 ? null : { at, why: whys[at]! }
}

export const needsReason = (status: AttendanceStatus): boolean => status === 'leave' || status === 'absent' || status === 'excluded'

const CYCLE: Record<AttendanceStatus | 'none', AttendanceStatus> = { none: 'present', present: 'leave', leave: 'absent', absent: 'present', made_up: 'present', excluded: 'present' }

/** What a tap makes of a mark. */
export const nextStatus = (status: AttendanceStatus | undefined): AttendanceStatus => CYCLE[status ?? 'none']
