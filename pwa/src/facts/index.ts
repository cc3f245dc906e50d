/** Facts: what a branch enters of its members beyond meetings, what it states to be complete, and a member's own. */
import { lazy } from '../lazy'
import type { Part } from '../part'
import { effects } from './mutations'

export const facts: Part = {
  pages: { facts: lazy(() => import('./FactsPage').then(one => one.FactsPage)) },
  effects,
  tells: () => import('./telling').then(one => one.telling),
}
