/** What the roster's and the people's routes take and give, by the names the screens use. */
import type { ActivationCode, PersonItem } from '../../generated/http'

export type { RosterReport, RowProblem } from '../../generated/http'

/** `post` holds the codes of today's posts, separated by commas. */
export type Person = PersonItem

/** A one-time code; the server shows it this once. `until_at` in epoch ms. */
export type Code = ActivationCode
