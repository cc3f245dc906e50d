/** Stars, dates and answers of a quarter in words. */
import type { CycleOut } from '../generated/http'
import { phrases } from '../phrases'
import type { Appeal } from '../rows'
import { dayText, periodText } from '../time'
import { t } from './words'

/** 四星, 不定星; 免评 of whom the branch excused, 待定 where people have yet to decide. */
export const starText = (star: number | null, code = ''): string => (star === null ? (code === 'EXCUSED' ? t.excused : t.unrated) : star ? t.star(star) : t.noStar)

export const untilText = (at: number | null): string => (at === null ? '' : t.until(dayText(at)))

/** What a quarter of a branch is beside its state: which attempt, once it was opened again; how many places and members; why it was opened again. */
export const aboutText = ({ version, computed_at, places, members, reason }: CycleOut): string =>
  [version > 1 && t.branch.version(version), computed_at !== null && t.branch.places(places, members), reason].filter(Boolean).join(' · ')

/** A quarter with its year, for what is read on paper. */
export function inYear(quarter: string): string {
  const [year, named] = [quarter.slice(0, 4), periodText(quarter)]
  return named.includes(year) ? named : t.inYear(year, named)
}

const OPEN = new Set(['at_branch', 'answered', 'at_office', 'late'])

/** Nobody has had the last word yet, and it may be taken back. */
export const isOpen = ({ state }: Pick<Appeal, 'state'>): boolean => OPEN.has(state)

/** One appeal at a time, and about the same line ('' for the whole) only once: what was taken back may be said anew. */
export const mayFile = (appeals: readonly Pick<Appeal, 'state' | 'line'>[], line: string): boolean => !appeals.some(one => isOpen(one) || (one.line === line && one.state !== 'withdrawn'))

type Answered = Pick<Appeal, 'branch_at' | 'branch_by_name' | 'branch_upholds' | 'branch_reason' | 'escalation' | 'office_at' | 'office_by_name' | 'office_reason'>

/** What became of an appeal so far: the branch's answer, why it went on, the office's answer. */
export function answersOf(appeal: Answered): [string, string][] {
  const pairs: [string, string][] = []
  if (appeal.branch_at) pairs.push([t.appeal.branchSays(appeal.branch_by_name), `${appeal.branch_upholds ? t.appeal.upheldByBranch : t.appeal.notUpheld}${phrases.colon}${appeal.branch_reason}`])
  if (appeal.escalation) pairs.push([t.appeal.escalate, appeal.escalation])
  if (appeal.office_at) pairs.push([t.appeal.officeSays(appeal.office_by_name), appeal.office_reason])
  return pairs
}
