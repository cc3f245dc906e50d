/** The phone's pages of projects, what its mutations say and where it is found, fetched together. */
import type { Place } from '../part'
import { t } from './words'

export { ProjectPage } from './ProjectPage'
export { ProjectsPage } from './ProjectsPage'
export { ProposalPage } from './ProposalPage'
export { telling } from './telling'

export const places = (): Place[] => [{ page: 'projects', title: t.title, sub: t.sub, icon: 'board', for: 'leads' }]
