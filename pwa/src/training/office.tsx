/** The office's pages of training: contests with ranks, courses with sessions and attendance, mentor pairs, ranks from Excel; layers among the settings. */
import type { OfficePage, SettingsTab } from '../office'
import type { PageProps } from '../part'
import { ContestPage, ResultOf } from './office/ContestPage'
import { ContestsPage } from './office/ContestsPage'
import { CoursePage } from './office/CoursePage'
import { CoursesPage } from './office/CoursesPage'
import { ImportPage } from './office/ImportPage'
import { Layers } from './office/Layers'
import { PairPage, PairsPage } from './office/PairsPage'
import { SessionPage } from './office/SessionPage'
import { ledgerWords, words } from './office/words'

function Training({ path: [what, id] }: PageProps) {
  if (what === 'import') return <ImportPage />
  if (what === 'sessions' && id) return <SessionPage key={id} id={id} />
  if (what === 'results' && id) return <ResultOf key={id} id={id} />
  if (what === 'courses') return id ? <CoursePage key={id} id={id} /> : <CoursesPage />
  if (what === 'pairs') return id ? <PairPage key={id} id={id} /> : <PairsPage />
  return id ? <ContestPage key={id} id={id} /> : <ContestsPage />
}

export const pages: readonly OfficePage[] = [{ path: 'training', title: () => words.short, icon: 'people', menu: ['building', 4], roles: ['office', 'committee_leader'], view: Training }]

export const settings: readonly SettingsTab[] = [{ path: 'choices', title: () => words.short, place: 3.3, roles: ['office'], view: () => <Layers /> }]

/** What the ledger tells of training. */
export const sections = { training: ledgerWords, own_training: ledgerWords } as const
