/** The search: its page, and its box in the office's frame. */
import { OFFICE_ROLES, type OfficePage } from '../office'
import { BRANCH_POSTS } from '../posts'
import { SearchBox } from './office/SearchBox'
import { SearchPage } from './office/SearchPage'
import { words } from './office/words'

export const pages: readonly OfficePage[] = [{ path: 'search', title: () => words.title, icon: 'search', roles: [...OFFICE_ROLES, ...BRANCH_POSTS], view: SearchPage }]

/** Stands in the office's frame. */
export { SearchBox }
