/** Mutations on which the server failed, as the server lists them. */
import { Resource } from '../../load'
import type { QuarantineOut } from './types'

export const quarantine = new Resource<QuarantineOut>()
