/** The organisation's pages for the office. */
import type { OfficePage } from '../office'
import { PeoplePage } from './office/PeoplePage'
import { RosterPage } from './office/RosterPage'
import { words } from './office/words'

export const pages: readonly OfficePage[] = [
  { path: 'people', title: () => words.peopleTitle, icon: 'people', order: 3, roles: ['office'], view: () => <PeoplePage /> },
  { path: 'roster', title: () => words.rosterShort, icon: 'upload', order: 4, roles: ['office'], view: () => <RosterPage /> },
]
