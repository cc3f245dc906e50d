/** Tells a well-formed answer of the server from anything else that a network may put in its place. */
import { namesIn } from './ids'
import { breathe } from './requests'
import type { Columns, Json, Outcome, ScopePage, SyncAnswer } from './types'

const RESULTS = new Set(['applied', 'merged', 'conflict', 'held', 'rejected', 'quarantined'])

type Record_ = Record<string, unknown>
export const isRecord = (value: unknown): value is Record_ => typeof value === 'object' && value !== null && !Array.isArray(value)
const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0
const isText = (value: unknown): value is string => typeof value === 'string'
const everyValue = (value: unknown, test: (one: unknown) => boolean): boolean => isRecord(value) && Object.values(value).every(test)

const isOutcome = (value: unknown): value is Outcome => isRecord(value) && isCount(value['mid']) && RESULTS.has(value['result'] as string)

type Columnwise = Record<string, Json[]>

/** News of one table as it travels: column by column, what all rows share once; an id that follows from other columns is left out. */
interface Block { table: string; columns?: Columnwise; same?: Record<string, Json>; id_of?: { namespace: string; of: string[] } | null; gone?: string[] }
type SentPage = Omit<ScopePage, 'rows' | 'gone'> & { blocks: Block[] }

const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText)
const isIdOf = (value: unknown): boolean => isRecord(value) && isText(value['namespace']) && isTexts(value['of'])

function isColumns(value: unknown): value is Columnwise {
  if (!isRecord(value)) return false
  const columns = Object.values(value)
  return columns.every(column => Array.isArray(column) && column.length === (columns[0] as Json[]).length)
}

const isBlock = (value: unknown): value is Block =>
  isRecord(value) && isText(value['table']) && (value['gone'] === undefined || isTexts(value['gone'])) &&
  (value['same'] === undefined || isRecord(value['same'])) && (value['columns'] === undefined || (isColumns(value['columns']) && ('id' in value['columns'] || isIdOf(value['id_of']))))

const isPage = (value: unknown): value is SentPage =>
  isRecord(value) && isCount(value['from']) && isCount(value['to']) && typeof value['more'] === 'boolean' && typeof value['reset'] === 'boolean' &&
  Array.isArray(value['blocks']) && value['blocks'].every(isBlock)

function isAnswer(value: unknown): value is Omit<SyncAnswer, 'scopes'> & { scopes: Record<string, SentPage> } {
  if (!isRecord(value) || !isText(value['epoch']) || !isCount(value['acked'])) return false
  const { outcomes, drop, next } = value
  return Array.isArray(outcomes) && outcomes.every(isOutcome) && everyValue(value['scopes'], isPage) && isTexts(drop) &&
    isRecord(next) && isCount(next['poll_s']) && isCount(next['spread_s'])
}

/** Rows unpacked in one go: a row may need a hash for its id. */
const AT_ONCE = 250

/** All columns of a block, and how the ids follow from them where they did not travel. */
function columnsOf({ columns = {}, same = {}, id_of }: Block, count: number): { columns: Columnwise; idAt: (at: number) => Json } {
  const all: Columnwise = { ...columns }
  for (const [name, value] of Object.entries(same)) all[name] = Array<Json>(count).fill(value)
  if (!id_of) return { columns: all, idAt: at => all['id']?.[at] ?? null }
  const parts = id_of.of.map(name => all[name] ?? [])
  const idOf = namesIn(id_of.namespace)
  return { columns: { id: [], ...all }, idAt: at => idOf(parts.map(part => part[at]).join('/')) }
}

async function addRows(rows: Record<string, Columns>, block: Block): Promise<void> {
  const count = Object.values(block.columns ?? {})[0]?.length ?? 0
  const { columns, idAt } = columnsOf(block, count)
  const { columns: names, values } = (rows[block.table] ??= { columns: Object.keys(columns), values: [] })
  const ordered = names.map(name => columns[name])
  const id = names.indexOf('id')
  for (let at = 0; at < count; at++) {
    if (at % AT_ONCE === AT_ONCE - 1) await breathe()
    const row = ordered.map(column => column?.[at] ?? null)
    row[id] = idAt(at)
    values.push(row)
  }
}

async function unpack({ blocks, ...page }: SentPage): Promise<ScopePage> {
  const rows: ScopePage['rows'] = {}
  const gone: ScopePage['gone'] = {}
  for (const block of blocks) {
    if (block.columns) await addRows(rows, block)
    if (block.gone) gone[block.table] = [...(gone[block.table] ?? []), ...block.gone]
  }
  return { ...page, rows, gone }
}

/** The server's answer, its rows unpacked; null for whatever else came in its place. */
export async function readAnswer(value: unknown): Promise<SyncAnswer | null> {
  if (!isAnswer(value)) return null
  const scopes: SyncAnswer['scopes'] = {}
  for (const [scope, page] of Object.entries(value.scopes)) scopes[scope] = await unpack(page)
  return { ...value, scopes }
}
