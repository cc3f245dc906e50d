/** Guides and liaisons on the phone: visits recorded and followed up without a network; a branch reads those to it. */
import { lazy } from '../lazy'
import type { Part } from '../part'
import { put, step } from '../sync'

const load = () => import('./pages')

export const guides: Part = {
  pages: {
    visits: lazy(() => load().then(one => one.VisitsPage)),
    visit: lazy(() => load().then(one => one.VisitPage)),
    visiting: lazy(() => load().then(one => one.VisitingPage)),
  },
  effects: {
    'visit.set.v1': put('visit'), 'visit.found.v1': put('visit_problem'), 'visit.follow.v1': step('visit_step', 'problem', 'visit_problem'),
    'visit.delete.v1': ({ row }, brush) => brush.remove('visit', row), 'visit.drop.v1': ({ row }, brush) => brush.remove('visit_problem', row),
  },
  tells: () => load().then(one => one.telling),
  places: () => load().then(one => one.places()),
  parents: { visit_problem: 'visit', visit_step: 'visit' },
}
