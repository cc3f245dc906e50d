/** 三基四会四强 on a secretary's own phone: eleven items with examples, and what to learn; without a network too. */
import { lazy } from '../lazy'
import type { Part } from '../part'
import { put, step } from '../sync'

const load = () => import('./pages')

export const secretaries: Part = {
  pages: {
    growth: lazy(() => load().then(one => one.GrowthPage)),
    'growth-item': lazy(() => load().then(one => one.ItemPage)),
  },
  effects: { 'secretary.note.v1': put('secretary_note'), 'secretary.ask.v1': put('secretary_need'), 'secretary.move.v1': step('secretary_step', 'need', 'secretary_need') },
  tells: () => load().then(one => one.telling),
  places: () => load().then(one => one.places()),
  parents: { secretary_step: 'need' },
}
