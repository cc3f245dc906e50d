/** Rooms of the service centre: whose they are, on every phone; asked for and given back by the branch, without a network too. */
import { lazy } from '../lazy'
import type { Part } from '../part'

const load = () => import('./pages')

export const rooms: Part = {
  pages: { rooms: lazy(() => load().then(one => one.RoomsPage)) },
  effects: {
    // Of a series the first day stands for all, until the server has decided on each.
    'booking.ask.v1': ({ row, args, shows }, brush) => brush.make('booking', row, { state: 'asked', cause: '', offers: [], reason: '', ...args, ...shows }),
    'booking.cancel.v1': ({ row }, brush) => brush.lay('booking', row, { state: 'cancelled' }),
  },
  places: () => load().then(one => one.places()),
  tells: () => load().then(one => one.telling),
  parents: { booking_step: 'booking' },
}
