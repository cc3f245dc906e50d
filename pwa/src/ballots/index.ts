/** Ballots: a member's own results of mass reviews. Voting itself is `vote.tsx`, and knows nobody. */
import { lazy } from '../lazy'
import type { Part } from '../part'

export const ballots: Part = { pages: { reviews: lazy(() => import('./ReviewsPage').then(one => one.ReviewsPage)) } }
