/** Training: a branch holds sessions and marks who was there, underground too; members read their ranks, sessions and mentor pairs. */
import { lazy } from '../lazy'
import type { Part } from '../part'
import { uuid5 } from '../sync'

const load = () => import('./pages')

export const training: Part = {
  pages: { training: lazy(() => load().then(one => one.TrainingPage)) },
  effects: {
    'training_session.cancel.v1': ({ row, args = {} }, brush) => brush.lay('training_session', row, { cancel_reason: args['reason']! }),
    'training_session.set.v1': ({ row, args = {} }, brush) => brush.make('training_session', row, { course: '', reach: 'branch', branches: [args['branch']!], ...args }),
    // What a mark tells of its session stands beside it on this phone. The server derives the id of a member's mark in the same way.
    'training.mark.v1': ({ row, args = {}, shows }, brush) => {
      for (const [member, [, status, reason]] of Object.entries(args['marks'] as Record<string, string[]>)) {
        brush.make('training_mark', uuid5('c7a0b1d4-52e8-5c19-b0f3-6d4e9a2f8107', `${row}/${member}`), { session: row, member, branch: args['branch']!, status: status!, reason: reason!, at: null, by_name: '', ...shows })
      }
    },
  },
  places: () => load().then(one => one.places()),
  tells: () => load().then(one => one.telling),
  parents: { training_mark: 'session' },
}
