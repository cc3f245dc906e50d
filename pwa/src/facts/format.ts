/** Facts in words. */
import { gradeText } from '../factWords'
import type { FactRow } from '../generated/http'
import { firstDayOf } from '../period'
import { wordFor } from '../words'
import type { Kind } from './kinds'
import { t } from './words'

export const amountText = (tenths: number): string => t.points(tenths % 10 ? (tenths / 10).toFixed(1) : String(tenths / 10))

type Told = Pick<FactRow, 'kind' | 'grade' | 'amount' | 'until'>

/** '三违 · 一般', '党费交至 · 2026-12', '岗位业绩 · 92.5 分'. */
export const factText = ({ kind, grade, amount, until }: Told): string =>
  [wordFor(t.kinds, kind), gradeText(kind, grade), amount !== null && amountText(amount), until].filter(Boolean).join(' · ')

/** What to write where words lack. */
export const lackingWords = ({ text_below: low, text_above: high }: Kind): string => (low === null || high === null ? t.needText : t.needWhy(low / 10, high / 10))

/** The days of a quarter, first and last, as ISO text. */
export function quarterDays(quarter: string): [string, string] {
  return [firstDayOf(quarter), `${quarter.slice(0, 4)}-${['03-31', '06-30', '09-30', '12-31'][Number(quarter.slice(-1)) - 1]}`]
}
