/** Lengths of time as people say them. */
import { catalogue } from './text'
import { DAY_MS, HOUR_MS, MINUTE_MS } from './time'

export const zh = {
  minutes: (count: number) => `${count} 分钟`,
  hours: (count: number) => `${count} 小时`,
  days: (count: number) => `${count} 天`,
}

export const en: typeof zh = {
  minutes: count => `${count} ${count === 1 ? 'minute' : 'minutes'}`,
  hours: count => `${count} ${count === 1 ? 'hour' : 'hours'}`,
  days: count => `${count} ${count === 1 ? 'day' : 'days'}`,
}

const words = catalogue(zh, en)

/** One unit, rounded down, so that it reads at a glance: 6 minutes, 5 hours, 3 days. */
export function lengthText(length_ms: number): string {
  const whole = (unit_ms: number) => Math.max(0, Math.floor(length_ms / unit_ms))
  if (length_ms < HOUR_MS) return words.minutes(whole(MINUTE_MS))
  return length_ms < 2 * DAY_MS ? words.hours(whole(HOUR_MS)) : words.days(whole(DAY_MS))
}
