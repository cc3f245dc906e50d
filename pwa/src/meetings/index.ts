/** Meetings: the recorder, the list, the record with what became of it. */
import { lazy } from '../lazy'
import type { Part } from '../part'
import { effects } from './mutations'

export const meetings: Part = {
  pages: {
    attendance: lazy(() => import('./AttendancePage').then(one => one.AttendancePage)),
    meetings: lazy(() => import('./ListPage').then(one => one.ListPage)),
    record: lazy(() => import('./RecordPage').then(one => one.RecordPage)),
    resolutions: lazy(() => import('./ResolutionsPage').then(one => one.ResolutionsPage)),
    print: lazy(() => import('./PrintPage').then(one => one.PrintPage)),
    write: lazy(() => import('./RecorderPage').then(one => one.RecorderPage)),
    shared: lazy(() => import('./photos/SharedPage').then(one => one.SharedPage)),
  },
  effects,
  tells: () => import('./telling').then(one => one.telling),
  parents: { attendance: 'meeting', file_asset: 'meeting', review: 'meeting', amendment: 'meeting' },
  waits: lazy(() => import('./Waits').then(one => one.Waits), true),
}
