/** The board for the office. */
import type { OfficePage } from '../office'
import { to } from '../route'
import { me } from '../session'
import { BoardPage } from './office/BoardPage'
import { words } from './office/words'

const holds = (role: string): boolean => me.value?.roles.some(one => one.role === role) ?? false

/** The office opens a record where it can also be reviewed; others read it. */
const recordOf = (meeting: string): string => to(holds('office') ? `office/review/${meeting}` : `office/record/${meeting}`)

export const pages: readonly OfficePage[] = [
  { path: 'board', title: () => words.title, icon: 'board', order: 1, roles: ['office', 'committee_leader', 'assessor'], view: () => <BoardPage canOpen={recordOf} canImport={holds('office')} /> },
]
