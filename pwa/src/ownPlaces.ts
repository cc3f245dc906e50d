/** The organisations that this person guides, and how the month stands at each: for the pages of visits, and for the home page. */
import { coverageOf, holds, type Cadence, type CoverageStanding } from './coverage'
import type { As, GuideAssignment, Visit, VisitProblem, VisitRule } from './rows'
import { me } from './session'
import type { Phone } from './sync'

type Rows = Pick<Phone, 'rows'>

/** Under which id the server keeps what is a person's own. */
export const person = (): string => me.value?.member ?? me.value?.account ?? ''

/** One organisation that this person guides now, how its month stands, and who else is there for it is the office's to say. */
export interface OwnPlace { assignment: As<GuideAssignment>; standing: CoverageStanding; last: string | null; unsolved: number }

async function readCadence(phone: Rows): Promise<Cadence> {
  const [rule] = await phone.rows<As<VisitRule>>('visit_rule')
  return rule ? { visits: rule.visits, warn_days: rule.warn_days } : { visits: 1, warn_days: 7 }
}

/** Those whose visits show together, the latest first. */
export const newest = (one: As<Visit>, other: As<Visit>): number => other.on.localeCompare(one.on) || (one.id < other.id ? 1 : -1)

const isAt = ({ org, branches }: GuideAssignment) => (found: { org: string }): boolean => found.org === org || branches.includes(found.org)

const RANK: Record<CoverageStanding, number> = { missed: 0, warning: 1, open: 2, free: 3, covered: 4 }
const byUrgency = (one: OwnPlace, other: OwnPlace): number => RANK[one.standing] - RANK[other.standing] || one.assignment.org_name.localeCompare(other.assignment.org_name, 'zh')

/** What the month is judged by. */
export const PLACE_TABLES = ['guide_assignment', 'visit', 'visit_problem', 'visit_rule'] as const

/** The most urgent first; `today` as ISO text. */
export async function readOwnPlaces(phone: Rows, today: string): Promise<OwnPlace[]> {
  const [assignments, visits, problems, cadence] = await Promise.all([phone.rows<As<GuideAssignment>>('guide_assignment'), phone.rows<As<Visit>>('visit'), phone.rows<As<VisitProblem>>('visit_problem'), readCadence(phone)])
  const unsolved = problems.filter(one => one.state !== 'solved' && one.guide === person())
  const sorted = [...visits].sort(newest)
  return assignments.filter(one => one.person === person() && holds([one.from_on, one.to_on], today)).map((assignment): OwnPlace => {
    const there = sorted.filter(isAt(assignment))
    const month = { month: today.slice(0, 7), spans: [[assignment.from_on, assignment.to_on] as const], days: there.map(one => one.on) }
    return { assignment, standing: coverageOf(month, cadence, today), last: there[0]?.on ?? null, unsolved: unsolved.filter(isAt(assignment)).length }
  }).sort(byUrgency)
}
