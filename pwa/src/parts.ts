/** The parts of the product, one line each. */
import { accounts } from './accounts'
import { meetings } from './meetings'
import { obligations } from './obligations'
import type { Part } from './part'
import { ratings } from './ratings'

export const PARTS: readonly Part[] = [accounts, obligations, meetings, ratings]
