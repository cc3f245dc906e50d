/** Quarters as a member reads them. */
import { periodInYear } from '../period'
import { minute, periodsOf, periodText } from '../time'

/** The quarter in which today lies. */
export const runningQuarter = (): string => periodsOf(minute.value)[1]!

/** '第四季度', with the year where it is not this one. */
export const quarterText = (quarter: string): string => (quarter.slice(0, 4) === runningQuarter().slice(0, 4) ? periodText(quarter) : periodInYear(quarter))
