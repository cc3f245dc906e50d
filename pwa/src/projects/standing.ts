/**
 * How projects stand on a phone that may have been away for days: the server's last conclusion, grown older by the clock.
 * Only what time alone decides is concluded here, as `standing` does on the server; `tests/vectors/projects.json` holds both to it.
 */
import type { Project, ProjectStanding } from '../rows'
import type { Colour } from '../ui'

export type Moments = Pick<Project, 'state' | 'warn_at' | 'due_at' | 'grace_at' | 'is_late'>

const ACCEPTED: readonly string[] = ['acceptance', 'graded', 'bought_back', 'promoted', 'closed']

export function standingAt({ state, warn_at, due_at, grace_at, is_late }: Moments, now: number): ProjectStanding {
  if (state === 'terminated') return state
  if (ACCEPTED.includes(state)) return is_late ? 'late' : 'done'
  if (due_at === null || warn_at === null || grace_at === null) return 'upcoming'
  if (now > due_at) return now > grace_at ? 'overdue' : 'overdue_provisional'
  return now >= warn_at ? 'warning' : 'upcoming'
}

const COLOURS: Record<ProjectStanding, Colour> = { upcoming: 'grey', warning: 'yellow', overdue_provisional: 'red', overdue: 'red', done: 'green', late: 'red', terminated: 'grey' }

export const colourOf = (standing: ProjectStanding): Colour => COLOURS[standing]

const RANK: Record<Colour, number> = { red: 0, yellow: 1, grey: 2, green: 3 }

/** Most urgent first: by colour, then by what is due. */
export const byUrgency = (now: number) => (one: Project & { id: string }, other: Project & { id: string }): number =>
  RANK[COLOURS[standingAt(one, now)]] - RANK[COLOURS[standingAt(other, now)]] || one.ends_on.localeCompare(other.ends_on) || (one.id < other.id ? -1 : 1)
