/** The review's pages for the office. */
import type { OfficePage, SettingsTab } from '../office'
import { BRANCH_POSTS } from '../posts'
import { AskedPage } from './office/AskedPage'
import { BurdenPage } from './office/BurdenPage'
import { ConflictsPage } from './office/ConflictsPage'
import { DeskPage } from './office/DeskPage'
import { loadHeeds } from './office/heeds'
import { PhrasesPage } from './office/PhrasesPage'
import { QuarantinePage } from './office/QuarantinePage'
import { QueueBadge } from './office/QueueBadge'
import { RecordPage } from './office/RecordPage'
import { TogetherPage } from './office/TogetherPage'
import { words } from './office/words'

/** The desk's queues: submissions by default. */
function Desk({ path: [first, second] }: { path: readonly string[] }) {
  if (first === 'together') return <TogetherPage />
  if (first === 'phrases') return <PhrasesPage />
  if (first === 'conflicts') return <ConflictsPage />
  return first === 'amendments' || first === 'held' ? <AskedPage key={first} kind={first} open={second ?? null} /> : <DeskPage meeting={first ?? null} />
}

export const pages: readonly OfficePage[] = [
  { path: 'review', title: () => words.title, icon: 'inbox', menu: ['daily', 2], roles: ['office'], badge: QueueBadge, view: ({ path }) => <Desk path={path} /> },
  { path: 'record', title: () => words.record, icon: 'book', under: 'ledger', roles: ['office', 'committee_leader', 'assessor', ...BRANCH_POSTS], view: ({ path }) => <RecordPage meeting={path[0] ?? ''} /> },
  { path: 'burden', title: () => words.burden.title, icon: 'clock', menu: ['settings', 3], roles: ['office'], view: ({ query }) => <BurdenPage month={query.get('month')} /> },
  // The office comes here from the desk; an administrator has no desk.
  { path: 'quarantine', title: () => words.quarantine, icon: 'alert', roles: ['office'], view: () => <QuarantinePage /> },
  { path: 'quarantine', title: () => words.quarantineShort, icon: 'alert', menu: ['settings', 4], roles: ['administrator'], view: () => <QuarantinePage /> },
]

export const heeds = { roles: ['office'], load: loadHeeds } as const

export const settings: readonly SettingsTab[] = [{ path: 'phrases', title: () => words.phraseList.title, place: 23, roles: ['office'], href: 'office/review/phrases' }]
