/** The kinds of facts as the server knows them: tests/vectors/fact_kinds.json holds both to the same list. */
export interface Kind {
  key: KindKey
  grades: readonly string[]
  /** The largest amount in tenths; null where the kind takes none. */
  most: number | null
  takes_until: boolean
  needs_text: boolean
  /** Grades that need words. */
  text_for: readonly string[]
  /** An amount below the one or above the other needs words too; null where none does. */
  text_below: number | null
  text_above: number | null
  /** A member has one in a quarter. */
  once: boolean
  branch_sees: boolean
}

export type KindKey = 'violation' | 'hazard_found' | 'dues' | 'discipline' | 'performance' | 'pledge' | 'task_done' | 'achievement' | 'training' | 'contest' | 'mentor' | 'service' | 'excused_period'

const PLAIN = { grades: [], most: null, takes_until: false, needs_text: true, text_for: [], text_below: null, text_above: null, once: false, branch_sees: false }

export const KINDS: readonly Kind[] = [
  { ...PLAIN, key: 'violation', grades: ['minor', 'general', 'serious'] },
  { ...PLAIN, key: 'hazard_found' },
  { ...PLAIN, key: 'dues', takes_until: true, needs_text: false },
  { ...PLAIN, key: 'discipline', grades: ['reminder', 'warning', 'serious'] },
  { ...PLAIN, key: 'performance', most: 1000, needs_text: false, text_below: 600, text_above: 950, once: true, branch_sees: true },
  { ...PLAIN, key: 'pledge', grades: ['good', 'fair', 'poor'], needs_text: false, text_for: ['fair', 'poor'], once: true, branch_sees: true },
  { ...PLAIN, key: 'task_done', branch_sees: true },
  { ...PLAIN, key: 'achievement', grades: ['mine', 'company', 'province'] },
  { ...PLAIN, key: 'training', grades: ['attended', 'absent'] },
  { ...PLAIN, key: 'contest', grades: ['first', 'second', 'third', 'other'] },
  { ...PLAIN, key: 'mentor', grades: ['passed', 'running'] },
  { ...PLAIN, key: 'service', grades: ['small', 'usual', 'outstanding'], branch_sees: true },
  { ...PLAIN, key: 'excused_period', once: true, branch_sees: true },
]

export const BRANCH_KINDS: readonly Kind[] = ['service', 'performance', 'pledge', 'task_done', 'excused_period'].map(key => KINDS.find(one => one.key === key)!)

export const kindOf = (key: string): Kind | undefined => KINDS.find(one => one.key === key)

/** Every member of a branch has one in a quarter, so all are given theirs at once. */
export const byRoll = (kind: Kind): boolean => kind.once && !kind.needs_text

/** What a person writes as points, in tenths; null for what is no number of points with at most one decimal. */
export function tenthsOf(text: string, most: number): number | null {
  if (!/^\d{1,3}(\.\d)?$/.test(text.trim())) return null
  const tenths = Math.round(Number(text) * 10)
  return tenths <= most ? tenths : null
}

export interface Content { on: string; grade: string; amount: number | null; until: string; text: string }

/** Whether this says something about a member that needs a reason. */
export const asksForWords = (kind: Kind, grade: string, amount: number | null): boolean =>
  kind.needs_text || kind.text_for.includes(grade) || (amount !== null && isFar(kind, amount))

/** A rating far from what is usual, either way. */
const isFar = ({ text_below: low, text_above: high }: Kind, amount: number): boolean => (low !== null && amount < low) || (high !== null && amount > high)

/** The first field that still lacks something; null when a fact is whole. */
export function lacks(kind: Kind, { on, grade, amount, until, text }: Content): keyof Content | null {
  if (!on) return 'on'
  if (kind.grades.length && !kind.grades.includes(grade)) return 'grade'
  if (kind.most !== null && amount === null) return 'amount'
  if (kind.takes_until && !until) return 'until'
  return asksForWords(kind, grade, amount) && !text.trim() ? 'text' : null
}
