/** The ledger's pages: for the office, and for those who answer for a branch or group. */
import type { OfficePage } from '../office'
import type { PageProps } from '../part'
import { BRANCH_POSTS } from '../posts'
import { BeginningPage } from './office/BeginningPage'
import { MemberPage } from './office/MemberPage'
import { PlacePage } from './office/PlacePage'
import { words } from './office/words'

function View({ path, query }: PageProps) {
  const [first, second] = path
  if (first === 'member' && second) return <MemberPage key={second} path={[second]} query={query} />
  return first ? <PlacePage key={first} path={path} query={query} /> : <BeginningPage path={path} query={query} />
}

export const pages: readonly OfficePage[] = [
  { path: 'ledger', title: () => words.title, icon: 'book', menu: ['books', 1], roles: ['office', 'committee_leader', 'assessor', ...BRANCH_POSTS], ofBranch: true, view: View },
]
