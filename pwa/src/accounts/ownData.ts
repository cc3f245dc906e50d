/** A person's own data as this phone holds them, in a file to keep: to be read, or for another program. */
import { download } from '../download'
import { me, phone } from '../session'
import type { Json, Row } from '../sync'
import { momentText } from '../time'
import { shell, wordFor } from '../words'
import { t } from './words'

/** Tables whose rows name the member whom they are about, in the order in which they are told. */
const TABLES = Object.keys(t.own.tables) as (keyof typeof t.own.tables)[]

type Own = Record<string, Row[]>

export async function ownRows(): Promise<Own> {
  const member = me.value?.member
  const all = await Promise.all(TABLES.map(async table => [table, await phone.value!.rows(table)] as const))
  return Object.fromEntries(all.map(([table, rows]) => [table, rows.filter(row => (table === 'member' ? row.id : row['member']) === member)]))
}

const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/
const INSTANT = /(_at|_start|_until|_up_to)$/
const escaped = (text: string): string => text.replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`)

/** A value as people read it; null for what only programs need: ids, hashes, revisions. */
export function said(column: string, value: Json): string | null {
  if (value === null || value === '' || value === false || column === 'rev' || column.endsWith('_hash')) return null
  if (typeof value === 'number' && INSTANT.test(column)) return momentText(value)
  if (typeof value === 'number' && column.endsWith('_tenths')) return String(value / 10)
  if (typeof value !== 'string') return typeof value === 'object' ? null : String(value)
  return UUID.test(value) ? null : wordFor({ ...shell.attendance, ...shell.kinds, ...shell.posts }, value)
}

function rowText(row: Row): string {
  const told = Object.entries(row).map(([column, value]) => [column, said(column, value)] as const).filter(([, text]) => text !== null)
  return `<dl>${told.map(([column, text]) => `<dt>${escaped(wordFor(t.own.columns, column))}</dt><dd>${escaped(text!)}</dd>`).join('')}</dl>`
}

export function page(name: string, made_at: number, own: Own): string {
  const parts = TABLES.filter(table => own[table]?.length).map(table => `<h2>${escaped(t.own.tables[table])} (${own[table]!.length})</h2>${own[table]!.map(rowText).join('<hr>')}`)
  const head = `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(name)}</title>`
  const style = '<style>body{font:16px/1.6 sans-serif;max-width:760px;margin:16px auto;padding:0 16px}dt{color:#5b544b}dd{margin:0 0 6px}</style>'
  return `${head}${style}<h1>${escaped(t.own.of(name))}</h1><p>${escaped(t.own.made(momentText(made_at)))}</p>${parts.join('')}`
}

export async function saveOwn(form: 'html' | 'json'): Promise<void> {
  const { name, login } = me.value!
  const [own, made_at] = [await ownRows(), Date.now()]
  const text = form === 'html' ? page(name, made_at, own) : JSON.stringify({ name, login, made_at, tables: own }, null, 2)
  download(new Blob([text], { type: form === 'html' ? 'text/html' : 'application/json' }), `${t.own.file(name)}.${form}`)
}
