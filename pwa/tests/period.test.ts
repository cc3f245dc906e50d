/** Periods of the mine: months, quarters and years, one after another. */
import { describe, expect, it } from 'vitest'
import { firstDayOf, isPeriod, periodAt, periodInYear, quarterOf, regrained, stepped } from '../src/period'
import { language } from '../src/text'
import { dutyText } from '../src/time'

describe('periods', () => {
  const november = Date.UTC(2026, 10, 22, 8)
  it('are those of the mine: a new month begins at midnight in Shanghai', () => {
    expect(periodAt('month', Date.UTC(2026, 10, 30, 15, 59))).toBe('2026-11')
    expect(periodAt('month', Date.UTC(2026, 10, 30, 16))).toBe('2026-12')
    expect(periodAt('quarter', november)).toBe('2026-Q4')
  })
  it('name a duty in the order of the language', () => {
    language.value = 'en'
    const english = dutyText('2026-11', 'Theme day')
    language.value = 'zh'
    expect([english, dutyText('2026-11', '主题党日')]).toEqual(['Theme day, Nov 2026', '11月主题党日'])
  })
  it('step over the year', () => {
    expect([stepped('2026-12', 1), stepped('2026-01', -1), stepped('2026-Q4', 1), stepped('2026', -1)]).toEqual(['2027-01', '2025-12', '2027-Q1', '2025'])
  })
  it('follow each other over the new year', () => expect([stepped('2026-Q4', 1), stepped('2026-Q1', -1)]).toEqual(['2027-Q1', '2025-Q4']))
  it('are those of days', () => expect(['2026-01-01', '2026-03-31', '2026-11-27'].map(quarterOf)).toEqual(['2026-Q1', '2026-Q1', '2026-Q4']))
  it('begin with the first day of a quarter', () => expect(['2026-Q1', '2026-Q2', '2027-Q4'].map(firstDayOf)).toEqual(['2026-01-01', '2026-04-01', '2027-10-01']))
  it('change grain to the period of today where it is inside, else to the last inside', () => {
    expect(regrained('2026-Q4', 'month', november)).toBe('2026-11')
    expect(regrained('2026-Q2', 'month', november)).toBe('2026-06')
    expect(regrained('2026-11', 'quarter', november)).toBe('2026-Q4')
    expect(regrained('2026-11', 'year', november)).toBe('2026')
  })
  it('are told with their year, once', () => {
    expect(['2026-Q4', '2026'].map(periodInYear)).toEqual(['2026 第四季度', '2026'])
    language.value = 'en'
    expect(['2026-Q4', '2026'].map(periodInYear)).toEqual(['Q4 2026', '2026'])
    language.value = 'zh'
  })
  it('are recognised', () => {
    expect(['2026-11', '2026-Q4', '2026', '2026-13', '2026-Q5', 'x', ''].map(isPeriod)).toEqual([true, true, true, false, false, false, false])
  })
})
