/** Branch assessment: the branch's own score with every deduction, and the bands of all. */
import { lazy } from '../lazy'
import type { Part } from '../part'
import { effects } from './mutations'

export const assessments: Part = {
  pages: { score: lazy(() => import('./ScorePage').then(one => one.ScorePage)) },
  effects,
  tells: () => import('./telling').then(one => one.telling),
}
