/** Facts and statements of the branch in front of the person, and what is asked for by a tap. */
import { act } from '../acting'
import { useLive } from '../live'
import type { CoverageRow, FactRow } from '../generated/http'
import type { As } from '../rows'
import { uuid7, uuid5, type Intent } from '../sync'
import { quarterDays } from './format'
import type { Content, Kind } from './kinds'

const COVERAGE = '1b0f4f0c-6a6b-5c8e-9f58-2f2a7c1d9e34'

/** The server derives the id of a statement in the same way. */
export const coverageId = (kind: string, quarter: string, branch: string): string => uuid5(COVERAGE, `${kind}:${quarter}:${branch}`)

export interface Ledger { facts: readonly FactRow[]; coverage: ReadonlyMap<string, CoverageRow>; waiting: ReadonlySet<string> }

const newestFirst = (one: FactRow, other: FactRow): number => other.on.localeCompare(one.on) || other.entered_at - one.entered_at

/** The facts of a branch and quarter, withdrawn ones too, and what is stated of its kinds. */
export function useLedger(branch: string, quarter: string): Ledger | undefined {
  return useLive(['row:fact', 'row:coverage', 'log'], async phone => {
    const [facts, coverage, waiting] = await Promise.all([phone.rows<As<FactRow>>('fact'), phone.rows<As<CoverageRow>>('coverage'), phone.waiting()])
    const [first, last] = quarterDays(quarter)
    const stands = coverage.filter(one => one.branch === branch && one.quarter === quarter && one.withdrawn_at === null)
    return {
      facts: facts.filter(one => one.branch === branch && first <= one.on && one.on <= last).sort(newestFirst),
      coverage: new Map(stands.map(one => [one.kind, one])), waiting: new Set(waiting.map(entry => entry.row)),
    }
  }, [branch, quarter])
}

export function useOwnFacts(member: string | null): readonly FactRow[] | undefined {
  return useLive(['row:fact'], async phone => (await phone.rows<As<FactRow>>('fact')).filter(one => one.member === member).sort(newestFirst), [member])
}

/** What a fact looks like as a step of the log. */
export function entering(kind: Kind, branch: string, member: string, { on, grade, amount, until, text }: Content): Intent {
  return { name: 'fact.enter.v1', row: uuid7(), base: 0, args: { branch, member, kind: kind.key, on, grade, amount, until, text: text.trim() } }
}

const OF_RECORD = 'record:'

/** Whether a fact follows from a record: nobody withdraws it by itself. */
export const isOfRecord = ({ source }: FactRow): boolean => source.startsWith(OF_RECORD)

/** The record that a fact follows from, as `table/id`; '' for one that people entered. */
export const recordOf = (fact: FactRow): string => (isOfRecord(fact) ? fact.source.slice(OF_RECORD.length) : '')

export const withdrawing = (fact: FactRow, reason: string): Intent => ({ name: 'fact.withdraw.v1', row: fact.id, base: fact.rev, args: { reason } })

/** States that everything of a kind is entered, or takes that back. */
export function state(kind: string, quarter: string, branch: string, stands: boolean): void {
  const row = coverageId(kind, quarter, branch)
  act([stands ? { name: 'coverage.withdraw.v1', row, base: 0, args: {} } : { name: 'coverage.state.v1', row, base: 0, args: { kind, quarter, branch } }])
}
