/** Studios and achievements: a branch writes and files what its people reached, underground too; who took part reads it. */
import { lazy } from '../lazy'
import type { Part } from '../part'
import { put, step } from '../sync'

const load = () => import('./pages')

export const studios: Part = {
  pages: {
    studios: lazy(() => load().then(one => one.StudiosPage)),
    achievement: lazy(() => load().then(one => one.AchievementPage)),
    achieve: lazy(() => load().then(one => one.WritePage)),
  },
  effects: {
    'achievement.set.v1': put('achievement'),
    'achievement.move.v1': step('achievement_step', 'achievement', 'achievement'),
    'achievement.prove.v1': ({ row, args }, brush) => { const { achievement, ...told } = args ?? {}; brush.make('file_asset', row, { meeting: '', correction: '', kind: 'photo', state: 'pending', refused_reason: '', content: '', proves: achievement ?? '', ...told }) },
  },
  places: () => load().then(one => one.places()),
  tells: () => load().then(one => one.telling),
  parents: { achievement_step: 'achievement' },
}
