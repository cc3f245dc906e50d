/** Lengths of time as people say them. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from './time'
import { language } from './text'

/** `6 分钟`, `5 小时`, `3 天`: one unit, rounded down, so that it reads at a glance. */
export function lengthText(length_ms: number): string {
  const english = language.value === 'en'
  const say = (unit_ms: number, zh: string, en: string) => {
    const count = Math.max(0, Math.floor(length_ms / unit_ms))
    return english ? `${count} ${en}${count === 1 ? '' : 's'}` : `${count} ${zh}`
  }
  if (length_ms < HOUR_MS) return say(MINUTE_MS, '分钟', 'minute')
  return length_ms < 2 * DAY_MS ? say(HOUR_MS, '小时', 'hour') : say(DAY_MS, '天', 'day')
}
