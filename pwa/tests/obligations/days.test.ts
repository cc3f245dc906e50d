import { describe, expect, it } from 'vitest'
import { differing, exceptionsOf, monthDays, offAndOn, stateOf, turned } from '../../src/obligations/office/settings/days'

describe('a year of working days', () => {
  const days = exceptionsOf(['2027-01-01', '2027-01-02'], ['2027-01-09', '2027-01-11'])

  it('holds what differs from Monday to Friday, and nothing else', () => {
    expect(offAndOn(days)).toEqual({ holidays: ['2027-01-01'], workdays: ['2027-01-09'] })
    expect(['2027-01-01', '2027-01-02', '2027-01-04', '2027-01-09'].map(day => stateOf(day, days))).toEqual(['off', 'rest', 'work', 'on'])
  })

  it('turns a day and turns it back', () => {
    const next = turned('2027-01-04', days)
    expect(stateOf('2027-01-04', next)).toBe('off')
    expect(differing(days, next)).toBe(1)
    expect(differing(days, turned('2027-01-04', next))).toBe(0)
    expect(stateOf('2027-01-10', turned('2027-01-10', days))).toBe('on')
  })

  it('begins its weeks on Monday', () => {
    expect(monthDays(2027, 2).slice(0, 2)).toEqual(['2027-02-01', '2027-02-02'])
    expect(monthDays(2027, 5).slice(0, 6)).toEqual([null, null, null, null, null, '2027-05-01'])
    expect(monthDays(2028, 2).filter(Boolean)).toHaveLength(29)
  })
})
