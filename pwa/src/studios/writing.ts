/** What is written of an achievement: its form as one value, what it lacks, and the mutations that it comes to. Pure. */
import type { Achievement, As, Share, StudioChoice } from '../rows'
import { uuid7, type Edits, type Intent, type Json, type Proves } from '../sync'
import { dayOf } from '../time'
import { t } from './words'

/** As it stands in the form: amounts in 万元 as text. */
export interface Writing {
  id: string; branch: string
  studio: string; title: string; kind: string; level: string; done_on: string; story: string; measure: string; before: string; after: string; unit: string
  yuan: string; benefit: string; yuan_basis: string; people: Share[]
}

export const draftId = (id: string): string => `achievement/${id}`
export const proving = (id: string): { proves: Proves } => ({ proves: ['achievement.prove.v1', 'achievement', id] })

const TEXTS = ['studio', 'title', 'kind', 'level', 'done_on', 'story', 'measure', 'before', 'after', 'unit', 'benefit', 'yuan_basis'] as const

export const blank = (branch: string, studio: string): Writing => ({ id: uuid7(), branch, studio, title: '', kind: 'technical', level: 'mine', done_on: dayOf(Date.now()), story: '', measure: '', before: '', after: '', unit: '', yuan: '', benefit: '', yuan_basis: '', people: [] })

export const writingOf = (row: As<Achievement>): Writing => ({
  ...(Object.fromEntries(TEXTS.map(name => [name, row[name]])) as Pick<Writing, (typeof TEXTS)[number]>),
  id: row.id, branch: row.branch, yuan: row.yuan === null ? '' : String(row.yuan / 10_000), people: row.people.map(one => ({ ...one })),
})

/** Whole yuan of an amount in 万元; null for none, undefined for what is no number. */
export function yuanOf(text: string): number | null | undefined {
  const told = text.trim()
  if (!told) return null
  const yuan = Math.round(Number(told) * 10_000)
  return /^\d{1,8}(\.\d{1,4})?$/.test(told) ? yuan : undefined
}

const MEASURED = /^约?\d{1,9}(\.\d{1,3})?(多|余|左右|以上|以内)?$/

type Told = Pick<Writing, Exclude<(typeof TEXTS)[number], 'studio'> | 'people'> & { gain: number | null | undefined }

/** What it still lacks before it can be filed, as the server's rules say; '' for nothing. */
function lacksOf(told: Told, choices: readonly StudioChoice[], today: string): string {
  const { fields, faults } = t
  for (const name of ['title', 'story'] as const) if (!told[name].trim()) return fields[name]
  if (!choices.some(one => one.field === 'kind' && one.key === told.kind && !one.is_off)) return faults.kind
  if (!told.level) return faults.level
  if (!told.done_on || told.done_on > today) return faults.done_on
  if (new Set(told.people.map(one => one.id)).size < told.people.length) return faults.twice
  if (told.people.reduce((sum, one) => sum + one.share, 0) !== 100 || told.people.some(one => !one.id || one.share < 1)) return faults.people
  const effect = [told.measure, told.before, told.after, told.unit].map(one => one.trim())
  if (effect.some(Boolean) && !(effect.every(Boolean) && MEASURED.test(effect[1]!) && MEASURED.test(effect[2]!))) return faults.effect
  if (told.gain === undefined) return faults.yuan
  if (told.gain && !told.benefit) return faults.benefit
  return told.gain && !told.yuan_basis.trim() ? faults.yuan_basis : ''
}

const move = (achievement: string, act: string, state: string, text = ''): Intent =>
  ({ name: 'achievement.move.v1', row: uuid7(), base: 0, args: { achievement, move: act, on: dayOf(Date.now()), text }, shows: { state } })

export const submitting = {
  lacks: (row: As<Achievement>, choices: readonly StudioChoice[], today: string): string => lacksOf({ ...row, gain: row.yuan }, choices, today),
  intent: (row: Pick<Achievement, 'id'>): Intent => move(row.id, 'submit', 'submitted'),
}
export const withdrawing = (row: Pick<Achievement, 'id'>, text: string): Intent => move(row.id, 'withdraw', 'withdrawn', text)

export const writingLacks = (writing: Writing, choices: readonly StudioChoice[], today: string): string => lacksOf({ ...writing, gain: yuanOf(writing.yuan) }, choices, today)

/** Whether it can be kept at all: a name tells it from others, amounts are numbers, shares are whole. */
export const keepable = ({ title, yuan, people }: Writing): boolean => Boolean(title.trim()) && yuanOf(yuan) !== undefined && people.every(one => one.id && one.share >= 1 && one.share <= 100)

const plain = (people: readonly Share[]): Json => people.map(({ id, name, share }) => ({ id, name, share }))

/** What a new one has until the server has answered. */
const BLANK = { studio: '', title: '', kind: '', level: '', done_on: '', story: '', measure: '', before: '', after: '', unit: '', yuan: null, benefit: '', yuan_basis: '', people: [] as Json[], state: 'draft', created_at: null, submitted_at: null, decided_at: null, decided_by_name: '', recognised_on: '' }

/** What the form comes to: only what differs from what was seen; `shows` names the studio until the server does. */
export function intentsOf(writing: Writing, seen: As<Achievement> | null, studioName: string, submit: boolean): Intent[] {
  const wanted: Record<string, Json> = { ...Object.fromEntries(TEXTS.map(name => [name, name === 'studio' ? writing.studio : writing[name].trim()])), yuan: yuanOf(writing.yuan) ?? null, people: plain(writing.people) }
  const was: Record<string, Json> = seen ? { ...Object.fromEntries(TEXTS.map(name => [name, seen[name]])), yuan: seen.yuan, people: plain(seen.people) } : { ...Object.fromEntries(TEXTS.map(name => [name, ''])), yuan: null, people: [] }
  const edits: Edits = Object.fromEntries(Object.keys(wanted).filter(name => JSON.stringify(wanted[name]) !== JSON.stringify(was[name])).map(name => [name, [was[name]!, wanted[name]!]] as const))
  const set: Intent = { name: 'achievement.set.v1', row: writing.id, base: seen?.rev ?? 0, set: edits, args: { branch: writing.branch }, shows: { ...(seen ? {} : BLANK), studio_name: studioName } }
  return [...(Object.keys(edits).length || !seen ? [set] : []), ...(submit ? [submitting.intent(writing)] : [])]
}

/** Shares as equal as whole percents can be, the first ones one larger. */
export const evenly = (people: readonly Share[]): Share[] => people.map((one, at) => ({ ...one, share: Math.floor(100 / people.length) + (at < 100 % people.length ? 1 : 0) }))
