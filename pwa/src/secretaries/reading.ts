/** Reads what is noted of the person in front, from the rows on this phone, and turns what was written into mutations. */
import { heldOn } from '../branch'
import type { As, Post, SecretaryNeed, SecretaryNote, SecretaryStep } from '../rows'
import { me } from '../session'
import { uuid5, uuid7, type Edits, type Intent, type Phone } from '../sync'
import { dayOf } from '../time'
import type { Item } from './items'

type Rows = Pick<Phone, 'rows'>

/** The server derives the ids of notes in the same way. */
const NAMESPACE = '7a0d3c52-1e64-5f3b-8f19-5d0c7b2a9e44'
export const noteId = (member: string, year: number, item: string, side = 'self'): string => uuid5(NAMESPACE, `${member}/${year}/${item}/${side}`)

export const person = (): string => me.value?.member ?? me.value?.account ?? ''

const ofPerson = <T extends { member: string }>(all: T[]): T[] => all.filter(one => one.member === person())

/** Whether this person is the secretary of a branch today. */
export async function isSecretary(phone: Rows): Promise<boolean> {
  return heldOn(ofPerson(await phone.rows<As<Post>>('post')), dayOf(Date.now())).some(one => one.post === 'secretary')
}

export async function hasProfile(phone: Rows): Promise<boolean> {
  return (await isSecretary(phone)) || ofPerson(await phone.rows<As<SecretaryNote>>('secretary_note')).length > 0
}

export interface Growth { year: number; leads: boolean; notes: As<SecretaryNote>[]; needs: As<SecretaryNeed>[]; steps: As<SecretaryStep>[]; waiting: ReadonlySet<string>; open: ReadonlySet<string> }

export async function readGrowth(phone: Phone): Promise<Growth> {
  const [notes, needs, steps, leads, { waiting, open }] = await Promise.all([phone.rows<As<SecretaryNote>>('secretary_note'), phone.rows<As<SecretaryNeed>>('secretary_need'), phone.rows<As<SecretaryStep>>('secretary_step'), isSecretary(phone), phone.touched()])
  const own = ofPerson(needs).sort((one, other) => (one.id < other.id ? 1 : -1))
  return { year: Number(dayOf(Date.now()).slice(0, 4)), leads, notes: ofPerson(notes), needs: own, steps: steps.sort((one, other) => (one.place ?? Infinity) - (other.place ?? Infinity)), waiting, open }
}

export const noteOf = (notes: readonly SecretaryNote[], year: number, item: Item, side: 'self' | 'office'): SecretaryNote | undefined => notes.find(one => one.year === year && one.item === item && one.side === side)

/** What was said of an item in each year by each side, the newest first. */
export const yearsOf = (notes: readonly SecretaryNote[], item: Item): SecretaryNote[] => notes.filter(one => one.item === item).sort((one, other) => other.year - one.year || one.side.localeCompare(other.side))

export type NoteFields = Pick<SecretaryNote, 'level' | 'example'>

/** The step that keeps a note; none where nothing was changed. */
export function noteIntents(item: Item, year: number, before: (NoteFields & { rev?: number }) | undefined, fields: NoteFields): Intent[] {
  const set: Edits = {}
  const changed = (['level', 'example'] as const).filter(field => (before?.[field] ?? '') !== fields[field])
  // One that the server never had is written whole again.
  for (const field of changed.length && !before?.rev ? (['level', 'example'] as const) : changed) set[field] = [before ? before[field] : null, fields[field]]
  const member = person()
  return changed.length ? [{ name: 'secretary.note.v1', row: noteId(member, year, item), base: before?.rev ?? 0, set, args: { member, year, item }, ...(before?.rev ? {} : { shows: { side: 'self', by_name: '', at: 0 } }) }] : []
}

export const askIntent = (item: Item, year: number, text: string): Intent => ({ name: 'secretary.ask.v1', row: uuid7(), base: 0, set: { text: [null, text.trim()] }, args: { member: person(), year, item }, shows: { state: 'asked', training: '', course: '', attended_on: '', member_name: '', asked_at: 0 } })

export const moveIntent = (need: string, move: 'meet' | 'withdraw', text: string): Intent => ({ name: 'secretary.move.v1', row: uuid7(), base: 0, args: { need, move, on: dayOf(Date.now()), text: text.trim() }, shows: { state: move === 'meet' ? 'met' : 'withdrawn' } })
