/** Obligations: what is due, in three colours, and what is asked to be excused. */
import { lazy } from '../lazy'
import type { Part } from '../part'
import { TABLES } from './duties'
import { HomePage } from './HomePage'
import './home.css'

export const obligations: Part = {
  pages: { today: HomePage, excuse: lazy(() => import('./ExcusePage').then(one => one.ExcusePage)) },
  first: TABLES,
  effects: {
    'excusal.ask.v1': ({ row, args, shows }, brush) => brush.make('excusal', row, { state: 'open', ...args, ...shows }),
    'excusal.withdraw.v1': ({ row }, brush) => brush.lay('excusal', row, { state: 'withdrawn' }),
  },
  tells: () => import('./telling').then(one => one.telling),
}
