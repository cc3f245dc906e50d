/** Conflicts that branches have left open for two days, as the server lists them. */
import { Listing } from './listing'
import type { ConflictItem } from './types'

export const conflicts = new Listing<ConflictItem>('/api/conflicts?')
