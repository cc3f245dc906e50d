/** Notices: what the person is told of, what is read of it, and how it may come. */
import { lazy } from '../lazy'
import type { Part } from '../part'

export const notices: Part = {
  pages: {
    notices: lazy(() => import('./NoticesPage').then(one => one.NoticesPage)),
    'notice-choices': lazy(() => import('./ChoicesPage').then(one => one.ChoicesPage)),
  },
  first: ['notice', 'notice_read'],
  effects: {
    'notice.read.v1': ({ args }, brush) => { for (const notice of args!['notices'] as string[]) brush.make('notice_read', `read:${notice}`, { notice }) },
    'notice.choose.v1': ({ row, args }, brush) => brush.make('notice_choice', row, { ...args }),
  },
  tells: () => import('./telling').then(one => one.telling),
}
