/** Tells a well-formed answer of the server from anything else that a network may put in its place. */
import type { Columns, Outcome, ScopePage, SyncAnswer } from './types'

const RESULTS = new Set(['applied', 'merged', 'conflict', 'held', 'rejected', 'quarantined'])

type Record_ = Record<string, unknown>
export const isRecord = (value: unknown): value is Record_ => typeof value === 'object' && value !== null && !Array.isArray(value)
const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0
const isText = (value: unknown): value is string => typeof value === 'string'
const everyValue = (value: unknown, test: (one: unknown) => boolean): boolean => isRecord(value) && Object.values(value).every(test)

const isOutcome = (value: unknown): value is Outcome => isRecord(value) && isCount(value['mid']) && RESULTS.has(value['result'] as string)

const isColumns = (value: unknown): value is Columns =>
  isRecord(value) && Array.isArray(value['columns']) && value['columns'].includes('id') && Array.isArray(value['values']) && value['values'].every(Array.isArray)

const isPage = (value: unknown): value is ScopePage =>
  isRecord(value) && isCount(value['from']) && isCount(value['to']) && typeof value['more'] === 'boolean' && typeof value['reset'] === 'boolean' &&
  everyValue(value['rows'], isColumns) && everyValue(value['gone'], Array.isArray)

export function isAnswer(value: unknown): value is SyncAnswer {
  if (!isRecord(value) || !isText(value['epoch']) || !isCount(value['acked'])) return false
  const { outcomes, drop, next } = value
  return Array.isArray(outcomes) && outcomes.every(isOutcome) && everyValue(value['scopes'], isPage) && Array.isArray(drop) && drop.every(isText) &&
    isRecord(next) && isCount(next['poll_s']) && isCount(next['spread_s'])
}
