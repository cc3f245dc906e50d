/**
 * How orders stand on a phone that may have been away for days: the server's last conclusion, grown older by the clock.
 * Only what time alone decides is concluded here, as `standing` does on the server; `tests/vectors/orders.json` holds both to it.
 */
import type { Order, OrderStanding } from './rows'
import type { Colour } from './ui'

export type Moments = Pick<Order, 'state' | 'warn_at' | 'due_at' | 'grace_at' | 'progress_warn_at' | 'progress_at' | 'is_late' | 'mend_at'>

export function standingAt({ state, warn_at, due_at, grace_at, progress_warn_at, progress_at, is_late, mend_at }: Moments, now: number): OrderStanding {
  if (state === 'withdrawn') return state
  if (state === 'reported' || state === 'closed') return is_late ? 'late' : 'done'
  if (state === 'returned') return now <= (mend_at ?? 0) ? state : 'not_mended'
  if (now > due_at) return now > grace_at ? 'overdue' : 'overdue_provisional'
  if (progress_at !== null && now > progress_at) return 'progress_missed'
  if (now >= warn_at) return 'warning'
  return progress_warn_at !== null && now >= progress_warn_at ? 'progress_due' : 'upcoming'
}

const COLOURS: Record<OrderStanding, Colour> = {
  upcoming: 'grey', progress_due: 'yellow', progress_missed: 'red', warning: 'yellow', overdue_provisional: 'red', overdue: 'red', returned: 'yellow', not_mended: 'red', done: 'green', late: 'red', withdrawn: 'grey',
}
export const orderColour = (standing: OrderStanding): Colour => COLOURS[standing]

export const hasEnded = ({ state }: Pick<Order, 'state'>): boolean => state === 'closed' || state === 'withdrawn'

/** Whether the branch has to do something about it: it waits for the office once it is reported. */
export const isOpen = (order: Pick<Order, 'state'>): boolean => !hasEnded(order) && order.state !== 'reported'

const RANK: Record<Colour, number> = { red: 0, yellow: 1, grey: 2, green: 3 }

/** Most urgent first: by colour, then by deadline. */
export const byOrderUrgency = (now: number) => (one: Order, other: Order): number =>
  RANK[COLOURS[standingAt(one, now)]] - RANK[COLOURS[standingAt(other, now)]] || one.due_at - other.due_at || (one.id < other.id ? -1 : 1)
