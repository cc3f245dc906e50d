/** The board for the office, and what branches ask to have excused. */
import type { OfficePage, SettingsTab } from '../office'
import { to } from '../route'
import { me } from '../session'
import { t } from './excusalWords'
import { BoardPage } from './office/BoardPage'
import { ExcusalsPage } from './office/ExcusalsPage'
import { loadHeeds } from './office/heeds'
import { words } from './office/words'
import { CalendarPage } from './office/settings/CalendarPage'
import { TemplatesPage } from './office/settings/TemplatesPage'
import { words as settingsWords } from './office/settings/words'
import { WallPage } from './office/wall/WallPage'
import { t as wallWords } from './office/wall/words'

const holds = (role: string): boolean => me.value?.roles.some(one => one.role === role) ?? false

/** The office opens a record where it can also be reviewed; others read it. */
const recordOf = (meeting: string): string => to(holds('office') ? `office/review/${meeting}` : `office/record/${meeting}`)

export const pages: readonly OfficePage[] = [
  { path: 'board', title: () => words.title, icon: 'board', menu: ['daily', 1], roles: ['office', 'committee_leader', 'assessor'], view: () => <BoardPage canOpen={recordOf} canImport={holds('office')} canExcuse={holds('office')} /> },
  { path: 'wall', title: () => wallWords.title, icon: 'board', roles: ['office', 'committee_leader', 'assessor'], alone: true, view: () => <WallPage /> },
  { path: 'excusals', title: () => t.office.title, icon: 'clock', under: 'board', roles: ['office'], view: ({ query }) => <ExcusalsPage decided={query.get('state') === 'decided'} /> },
]

export const settings: readonly SettingsTab[] = [
  { path: 'templates', title: () => settingsWords.templates, place: 1, roles: ['office'], view: () => <TemplatesPage /> },
  { path: 'calendar', title: () => settingsWords.calendar, place: 2, roles: ['office'], view: ({ query }) => <CalendarPage query={query} /> },
]

export const heeds = { roles: ['office'], load: loadHeeds, title: () => t.office.title } as const
