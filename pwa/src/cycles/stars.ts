/** Stars and dates of a quarter in words. */
import { dayText, periodText } from '../time'
import { t } from './words'

/** 四星, 不定星; a dash where nothing is awarded or people have yet to decide. */
export const starText = (star: number | null): string => (star === null ? t.unrated : star ? t.star(star) : t.noStar)

export const untilText = (at: number | null): string => (at === null ? '' : t.until(dayText(at)))

/** A quarter with its year, for what is read on paper. */
export function inYear(quarter: string): string {
  const [year, named] = [quarter.slice(0, 4), periodText(quarter)]
  return named.includes(year) ? named : t.inYear(year, named)
}
