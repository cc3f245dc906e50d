/**
 * How brands stand on a phone that may have been away for days: the server's last conclusion, grown older by the clock.
 * Only what time alone decides is concluded here, as `standing` does on the server; `tests/vectors/brands.json` holds both to it.
 */
import type { Brand, BrandStanding } from '../rows'
import type { Colour } from '../ui'

export type Moments = Pick<Brand, 'state' | 'warn_at' | 'due_at'>

export const isNamed = ({ state }: Pick<Brand, 'state'>): boolean => state === 'named' || state === 'promoted'

export function standingAt({ state, warn_at, due_at }: Moments, now: number): BrandStanding {
  if (state === 'withdrawn') return state
  if (!isNamed({ state })) return 'growing'
  if (warn_at === null || due_at === null || now < warn_at) return 'current'
  return now > due_at ? 'recheck_overdue' : 'recheck_soon'
}

const COLOURS: Record<BrandStanding, Colour> = { growing: 'grey', current: 'green', recheck_soon: 'yellow', recheck_overdue: 'red', withdrawn: 'grey' }

export const colourOf = (standing: BrandStanding): Colour => COLOURS[standing]
