import { describe, expect, it } from 'vitest'
import { isWhole, normalCode, spaced } from '../../src/ballots/code'

describe('codes', () => {
  it('are the same however they are typed', () => expect(normalCode(' abcd-2345 ｅｆｇｈ ')).toBe('ABCD2345EFGH'))
  it('are written in fours', () => expect(spaced('ABCD2345EFGH')).toBe('ABCD 2345 EFGH'))
  it('are checked as the server makes them', () => {
    const made = ['NQ6TY788QPKE4HSE', 'KEFECA4V3DCPASH7', 'WKXDRF2WW9TMFH5W', 'RT6PZTH28EBR6E27']
    for (const code of made) {
      expect(isWhole(code)).toBe(true)
      for (let at = 0; at < code.length; at++) expect(isWhole(`${code.slice(0, at)}${code[at] === '2' ? '3' : '2'}${code.slice(at + 1)}`)).toBe(false)
    }
    expect(isWhole('SHORT')).toBe(false)
    expect(isWhole('OIL0OIL0OIL0OIL0')).toBe(false)
  })
})
