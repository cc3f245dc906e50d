/** The review's pages for the office. */
import type { OfficePage } from '../office'
import { DeskPage } from './office/DeskPage'
import { QueueBadge } from './office/QueueBadge'
import { RecordPage } from './office/RecordPage'
import { words } from './office/words'

export const pages: readonly OfficePage[] = [
  { path: 'review', title: () => words.title, icon: 'inbox', order: 2, roles: ['office'], badge: QueueBadge, view: ({ path }) => <DeskPage meeting={path[0] ?? null} /> },
  { path: 'record', title: () => words.record, icon: 'book', roles: ['office', 'committee_leader', 'assessor'], view: ({ path }) => <RecordPage meeting={path[0] ?? ''} /> },
]
