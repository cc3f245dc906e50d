/** The office's pages of the box: those that wait, and one of them. */
import type { OfficePage } from '../office'
import { WaitingBadge } from './office/WaitingBadge'
import { ListPage } from './office/ListPage'
import { OnePage } from './office/OnePage'
import { words } from './office/words'

export const pages: readonly OfficePage[] = [
  { path: 'opinions', title: () => words.title, icon: 'inbox', menu: ['daily', 8], roles: ['office', 'committee_leader'], badge: WaitingBadge, view: ({ path: [id], query }) => (id ? <OnePage key={id} id={id} /> : <ListPage asked={query.get('state')} />) },
]
