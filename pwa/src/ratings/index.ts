/** Ratings: a member's own stars, line by line. */
import { lazy } from '../lazy'
import type { Part } from '../part'

export const ratings: Part = { pages: { stars: lazy(() => import('./StarsPage').then(one => one.StarsPage)) }, parents: { rating_line: 'rating' } }
