/** Assessment at the desk and on the assessor's tablet. */
import type { OfficePage, SettingsTab } from '../office'
import { me } from '../session'
import { AssessPage } from './office/AssessPage'
import { AssessorsPage } from './office/AssessorsPage'
import { BranchPage } from './office/BranchPage'
import { ContestsPage } from './office/ContestsPage'
import { OverviewPage } from './office/OverviewPage'
import { SchemePage } from './office/SchemePage'
import { t } from './words'

const holds = (role: string): boolean => me.value?.roles.some(one => one.role === role) ?? false

export const pages: readonly OfficePage[] = [
  { path: 'assess', title: () => t.assess, icon: 'pencil', menu: ['daily', 0], roles: ['assessor'], view: AssessPage },
  { path: 'assessment', title: () => t.overview, icon: 'star', menu: ['scores', 2], roles: ['office', 'committee_leader', 'assessor'], view: props => (props.path[0] ? <BranchPage {...props} decides={holds('office')} /> : <OverviewPage {...props} decides={holds('office')} />) },
  { path: 'contests', title: () => t.contestsTitle, icon: 'fork', under: 'assessment', roles: ['office'], view: ContestsPage },
  { path: 'assessors', title: () => t.assessors, icon: 'people', under: 'assessment', roles: ['office'], view: AssessorsPage },
  { path: 'assessment-scheme', title: () => t.schemeTitle, icon: 'text', under: 'assessment', roles: ['office'], view: SchemePage },
]

export const settings: readonly SettingsTab[] = [{ path: 'assessment-scheme', title: () => t.schemeTitle, place: 21, roles: ['office'], href: 'office/assessment-scheme' }]
