/** Orders to the branch: received, told of and reported on the phone, without a network too; the month's task table. */
import { lazy } from '../lazy'
import type { Part } from '../part'
import type { Effect } from '../sync'

/** `shows` is how the order then stands on this phone. */
const step = (act: string): Effect => ({ row, args, shows = {} }, brush) => {
  brush.make('dispatch_step', row, { act, at: null, place: null, by_name: '', ...args })
  brush.lay('dispatch_order', String(args?.['order']), shows)
}

const load = () => import('./pages')

export const dispatch: Part = {
  pages: {
    orders: lazy(() => load().then(one => one.OrdersPage)),
    order: lazy(() => load().then(one => one.OrderPage)),
    tasks: lazy(() => load().then(one => one.TasksPage)),
  },
  effects: { 'order.receive.v1': step('received'), 'order.progress.v1': step('progress'), 'order.report.v1': step('reported') },
  tells: () => load().then(one => one.telling),
  first: ['dispatch_order'],
  parents: { dispatch_step: 'order' },
}
