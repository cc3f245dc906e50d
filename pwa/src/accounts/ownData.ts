/** A person's own data as this phone holds them, in a file to keep: to be read, or for another program. */
import { download } from '../download'
import { factWords, gradeText } from '../factWords'
import { phrases } from '../phrases'
import type { As, Organisation, Scheme } from '../rows'
import { me, phone } from '../session'
import type { Json, Row } from '../sync'
import { momentText, periodText } from '../time'
import { shell, wordFor } from '../words'
import { t } from './words'

type Table = keyof typeof t.own.tables

/** What a value means, said with the words of this phone: names of organisations and titles of dimensions by their identifiers. */
export interface Meant { organisations: ReadonlyMap<string, string>; dimensions: ReadonlyMap<string, string> }

type Say = (value: Json, row: Row, meant: Meant) => string

const text: Say = value => (value === null || value === false ? '' : value === true ? shell.yes : String(value))
const moment: Say = value => (typeof value === 'number' ? momentText(value) : '')
const tenths: Say = value => (typeof value === 'number' ? String(value / 10) : '')
const organisation: Say = (value, _, { organisations }) => organisations.get(String(value)) ?? ''
const quarter: Say = value => (value ? periodText(String(value)) : '')
const word = (words: () => object): Say => value => wordFor(words(), value === null ? '' : String(value))
const known = word(() => t.own.values)
const status = word(() => ({ ...shell.attendance, ...t.own.values }))

function evidence(value: Json): string {
  const listed = Array.isArray(value) ? (value as { title?: Json; on?: Json; by?: Json }[]) : []
  return listed.map(one => [one.title, one.on, one.by].filter(Boolean).join(' · ')).join(phrases.stop)
}

/** A request for correction says statuses of attendance by their identifiers, everything else as it was written. */
const asked: Say = (value, row) => (row['about'] === 'attendance' ? wordFor(shell.attendance, String(value ?? '')) : text(value, row, NOTHING))
const NOTHING: Meant = { organisations: new Map(), dimensions: new Map() }

const SAID: Record<Table, Record<string, Say>> = {
  member: { employee_no: text, name: text, initials: text, sex: text, kind: known, no_vote: known, status: known, branch: organisation, group: organisation, job: text, shift: text, underground: text, post_profile: known },
  post: { post: word(() => shell.posts), org: organisation, from_on: text, to_on: text },
  attendance: { meeting_title: text, meeting_kind: word(() => shell.kinds), held_start: moment, status, reason: text, may_vote: text },
  fact: {
    kind: word(() => factWords.kinds), on: text, grade: (value, row) => gradeText(String(row['kind']), String(value ?? '')), amount: tenths, until: text, text, source: value => wordFor(t.own.values, String(value).split(':')[0]),
    entered_by_name: text, entered_at: moment, withdrawn_by_name: text, withdrawn_at: moment, withdrawn_reason: text,
  },
  rating: { quarter, profile: known, probationary: text, total_tenths: tenths, bonus_tenths: tenths, earned_star: text, computed_at: moment, data_up_to: moment },
  rating_line: { dimension: (value, _, { dimensions }) => dimensions.get(String(value)) ?? wordFor(t.own.values, String(value)), text, points_tenths: tenths, maximum_tenths: tenths, evidence },
  award: { quarter, version: text, state: known, profile: known, probationary: text, excused: text, replaced: text, total_tenths: tenths, earned_star: text, star: text, code: known, publicity_until: moment, computed_at: moment },
  appeal: { quarter, line_text: text, text, state: known, filed_at: moment, branch_by_name: text, branch_at: moment, branch_reason: text, escalation: text, escalated_at: moment, office_by_name: text, office_at: moment, office_reason: text },
  veto_case: { quarter, title: text, text, evidence: text, state: known, proposed_at: moment, decided_at: moment, reason: text, lifted_at: moment },
  correction_request: { about: known, field: word(() => ({ ...t.own.columns, ...t.own.values })), seen: asked, wanted: asked, reason: text, proof: text, state: known, asked_at: moment, decided_by_name: text, decided_at: moment, answer: text },
  opinion: { kind: word(() => t.own.opinion), text, about: text, is_named: text, state: word(() => t.own.opinion), sent_at: moment, answered_by_name: text, answered_at: moment, answer: text, outcome: text, closed_at: moment },
}

/** In which column a row names the member whom it is about, where that is not `member`. */
const NAMED_BY: Partial<Record<Table, string>> = { member: 'id', opinion: 'person' }

/** Tables whose rows name the member whom they are about, in the order in which they are told. */
const TABLES = Object.keys(SAID) as Table[]

export type Own = Partial<Record<Table, Row[]>>

export async function ownRows(): Promise<Own> {
  const member = me.value?.member
  const all = await Promise.all(TABLES.map(async table => [table, await phone.value!.rows(table)] as const))
  return Object.fromEntries(all.map(([table, rows]) => [table, rows.filter(row => row[NAMED_BY[table] ?? 'member'] === member)]))
}

/** The titles that the schemes on this phone give to dimensions. */
export function titlesOf(schemes: readonly Pick<Scheme, 'content'>[]): ReadonlyMap<string, string> {
  const dimensions = schemes.flatMap(({ content }) => (content as { dimensions?: { key: string; title: string }[] } | null)?.dimensions ?? [])
  return new Map(dimensions.map(one => [one.key, one.title]))
}

async function meantHere(): Promise<Meant> {
  const [organisations, schemes] = await Promise.all([phone.value!.rows<As<Organisation>>('organisation'), phone.value!.rows<As<Scheme>>('scheme')])
  return { organisations: new Map(organisations.map(one => [one.id, one.name])), dimensions: titlesOf(schemes) }
}

const escaped = (told: string): string => told.replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`)

/** A row as people read it: the columns that mean something to them, in words. */
export function told(table: Table, row: Row, meant: Meant): [string, string][] {
  return Object.entries(SAID[table]).map(([column, say]): [string, string] => [wordFor(t.own.columns, column), say(row[column] ?? null, row, meant)]).filter(([, value]) => value !== '')
}

const rowText = (table: Table, row: Row, meant: Meant): string => `<dl>${told(table, row, meant).map(([name, value]) => `<dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>`).join('')}</dl>`

export function page(name: string, made_at: number, own: Own, meant: Meant): string {
  const parts = TABLES.map(table => [table, own[table] ?? []] as const).filter(([, rows]) => rows.length)
    .map(([table, rows]) => `<h2>${escaped(t.own.tables[table])} (${rows.length})</h2>${rows.map(row => rowText(table, row, meant)).join('<hr>')}`)
  const head = `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(name)}</title>`
  const style = '<style>body{font:16px/1.6 sans-serif;max-width:760px;margin:16px auto;padding:0 16px}dt{color:#5b544b}dd{margin:0 0 6px}</style>'
  return `${head}${style}<h1>${escaped(t.own.of(name))}</h1><p>${escaped(t.own.made(momentText(made_at)))}</p>${parts.join('')}`
}

export async function saveOwn(form: 'html' | 'json'): Promise<void> {
  const { name, login } = me.value!
  const [own, meant, made_at] = [await ownRows(), await meantHere(), Date.now()]
  const content = form === 'html' ? page(name, made_at, own, meant) : JSON.stringify({ name, login, made_at, tables: own }, null, 2)
  download(new Blob([content], { type: form === 'html' ? 'text/html' : 'application/json' }), `${t.own.file(name)}.${form}`)
}
