/** The office's pages of guides: coverage, visits, assignments, the quarter's report; what is to be reviewed stands on its first page. */
import { api } from '../api'
import type { VisitsOut } from '../generated/http'
import type { Heed, OfficePage, SettingsTab } from '../office'
import type { PageProps } from '../part'
import { to } from '../route'
import { CoveragePage } from './office/CoveragePage'
import { ImportPage } from './office/ImportPage'
import { PeoplePage } from './office/PeoplePage'
import { ReportPage } from './office/ReportPage'
import { SettingsPage } from './office/SettingsPage'
import { StoryPage } from './office/StoryPage'
import { VisitsPage } from './office/VisitsPage'
import { ledgerWords, words } from './office/words'

const READERS = ['office', 'committee_leader'] as const

function Guides({ path: [what], query }: PageProps) {
  if (!what) return <CoveragePage query={query} />
  if (what === 'visits') return <VisitsPage query={query} />
  if (what === 'people') return <PeoplePage />
  if (what === 'report') return <ReportPage query={query} />
  return what === 'import' ? <ImportPage /> : <StoryPage key={what} id={what} />
}

export const pages: readonly OfficePage[] = [{ path: 'guides', title: () => words.short, icon: 'people', menu: ['building', 6], roles: READERS, view: Guides }]

export const settings: readonly SettingsTab[] = [{ path: 'choices', title: () => words.settings, place: 3.6, roles: ['office'], view: () => <SettingsPage /> }]

async function load(): Promise<Heed[]> {
  const { items } = await api<VisitsOut>('/api/visits?state=filed')
  return items.length ? [{ key: 'visits-filed', title: words.visits, sub: words.waits(items.length), href: to('office/guides/visits?state=filed'), tone: 'yellow', due_at: Date.now() }] : []
}

/** What the ledger tells of visits. */
export const sections = { visits: ledgerWords } as const

export const heeds = { roles: ['office'], load } as const
