/** A member asks for a wrong fact to be put right, sees what became of it; the branch decides about its own roll. */
import { lazy } from '../lazy'
import type { Part } from '../part'

export const corrections: Part = {
  pages: {
    corrections: lazy(() => import('./ListPage').then(one => one.ListPage)),
    correct: lazy(() => import('./AskPage').then(one => one.AskPage)),
  },
  effects: {
    'correction.ask.v1': ({ row, args, shows }, brush) => brush.make('correction_request', row, { state: 'at_branch', asked_at: null, passed_on_at: null, decided_at: null, decided_by_name: '', answer: '', ...args, ...shows }),
    'correction.prove.v1': ({ row, args, shows }, brush) => brush.make('file_asset', row, { meeting: '', kind: 'photo', state: 'pending', refused_reason: '', content: '', ...args, ...shows }),
    'correction.withdraw.v1': ({ row }, brush) => brush.lay('correction_request', row, { state: 'withdrawn' }),
    'correction.decide.v1': ({ row, args }, brush) => brush.lay('correction_request', row, { state: args?.['accepts'] ? 'accepted' : 'declined', answer: args?.['reason'] ?? '' }),
  },
  tells: () => import('./telling').then(one => one.telling),
}
