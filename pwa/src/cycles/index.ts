/** Cycles: a member's appeal, and the branch's review of a quarter; what the office does with it lies in office.tsx. */
import { lazy } from '../lazy'
import type { Part } from '../part'

export const cycles: Part = {
  pages: {
    appeal: lazy(() => import('./AppealPage').then(one => one.AppealPage)),
    cycle: lazy(() => import('./BranchPage').then(one => one.BranchPage)),
  },
  effects: {
    'appeal.file.v1': ({ row, args }, brush) => brush.make('appeal', row, { ...args, state: 'at_branch' }),
    'appeal.withdraw.v1': ({ row }, brush) => brush.lay('appeal', row, { state: 'withdrawn' }),
    'appeal.escalate.v1': ({ row, args }, brush) => brush.lay('appeal', row, { state: 'at_office', escalation: args?.['text'] ?? '' }),
  },
  tells: () => import('./telling').then(one => one.telling),
}
