/** Reads projects from the rows on this phone, and turns what was written into mutations. */
import { project as lifecycle } from '../generated/lifecycles'
import { movesOpen, whoIs, type Who } from '../lifecycle'
import type { As, Conflict, Milestone, Organisation, Project, ProjectPromotion, ProjectStep } from '../rows'
import type { Edits, Intent, Json, Phone } from '../sync'

export interface Shelf { own: As<Project>[]; offered: As<Project>[]; promotions: As<ProjectPromotion>[] }

/** The projects of a branch or of the general branch above it, and those promoted to it. */
export async function readProjects(phone: Pick<Phone, 'rows'>, branch: string): Promise<Shelf> {
  const [all, promotions] = await Promise.all([phone.rows<As<Project>>('project'), phone.rows<As<ProjectPromotion>>('project_promotion')])
  return { own: all.filter(one => one.branches.includes(branch)), offered: all.filter(one => !one.branches.includes(branch) && one.shown_to.includes(branch)), promotions }
}

export interface Story { project: As<Project>; owner: string; steps: As<ProjectStep>[]; promotion: As<ProjectPromotion> | null; conflicts: As<Conflict>[]; waiting: ReadonlySet<string>; open: ReadonlySet<string> }

export async function readStory(phone: Phone, id: string, branch: string): Promise<Story | null> {
  const [project, steps, promotions, orgs, conflicts, { waiting, open }] = await Promise.all([
    phone.row<As<Project>>('project', id), phone.children<As<ProjectStep>>('project_step', id), phone.children<As<ProjectPromotion>>('project_promotion', id), phone.rows<As<Organisation>>('organisation'), phone.rows<As<Conflict>>('conflict'), phone.touched(),
  ])
  if (!project) return null
  return {
    project, owner: orgs.find(one => one.id === project.owner)?.name ?? '', steps: steps.sort((a, b) => (a.place ?? Infinity) - (b.place ?? Infinity) || (a.id < b.id ? -1 : 1)),
    promotion: promotions.find(one => one.branches.includes(branch)) ?? null, conflicts: conflicts.filter(one => one.row === id && one.state === 'open'), waiting, open,
  }
}

export const whoOf = (project: Pick<Project, 'owner' | 'branches'>): Who[] => (whoIs([project.owner, ...project.branches]).includes('owner') ? ['owner'] : [])

export const ownMoves = (project: Project) => movesOpen(lifecycle, project.state, whoOf(project))

// --- Writing

export const FIELDS = ['title', 'problems', 'goal', 'measures', 'leader', 'starts_on', 'ends_on', 'milestones'] as const
export type Field = (typeof FIELDS)[number]
export type Fields = Pick<Project, Field>

/** A proposal being written; `seen` is what this phone showed when writing began, null for a new one. */
export interface Writing { id: string; owner: string; branches: string[]; base: number; seen: Fields | null; fields: Fields }

export const DRAFTS = 'project:'
export const draftId = (project: string): string => DRAFTS + project

export const fieldsOf = ({ title, problems, goal, measures, leader, starts_on, ends_on, milestones }: Fields): Fields => ({ title, problems, goal, measures, leader, starts_on, ends_on, milestones })

const isGiven = (value: string | readonly Milestone[]): boolean => (typeof value === 'string' ? value.trim() !== '' : value.length > 0 && value.every(one => one.text.trim() && one.due_on))

/** What a proposal still lacks before it can be sent, by the lifecycle. */
export function lacking(fields: Fields): Field[] {
  const needs: readonly string[] = lifecycle.moves.find(one => one.name === 'submit')!.needs
  return FIELDS.filter(field => needs.includes(field) && !isGiven(fields[field]))
}

/** What is wrong with the days of a proposal: the field, or null. */
export function dayFault({ starts_on, ends_on, milestones }: Fields): 'ends_on' | 'milestones' | null {
  if (starts_on && ends_on && ends_on < starts_on) return 'ends_on'
  return milestones.some(one => one.due_on && (one.due_on < starts_on || one.due_on > ends_on)) ? 'milestones' : null
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** What differs from what was seen; begin and end are one. */
export function editsOf({ seen, fields }: Writing): Edits {
  const edits: Edits = {}
  const put = (field: Field) => { edits[field] = [(seen ? seen[field] : null) as Json, fields[field] as unknown as Json] }
  for (const field of FIELDS) if (seen ? !same(seen[field], fields[field]) : isGiven(fields[field]) || (Array.isArray(fields[field]) && fields[field].length)) put(field)
  if (edits['starts_on'] || edits['ends_on']) { put('starts_on'); put('ends_on') }
  return edits
}

/** What a new one has until the server has answered. */
const BLANK = {
  title: '', problems: '', goal: '', measures: '', leader: '', starts_on: '', ends_on: '', milestones: [], shown_to: [], state: 'draft', year: 0, number: 0, grade: '', level: '', document: '', standing: 'upcoming', colour: 'grey', due_on: '', due_text: '', warn_at: null, due_at: null, grace_at: null, done_on: '', is_late: false, milestones_done: [], computed_at: 0,
}

/** The steps that keep a proposal, and send it. `step` is the id of the step that sends. */
export function intentsOf(writing: Writing, on: string, step: string | null): Intent[] {
  const { id, owner, branches, base } = writing
  const set = editsOf(writing)
  const kept: Intent[] = Object.keys(set).length ? [{ name: 'project.set.v1', row: id, base, set, args: { owner }, ...(writing.seen ? {} : { shows: { ...BLANK, branches } }) }] : []
  return step ? [...kept, { name: 'project.move.v1', row: step, base: 0, args: { project: id, move: 'submit', on, text: '', milestone: '' }, shows: { state: 'submitted', branches } }] : kept
}
