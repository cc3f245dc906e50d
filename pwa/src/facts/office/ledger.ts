/** What the ledger shows: facts of a quarter by kind and branch, the first page and those that were asked for after it. */
import { signal } from '@preact/signals'
import { api, asProblem, type Problem } from '../../api'
import type { FactOut, FactsOut } from '../../generated/http'
import { Resource } from '../../load'
import { quarter } from './Head'

interface Further {
  facts: readonly FactOut[]
  /** Where the next page begins; null where there is none. */
  cursor: string | null
  busy: boolean
  problem: Problem | null
}

const NOTHING: Further = { facts: [], cursor: null, busy: false, problem: null }

export const ledger = new Resource<FactsOut>()
export const filter = signal({ kind: '', branch: '' })
export const further = signal<Further>(NOTHING)

/** Counts what was begun: a page that was overtaken belongs to another list. */
let turn = 0

const pathOf = (from: string | null): string =>
  `/api/facts?${new URLSearchParams({ quarter: quarter.value, kind: filter.value.kind, branch: filter.value.branch, ...(from && { cursor: from }) }).toString()}`

export async function loadLedger(): Promise<void> {
  const mine = ++turn
  further.value = NOTHING
  await ledger.load(pathOf(null))
  if (mine === turn) further.value = { ...NOTHING, cursor: ledger.state.value.data?.cursor ?? null }
}

export async function loadMore(): Promise<void> {
  const mine = ++turn
  const { facts, cursor } = further.value
  further.value = { facts, cursor, busy: true, problem: null }
  try {
    const page = await api<FactsOut>(pathOf(cursor))
    if (mine === turn) further.value = { facts: [...facts, ...page.facts], cursor: page.cursor, busy: false, problem: null }
  } catch (error) {
    if (mine === turn) further.value = { facts, cursor, busy: false, problem: asProblem(error) }
  }
}
