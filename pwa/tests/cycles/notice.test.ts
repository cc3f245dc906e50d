import { describe, expect, it } from 'vitest'
import { daysIn } from '../../src/cycles/notice'

describe('the days of a notice of holidays', () => {
  it('are read as the notice is written', () => {
    const notice = '一、元旦：1月1日（周五）至3日（周日）放假调休，共3天。二、春节：1月30日（周六）至2月1日（周一）放假。'
    expect(daysIn(2027, notice)).toEqual(['2027-01-01', '2027-01-02', '2027-01-03', '2027-01-30', '2027-01-31', '2027-02-01'])
  })
  it('may be typed as well, and are told once', () => {
    expect(daysIn(2027, '2027-05-01 5月1日、5月4日')).toEqual(['2027-05-01', '2027-05-04'])
  })
  it('are none in a text that names none', () => {
    expect(daysIn(2027, '另行通知')).toEqual([])
  })
})
