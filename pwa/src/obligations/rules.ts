/**
 * How obligations stand on a phone that may have been away for days: the server's last conclusion, grown older by the clock.
 * Only what time alone decides is concluded here (domain 3.3); facts are the server's, and records on this phone are shown beside it.
 */
import type { Colour } from '../ui'
import type { Meeting, Obligation, ObligationState } from '../rows'
import { periodsOf } from '../time'

/** The state at `now` if no fact has changed since the server concluded. */
export function stateAt({ state, warn_at, due_at, grace_at, excused_until_at }: Obligation, now: number): ObligationState {
  if (state === 'done' || state === 'late' || state === 'overdue') return state
  if (state === 'excused') return excused_until_at !== null && now > excused_until_at ? 'overdue_provisional' : 'excused'
  const due = Math.max(due_at, excused_until_at ?? 0)
  if (state === 'held_unfiled') return state
  if (now > Math.max(grace_at, due)) return 'overdue'
  if (now > due) return 'overdue_provisional'
  return now >= warn_at ? 'warning' : 'upcoming'
}

const COLOURS: Record<ObligationState, Colour> = {
  upcoming: 'grey', warning: 'yellow', held_unfiled: 'yellow', done: 'green', overdue_provisional: 'red', overdue: 'red', late: 'red', excused: 'grey',
}
export const colourOf = (state: ObligationState): Colour => COLOURS[state]

/** What a person has to do something about, what is recorded and waits for the server's conclusion, and what is ahead or behind. */
export type Pile = 'due' | 'recorded' | 'ahead' | 'behind'

export function pileOf({ state, recorded }: Pick<Duty, 'state' | 'recorded'>): Pile {
  if (state === 'done' || state === 'late' || state === 'excused') return 'behind'
  if (recorded?.status === 'submitted' || recorded?.status === 'approved') return 'recorded'
  return state === 'upcoming' ? 'ahead' : 'due'
}

/** Whether a period lies behind or around `now`: what only begins next month is nobody's business today. */
export const hasBegun = (period: string, now: number): boolean =>
  periodsOf(now).some(one => one.length === period.length && one.includes('Q') === period.includes('Q') && period <= one)

const URGENCY: Record<ObligationState, number> = { overdue: 0, overdue_provisional: 1, held_unfiled: 2, warning: 3, upcoming: 4, late: 5, done: 6, excused: 7 }

export interface Duty { obligation: Obligation; state: ObligationState; recorded: Meeting | null }

/** Most urgent first; within a state the earliest deadline. */
export const byUrgency = (a: Duty, b: Duty): number => URGENCY[a.state] - URGENCY[b.state] || a.obligation.due_at - b.obligation.due_at

/** The record that satisfies an obligation, the one the server names or one on this phone that fits. */
export function recordFor(obligation: Obligation, meetings: readonly Meeting[]): Meeting | null {
  const named = meetings.find(one => one.id === obligation.meeting)
  if (named) return named
  const fits = (one: Meeting) => one.kind === obligation.kind && one.org === obligation.org && one.held_start !== null && periodsOf(one.held_start).includes(obligation.period)
  return meetings.find(fits) ?? null
}
