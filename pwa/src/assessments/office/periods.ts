/** Quarters and years, one after another. Pure. */

/** The quarter or year `by` steps later (or earlier). */
export function stepped(period: string, by: number): string {
  const year = Number(period.slice(0, 4))
  if (!period.includes('Q')) return String(year + by)
  const quarter = year * 4 + Number(period.slice(6)) - 1 + by
  return `${Math.floor(quarter / 4)}-Q${(quarter % 4) + 1}`
}
