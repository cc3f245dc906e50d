/** The synced rows of assessments, with the words a column may hold. Points are tenths, instants epoch ms. */
import type { AssessmentFormRow, AssessmentMarkRow, AssessmentSchemeRow, BranchBandRow, BranchScoreRow, AssessmentContent, DeductionRow } from '../generated/http'
import { firstDayOf } from '../period'
import type { As } from '../rows'

export interface Line { part: 'auto' | 'assessor' | 'bonus' | 'veto' | 'quarter' | 'total'; rule: string; points_tenths: number; text: string; table: string; id: string; meeting: string | null }
export interface Evidence { kind: string; title: string; states: Record<string, number> }

export type Score = As<Omit<BranchScoreRow, 'lines' | 'evidence'> & { lines: Line[]; evidence: Evidence[] }>
export type DeductionState = 'standing' | 'contested' | 'upheld' | 'reversed'
export type Deduction = As<Omit<DeductionRow, 'state'> & { state: DeductionState }>
export type Form = As<Omit<AssessmentFormRow, 'state'> & { state: 'draft' | 'submitted' }>
export type Mark = As<AssessmentMarkRow>
export type Scheme = As<Omit<AssessmentSchemeRow, 'content'> & { content: AssessmentContent }>
export type BranchBand = As<BranchBandRow>

/** The scheme in force on the first day of a quarter; a year follows its last quarter. */
export function schemeFor(period: string, schemes: readonly Scheme[]): Scheme | undefined {
  const day = firstDayOf(period.includes('Q') ? period : `${period}-Q4`)
  return schemes.filter(one => one.state === 'published' && one.from_on <= day)
    .sort((a, b) => b.from_on.localeCompare(a.from_on) || b.version - a.version)[0]
}
