/** The phone's pages of visits, what its mutations say and where it is found, fetched together. */
import type { Place } from '../part'
import { phone } from '../session'
import { ownAssignments } from './reading'
import { t } from './words'

export { VisitPage } from './VisitPage'
export { VisitsPage } from './VisitsPage'
export { VisitingPage } from './VisitingPage'
export { telling } from './telling'

/** Whoever guides somebody finds it, and who leads a branch that is visited. */
export async function places(): Promise<Place[]> {
  const own = phone.value ? await ownAssignments(phone.value) : []
  return [{ page: 'visits', title: t.title, sub: own.length ? t.subGuide : t.subBranch, icon: 'people', for: own.length ? 'everyone' : 'leads' }]
}
