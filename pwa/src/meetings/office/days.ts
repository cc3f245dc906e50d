/** Days by which resolutions are to be carried out. */
import { DAY_MS, instantOf } from '../../time'

/** The last millisecond of a day. */
export const endOfDay = (day: string): number => instantOf(day, '00:00')! + DAY_MS - 1
