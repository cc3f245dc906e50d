/** Studios and achievements: a branch writes and files what its people reached, underground too; who took part reads it. */
import { lazy } from '../lazy'
import type { Part } from '../part'
import type { Effect, Json } from '../sync'

const BLANK = { studio: '', studio_name: '', title: '', kind: '', level: '', done_on: '', story: '', measure: '', before: '', after: '', unit: '', yuan: null, benefit: '', yuan_basis: '', people: [] as Json[], state: 'draft', created_at: null, submitted_at: null, decided_at: null, decided_by_name: '', recognised_on: '' }

/** `base` 0: it is made; `shows` is what the server adds. */
const set: Effect = ({ row, base, args, set: edits = {}, shows = {} }, brush) => {
  const wanted = { ...Object.fromEntries(Object.entries(edits).map(([field, [, value]]) => [field, value])), ...shows }
  if (base) brush.lay('achievement', row, wanted)
  else brush.make('achievement', row, { ...BLANK, ...args, ...wanted })
}

const move: Effect = ({ row, args, shows = {} }, brush) => {
  const { achievement, move: act, ...told } = args ?? {}
  brush.make('achievement_step', row, { achievement: achievement ?? null, act: act ?? null, at: null, place: null, by_name: '', ...told })
  brush.lay('achievement', String(achievement), shows)
}

export const studios: Part = {
  pages: {
    studios: lazy(() => import('./pages').then(one => one.StudiosPage)),
    achievement: lazy(() => import('./pages').then(one => one.AchievementPage)),
    achieve: lazy(() => import('./pages').then(one => one.WritePage)),
  },
  effects: {
    'achievement.set.v1': set,
    'achievement.move.v1': move,
    'achievement.prove.v1': ({ row, args }, brush) => { const { achievement, ...told } = args ?? {}; brush.make('file_asset', row, { meeting: '', correction: '', kind: 'photo', state: 'pending', refused_reason: '', content: '', proves: achievement ?? '', ...told }) },
  },
  places: () => import('./pages').then(one => one.places()),
  tells: () => import('./pages').then(one => one.telling),
  parents: { achievement_step: 'achievement' },
}
