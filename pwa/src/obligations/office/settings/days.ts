/** A year's days as the calendar draws them: which are at work, and which differ from Monday to Friday. */
export type DayState = 'work' | 'rest' | 'off' | 'on'

/** Days that differ from Monday to Friday: whether people work. */
export type Exceptions = ReadonlyMap<string, boolean>

const two = (n: number): string => String(n).padStart(2, '0')

export const isWeekend = (day: string): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())

export const exceptionsOf = (holidays: readonly string[], workdays: readonly string[]): Exceptions =>
  new Map([...holidays.filter(day => !isWeekend(day)).map(day => [day, false] as const), ...workdays.filter(isWeekend).map(day => [day, true] as const)])

export function stateOf(day: string, exceptions: Exceptions): DayState {
  const works = exceptions.get(day)
  if (works === undefined) return isWeekend(day) ? 'rest' : 'work'
  return works ? 'on' : 'off'
}

/** The other way round for one day: a working day off, a weekend at work, and back. */
export function turned(day: string, exceptions: Exceptions): Exceptions {
  const next = new Map(exceptions)
  if (!next.delete(day)) next.set(day, isWeekend(day))
  return next
}

export const offAndOn = (exceptions: Exceptions): { holidays: string[]; workdays: string[] } => {
  const days = [...exceptions].sort(([one], [other]) => (one < other ? -1 : 1))
  return { holidays: days.filter(([, works]) => !works).map(([day]) => day), workdays: days.filter(([, works]) => works).map(([day]) => day) }
}

/** How many days differ between two calendars. */
export const differing = (one: Exceptions, other: Exceptions): number =>
  [...new Set([...one.keys(), ...other.keys()])].filter(day => one.get(day) !== other.get(day)).length

/** A month's days in weeks from Monday, with nulls where the week belongs to another month. */
export function monthDays(year: number, month: number): (string | null)[] {
  const first = new Date(Date.UTC(year, month - 1, 1))
  const before = (first.getUTCDay() + 6) % 7
  const count = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return [...Array<null>(before).fill(null), ...Array.from({ length: count }, (_, at) => `${year}-${two(month)}-${two(at + 1)}`)]
}
