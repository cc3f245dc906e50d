/** The box: anyone who signs in says what burdens, what is broken or what could be better, without a network too, and sees what became of it. */
import { lazy } from '../lazy'
import type { Part } from '../part'

const load = () => import('./pages')

export const opinions: Part = {
  pages: { opinions: lazy(() => load().then(one => one.BoxPage)) },
  effects: { 'opinion.send.v1': ({ row, args, shows }, brush) => brush.make('opinion', row, { ...args, ...shows, state: 'waiting', sent_at: null, answer: '', outcome: '' }) },
  places: () => load().then(one => one.places()),
  tells: () => load().then(one => one.telling),
}
