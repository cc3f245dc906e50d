/** The phone's pages of secretaries, what its mutations say and where it is found, fetched together. */
import type { Place } from '../part'
import { phone } from '../session'
import { hasProfile } from './reading'
import { t } from './words'

export { GrowthPage } from './GrowthPage'
export { ItemPage } from './ItemPage'
export { telling } from './telling'

/** For secretaries, and for whoever was one and has something to look back upon. */
export async function places(): Promise<Place[]> {
  const has = phone.value ? await hasProfile(phone.value) : false
  return has ? [{ page: 'growth', title: t.title, sub: t.sub, icon: 'star', for: 'everyone' }] : []
}
