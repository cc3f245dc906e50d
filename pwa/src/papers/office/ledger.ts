/** What the ledger shows: filed meetings of a period by time, the first page and those that were asked for after it. */
import { signal } from '@preact/signals'
import { api, asProblem, type Problem } from '../../api'
import type { MeetingLineOut, MeetingLedgerOut } from '../../generated/http'
import { Resource } from '../../load'
import { isPeriod, periodAt } from '../../period'
import { go } from '../../route'

export interface Wanted { period: string; branch: string; kind: string }

interface Further { lines: readonly MeetingLineOut[]; cursor: string | null; busy: boolean; problem: Problem | null }
const NOTHING: Further = { lines: [], cursor: null, busy: false, problem: null }

export const ledger = new Resource<MeetingLedgerOut>()
export const further = signal<Further>(NOTHING)
let turn = 0

/** The filter, as the address has it. */
export function wantedOf(query: URLSearchParams): Wanted {
  const asked = query.get('period') ?? ''
  return { period: isPeriod(asked) ? asked : periodAt('month', Date.now()), branch: query.get('branch') ?? '', kind: query.get('kind') ?? '' }
}

export const show = (wanted: Wanted): void => go(`office/papers?${new URLSearchParams({ ...wanted }).toString()}`, true)

const pathOf = (wanted: Wanted, cursor: string): string => `/api/papers/ledger?${new URLSearchParams({ ...wanted, cursor }).toString()}`

export async function loadLedger(wanted: Wanted): Promise<void> {
  const mine = ++turn
  further.value = NOTHING
  await ledger.load(pathOf(wanted, ''))
  if (mine === turn) further.value = { ...NOTHING, cursor: ledger.state.value.data?.cursor ?? null }
}

export async function loadMore(wanted: Wanted): Promise<void> {
  const mine = ++turn
  const { lines, cursor } = further.value
  further.value = { lines, cursor, busy: true, problem: null }
  try {
    const page = await api<MeetingLedgerOut>(pathOf(wanted, cursor ?? ''))
    if (mine === turn) further.value = { lines: [...lines, ...page.lines], cursor: page.cursor, busy: false, problem: null }
  } catch (error) {
    if (mine === turn) further.value = { lines, cursor, busy: false, problem: asProblem(error) }
  }
}
