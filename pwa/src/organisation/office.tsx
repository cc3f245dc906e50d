/** The organisation's pages for the office. */
import type { OfficePage } from '../office'
import { PeoplePage } from './office/PeoplePage'
import { RosterPage } from './office/RosterPage'
import { words } from './office/words'

export const pages: readonly OfficePage[] = [
  { path: 'people', title: () => words.peopleTitle, icon: 'people', menu: ['books', 3], roles: ['office'], view: () => <PeoplePage /> },
  { path: 'roster', title: () => words.rosterShort, icon: 'upload', menu: ['books', 4], roles: ['office'], view: () => <RosterPage /> },
]
