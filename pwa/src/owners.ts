/** The organisations for which someone of a branch may act as an owner, from the rows on the phone. */
import type { As, Organisation } from './rows'
import type { Phone } from './sync'

export interface Owner { id: string; name: string; branches: string[] }

/** The branch, and the general branch above it with all its branches. */
export async function readOwners(phone: Pick<Phone, 'rows'>, branch: string): Promise<Owner[]> {
  const orgs = await phone.rows<As<Organisation>>('organisation')
  const own = orgs.find(one => one.id === branch)
  const above = orgs.find(one => one.id === own?.parent && one.kind === 'general_branch')
  const found = own ? [{ id: own.id, name: own.name, branches: [own.id] }] : []
  return above ? [...found, { id: above.id, name: above.name, branches: orgs.filter(one => one.parent === above.id && one.kind === 'branch').map(one => one.id) }] : found
}
