/** Reads assignments and visits from the rows on this phone, and turns what was written into mutations. */
import { holds } from '../coverage'
import { newest, person, readOwnPlaces, type OwnPlace } from '../ownPlaces'
import type { As, GuideAssignment, GuideChoice, Organisation, Visit, VisitProblem, VisitStep } from '../rows'
import { me } from '../session'
import { uuid7, type Edits, type Intent, type Json, type Phone } from '../sync'

type Rows = Pick<Phone, 'rows'>

export async function ownAssignments(phone: Rows): Promise<As<GuideAssignment>[]> {
  return (await phone.rows<As<GuideAssignment>>('guide_assignment')).filter(one => one.person === person())
}

/** What a guide has to look at, and what a branch is told. */
export interface Desk { own: OwnPlace[]; visits: As<Visit>[]; received: As<Visit>[]; guides: As<GuideAssignment>[]; unsolved: As<VisitProblem>[] }

/** What a guide, and the branch in front of this person, has to look at; `today` as ISO text. */
export async function readDesk(phone: Rows, branch: string, today: string): Promise<Desk> {
  const [own, assignments, visits, problems] = await Promise.all([readOwnPlaces(phone, today), phone.rows<As<GuideAssignment>>('guide_assignment'), phone.rows<As<Visit>>('visit'), phone.rows<As<VisitProblem>>('visit_problem')])
  const running = assignments.filter(one => holds([one.from_on, one.to_on], today))
  const unsolved = problems.filter(one => one.state !== 'solved' && one.guide === person())
  const sorted = [...visits].sort(newest)
  const toBranch = (one: Pick<Visit, 'branches'>) => branch !== '' && one.branches.includes(branch)
  return { own, visits: sorted.filter(one => one.guide === person()), received: sorted.filter(one => one.guide !== person() && toBranch(one)), guides: running.filter(toBranch), unsolved }
}

export type Choices = Record<ChoiceField, As<GuideChoice>[]>
export type ChoiceField = 'function' | 'way'
export const CHOICE_FIELDS: readonly ChoiceField[] = ['function', 'way']

/** Those that are in use, in the office's order. */
export async function readChoices(phone: Rows): Promise<Choices> {
  const all = (await phone.rows<As<GuideChoice>>('guide_choice')).sort((one, other) => one.place - other.place)
  return { function: all.filter(one => one.field === 'function'), way: all.filter(one => one.field === 'way') }
}

/** One must be chosen where the mine has said which there are. */
export const isNeeded = (choices: readonly GuideChoice[]): boolean => choices.some(one => one.is_confirmed && !one.is_off)

export interface Story { visit: As<Visit>; problems: As<VisitProblem>[]; steps: As<VisitStep>[]; choices: Choices; waiting: ReadonlySet<string>; open: ReadonlySet<string> }

export async function readStory(phone: Phone, id: string): Promise<Story | null> {
  const [visit, problems, steps, choices, { waiting, open }] = await Promise.all([phone.row<As<Visit>>('visit', id), phone.children<As<VisitProblem>>('visit_problem', id), phone.children<As<VisitStep>>('visit_step', id), readChoices(phone), phone.touched()])
  if (!visit) return null
  return { visit, problems: problems.sort((one, other) => (one.id < other.id ? -1 : 1)), steps: steps.sort((one, other) => (one.place ?? Infinity) - (other.place ?? Infinity) || (one.id < other.id ? -1 : 1)), choices, waiting, open }
}

// --- Writing

export const FIELDS = ['on', 'function', 'way', 'text'] as const
export type Field = (typeof FIELDS)[number]
export type Fields = Pick<Visit, Field>
/** `isKept`: an order rests on it. */
export interface Written { id: string; text: string; base: number; isKept?: boolean }

/** A visit being written; `seen` and `noted` are what this phone showed when writing began. */
export interface Writing { id: string; assignment: string; org: string; orgName: string; branches: string[]; team: string; base: number; seen: Fields | null; fields: Fields; noted: Written[]; problems: Written[] }

export const DRAFTS = 'visit:'
export const draftId = (visit: string): string => DRAFTS + visit

export const fieldsOf = ({ on, function: what, way, text }: Fields): Fields => ({ on, function: what, way, text })

export function blank({ id, org, org_name, branches, team }: As<GuideAssignment>, today: string): Writing {
  return { id: uuid7(), assignment: id, org, orgName: org_name, branches: [...branches], team, base: 0, seen: null, fields: { on: today, function: '', way: '', text: '' }, noted: [], problems: [] }
}

/** What a visit still lacks before it can be kept. */
export function lacking({ fields, problems }: Pick<Writing, 'fields' | 'problems'>, choices: Choices): (Field | 'problem')[] {
  const fieldsLacking = FIELDS.filter(field => !fields[field].trim() && (field === 'on' || field === 'text' || isNeeded(choices[field])))
  return problems.some(one => !one.text.trim()) ? [...fieldsLacking, 'problem'] : fieldsLacking
}

export function editsOf({ seen, fields }: Pick<Writing, 'seen' | 'fields'>): Edits {
  const edits: Edits = {}
  for (const field of FIELDS) if (seen ? seen[field] !== fields[field] : fields[field]) edits[field] = [(seen ? seen[field] : null) as Json, fields[field]]
  return edits
}

/** What a new visit, and a new problem, have until the server has answered. */
const BLANK = { function: '', way: '', state: 'filed', created_at: 0, reviewed_by_name: '', reviewed_at: null, shown_to: [] }
const BLANK_PROBLEM = { state: 'open', order: '', order_number: '', solved_on: '', shown_to: [] }

/** The steps that keep a visit and what it found. */
export function intentsOf(writing: Writing): Intent[] {
  const { id, assignment, org, orgName, branches, team, base, seen, fields, noted, problems } = writing
  const set = editsOf(writing)
  const made = { ...BLANK, org_name: orgName, branches, branch: branches[0] ?? org, team, guide: person(), guide_name: me.value?.name ?? '' }
  const kept: Intent[] = Object.keys(set).length ? [{ name: 'visit.set.v1', row: id, base, set, args: { assignment, org }, ...(seen ? {} : { shows: made }) }] : []
  const place = { ...BLANK_PROBLEM, org, branch: made.branch, branches, guide: made.guide, found_on: fields.on }
  const changed = problems.flatMap((one): Intent[] => {
    const before = noted.find(other => other.id === one.id)
    if (before?.text === one.text) return []
    return [{ name: 'visit.found.v1', row: one.id, base: one.base, set: { text: [before?.text ?? null, one.text.trim()] }, args: { visit: id }, ...(before ? {} : { shows: place }) }]
  })
  const dropped = noted.filter(one => !problems.some(other => other.id === one.id)).map((one): Intent => ({ name: 'visit.drop.v1', row: one.id, base: one.base }))
  return [...kept, ...changed, ...dropped]
}

/** Where a visit under an assignment may have been: its organisation, or one of its branches. */
export async function placesOf(phone: Rows, { org, branches }: Pick<GuideAssignment, 'org' | 'branches'>): Promise<As<Organisation>[]> {
  return (await phone.rows<As<Organisation>>('organisation')).filter(one => one.id === org || branches.includes(one.id)).sort((one, other) => Number(other.id === org) - Number(one.id === org) || one.name.localeCompare(other.name, 'zh'))
}
