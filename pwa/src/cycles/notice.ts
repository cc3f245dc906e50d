/** Reads the days of a notice of holidays as people copy it: 1月1日（周五）至3日（周日）, 2月5日, 2027-02-05. */

const SPAN = /(\d{1,2})月(\d{1,2})日(?:（[^）]*）)?(?:\s*至\s*(?:(\d{1,2})月)?(\d{1,2})日)?/g
const ISO = /\d{4}-\d{2}-\d{2}/g
const DAY_MS = 86_400_000

/** The ISO days that a text names in a year, each once and in order; a span that ends before it begins goes over the turn of the year and is left out. */
export function daysIn(year: number, text: string): string[] {
  const found = new Set(text.match(ISO))
  for (const [, month, day, untilMonth, untilDay] of text.matchAll(SPAN)) {
    const last = Date.UTC(year, Number(untilMonth ?? month) - 1, Number(untilDay ?? day))
    for (let at = Date.UTC(year, Number(month) - 1, Number(day)); at <= last; at += DAY_MS) found.add(new Date(at).toISOString().slice(0, 10))
  }
  return [...found].sort()
}
