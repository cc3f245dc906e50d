/** The office's pages of studios: achievements to recognise, studios with their year and quarter, what counts; what waits stands on its first page. */
import { api } from '../api'
import type { AchievementsOut } from '../generated/http'
import type { Heed, OfficePage, SettingsTab } from '../office'
import { to } from '../route'
import { AchievementsPage } from './office/AchievementsPage'
import { ImportPage } from './office/ImportPage'
import { ReportPage } from './office/ReportPage'
import { SettingsPage } from './office/SettingsPage'
import { StoryPage } from './office/StoryPage'
import { StudioPage } from './office/StudioPage'
import { StudiosPage } from './office/StudiosPage'
import { ledgerWords, words } from './office/words'
import type { PageProps } from '../part'

const READERS = ['office', 'committee_leader'] as const

function Studios({ path: [what, id, quarter], query }: PageProps) {
  if (what === 'achievements') return id ? <StoryPage key={id} id={id} /> : <AchievementsPage query={query} />
  if (what === 'import') return <ImportPage />
  if (what && id === 'report') return <ReportPage key={what} id={what} asked={quarter} />
  return what ? <StudioPage key={what} id={what} query={query} /> : <StudiosPage query={query} />
}

export const pages: readonly OfficePage[] = [{ path: 'studios', title: () => words.short, icon: 'star', menu: ['building', 3], roles: READERS, view: Studios }]

export const settings: readonly SettingsTab[] = [{ path: 'choices', title: () => words.short, place: 3.2, roles: ['office'], view: () => <SettingsPage /> }]

/** What the ledger tells of achievements. */
export const sections = { achievements: ledgerWords, own_achievements: ledgerWords } as const

async function load(): Promise<Heed[]> {
  const { waiting, items } = await api<AchievementsOut>('/api/achievements?state=submitted')
  const first = items[items.length - 1]
  return waiting ? [{ key: 'achievements', title: words.achievements, sub: words.toDecide(waiting), href: to('office/studios/achievements?state=submitted'), tone: 'yellow', due_at: first?.submitted_at ?? Date.now() }] : []
}

export const heeds = { roles: ['office'] as const, load } as const
