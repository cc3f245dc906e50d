/** Reads brands from the rows on this phone, and turns what was written into mutations. */
import { brand as lifecycle } from '../generated/lifecycles'
import { movesOpen, whoIs } from '../lifecycle'
import type { As, Brand, BrandStep, Conflict, Organisation } from '../rows'
import type { Edits, Intent, Json, Phone } from '../sync'

export interface Shelf { own: As<Brand>[]; named: As<Brand>[]; names: ReadonlyMap<string, string> }

/** A branch's own brands, and those of all that were named. */
export async function readBrands(phone: Pick<Phone, 'rows'>, branch: string | null): Promise<Shelf> {
  const [all, orgs] = await Promise.all([phone.rows<As<Brand>>('brand'), phone.rows<As<Organisation>>('organisation')])
  const isOwn = (one: Brand) => branch !== null && one.branches.includes(branch)
  const sorted = [...all].sort((a, b) => a.name.localeCompare(b.name, 'zh'))
  return { own: sorted.filter(isOwn), named: sorted.filter(one => !isOwn(one) && (one.state === 'named' || one.state === 'promoted')), names: new Map(orgs.map(one => [one.id, one.name])) }
}

export interface Story { brand: As<Brand>; owner: string; steps: As<BrandStep>[]; conflicts: As<Conflict>[]; waiting: ReadonlySet<string>; open: ReadonlySet<string> }

export async function readStory(phone: Phone, id: string): Promise<Story | null> {
  const [brand, steps, orgs, conflicts, { waiting, open }] = await Promise.all([phone.row<As<Brand>>('brand', id), phone.children<As<BrandStep>>('brand_step', id), phone.rows<As<Organisation>>('organisation'), phone.rows<As<Conflict>>('conflict'), phone.touched()])
  return brand && { brand, owner: orgs.find(one => one.id === brand.owner)?.name ?? '', steps: steps.sort((a, b) => (a.place ?? Infinity) - (b.place ?? Infinity) || (a.id < b.id ? -1 : 1)), conflicts: conflicts.filter(one => one.row === id && one.state === 'open'), waiting, open }
}

export const owns = (brand: Pick<Brand, 'owner' | 'branches'>): boolean => whoIs([brand.owner, ...brand.branches]).includes('owner')

export const ownMoves = (brand: Brand) => (owns(brand) ? movesOpen(lifecycle, brand.state, ['owner']) : [])

// --- Writing

export const FIELDS = ['name', 'meaning', 'carrier', 'measures', 'results'] as const
export type Field = (typeof FIELDS)[number]
export type Fields = Pick<Brand, Field>

/** A declaration being written; `seen` is what this phone showed when writing began, null for a new one. */
export interface Writing { id: string; owner: string; branches: string[]; base: number; state: Brand['state']; seen: Fields | null; fields: Fields }

export const DRAFTS = 'brand:'
export const draftId = (brand: string): string => DRAFTS + brand

export const fieldsOf = ({ name, meaning, carrier, measures, results }: Fields): Fields => ({ name, meaning, carrier, measures, results })

/** What a declaration still lacks before it can be sent, by the lifecycle. */
export function lacking(fields: Fields): Field[] {
  const needs: readonly string[] = lifecycle.moves.find(one => one.name === 'declare')!.needs
  return FIELDS.filter(field => needs.includes(field) && !fields[field].trim())
}

export const editsOf = ({ seen, fields }: Writing): Edits =>
  Object.fromEntries(FIELDS.filter(field => (seen ? seen[field] !== fields[field] : fields[field].trim())).map(field => [field, [(seen ? seen[field] : null) as Json, fields[field]]]))

/** What a new one has until the server has answered. */
const BLANK = { name: '', meaning: '', carrier: '', measures: '', results: '', picture: '', small: '', state: 'draft', named_on: '', recheck_on: '', standing: 'growing', colour: 'grey', warn_at: null, due_at: null, computed_at: 0 }

/** The steps that keep a declaration, and send it. `step` is the id of the step that sends. */
export function intentsOf(writing: Writing, on: string, step: string | null): Intent[] {
  const { id, owner, branches, base } = writing
  const set = editsOf(writing)
  const kept: Intent[] = Object.keys(set).length ? [{ name: 'brand.set.v1', row: id, base, set, args: { owner }, ...(writing.seen ? {} : { shows: { ...BLANK, branches } }) }] : []
  return step ? [...kept, { name: 'brand.move.v1', row: step, base: 0, args: { brand: id, move: 'declare', on, text: '' }, shows: { state: 'declared', branches } }] : kept
}
