/** Reads sessions with their attendance, ranks and mentor pairs from the rows on this phone. */
import type { As, ContestResult, Course, Member, MentorPair, SecretaryNeed, TrainingMark, TrainingSession } from '../rows'
import type { Phone } from '../sync'

type Touched = Awaited<ReturnType<Phone['touched']>>
export type Open = Pick<Touched, 'waiting' | 'open'>

const newestFirst = <T extends { held_on: string; id: string }>(a: T, b: T): number => b.held_on.localeCompare(a.held_on) || (a.id < b.id ? 1 : -1)

export const isFor = (session: Pick<TrainingSession, 'reach' | 'branches'>, branch: string | null): boolean => session.reach === 'mine' || (branch !== null && session.branches.includes(branch))

export interface Shown extends Open { ahead: As<TrainingSession>[]; toMark: As<TrainingSession>[]; over: As<TrainingSession>[]; counts: ReadonlyMap<string, number>; marks: As<TrainingMark>[]; results: As<ContestResult>[]; pairs: As<MentorPair>[] }

const runsFirst = (a: As<MentorPair>, b: As<MentorPair>): number => Number(Boolean(a.result)) - Number(Boolean(b.result)) || b.to_on.localeCompare(a.to_on)

/** What concerns a branch, or without one a member: sessions ahead, those nobody was marked at yet, those that are over; ranks and pairs; and the member's own marks. */
export async function readTraining(phone: Phone, branch: string | null, member: string | null, today: string): Promise<Shown> {
  const [sessions, marks, results, pairs, { waiting, open }] = await Promise.all([
    phone.rows<As<TrainingSession>>('training_session'), phone.rows<As<TrainingMark>>('training_mark'), phone.rows<As<ContestResult>>('contest_result'), phone.rows<As<MentorPair>>('mentor_pair'), phone.touched(),
  ])
  const counts = new Map<string, number>()
  for (const one of marks) if (branch && one.branch === branch && (one.status === 'present' || one.status === 'made_up')) counts.set(one.session, (counts.get(one.session) ?? 0) + 1)
  const marked = new Set(marks.filter(one => one.branch === branch).map(one => one.session))
  const own = sessions.filter(one => isFor(one, branch)).sort(newestFirst)
  const over = own.filter(one => one.held_on <= today || one.cancel_reason)
  return {
    ahead: own.filter(one => one.held_on > today && !one.cancel_reason).reverse(), toMark: branch ? over.filter(one => !marked.has(one.id) && !one.cancel_reason) : [], over: over.filter(one => !branch || marked.has(one.id) || one.cancel_reason), counts, waiting, open,
    marks: marks.filter(one => one.member === member).sort(newestFirst),
    results: results.filter(one => (branch ? one.branch === branch : one.member === member)).sort(newestFirst),
    pairs: pairs.filter(one => (branch ? one.branch === branch : one.mentor === member || one.apprentice === member)).sort(runsFirst),
  }
}

export interface Roll extends Open { session: As<TrainingSession>; course: As<Course> | null; marks: ReadonlyMap<string, As<TrainingMark>> }

/** One session with the marks of a branch. */
export async function readRoll(phone: Phone, id: string, branch: string | null): Promise<Roll | null> {
  const [session, marks, { waiting, open }] = await Promise.all([phone.row<As<TrainingSession>>('training_session', id), phone.children<As<TrainingMark>>('training_mark', id), phone.touched()])
  const course = session?.course ? await phone.row<As<Course>>('course', session.course) : null
  return session && { session, course, marks: new Map(marks.filter(one => one.branch === branch).map(one => [one.member, one])), waiting, open }
}

/** A course with its sessions, and what the person in front asked to learn that it answers: nobody else's needs are on this phone. */
export async function readCourse(phone: Phone, id: string): Promise<{ course: As<Course>; sessions: As<TrainingSession>[]; needs: As<SecretaryNeed>[] } | null> {
  const [course, sessions, needs] = await Promise.all([phone.row<As<Course>>('course', id), phone.rows<As<TrainingSession>>('training_session'), phone.rows<As<SecretaryNeed>>('secretary_need')])
  return course && { course, needs: needs.filter(one => one.course === id), sessions: sessions.filter(one => one.course === id).sort(newestFirst) }
}

/** Who may be marked: the branch's members by name; whoever was marked and has left since stays away. */
export const byName = (members: readonly Member[]): Member[] => [...members].sort((a, b) => a.initials.localeCompare(b.initials))
