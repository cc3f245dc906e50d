/** The phone's kinds of facts are the server's, and what a fact still lacks is told by the kind. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { factText, lackingWords, quarterDays } from '../../src/facts/format'
import { KINDS, kindOf, lacks, tenthsOf } from '../../src/facts/kinds'
import { coverageId, entering } from '../../src/facts/state'
import { zh } from '../../src/facts/words'

interface Vectors { kinds: unknown[]; coverage: { kind: string; quarter: string; branch: string; id: string } }
const vectors = JSON.parse(readFileSync('../tests/vectors/fact_kinds.json', 'utf8')) as Vectors
const WHOLE = { on: '2026-11-10', grade: '', amount: null, until: '', text: '' }

test('the kinds are those of the server', () => { expect(KINDS).toEqual(vectors.kinds.map(kind => expect.objectContaining(kind as object))) })

test('every kind and grade has a word', () => {
  for (const kind of KINDS) {
    expect(zh.kinds[kind.key]).toBeTruthy()
    expect(Object.keys((zh.grades as Record<string, object>)[kind.key] ?? {})).toEqual(kind.grades)
  }
})

test('a statement has the id that the server derives', () => {
  const { kind, quarter, branch, id } = vectors.coverage
  expect(coverageId(kind, quarter, branch)).toBe(id)
})

test('what lacks is named', () => {
  expect(lacks(kindOf('service')!, WHOLE)).toBe('grade')
  expect(lacks(kindOf('service')!, { ...WHOLE, grade: 'usual' })).toBe('text')
  expect(lacks(kindOf('service')!, { ...WHOLE, grade: 'usual', text: '修水管' })).toBeNull()
  expect(lacks(kindOf('pledge')!, { ...WHOLE, grade: 'good' })).toBeNull()
  expect(lacks(kindOf('pledge')!, { ...WHOLE, grade: 'poor' })).toBe('text')
  expect(lacks(kindOf('performance')!, WHOLE)).toBe('amount')
  expect([950, 600, 599, 951].map(amount => lacks(kindOf('performance')!, { ...WHOLE, amount }))).toEqual([null, null, 'text', 'text'])
  expect([599, 951].map(amount => lacks(kindOf('performance')!, { ...WHOLE, amount, text: '带队攻关' }))).toEqual([null, null])
  expect([lackingWords(kindOf('performance')!), lackingWords(kindOf('pledge')!)]).toEqual(['低于 60 分或高于 95 分，请写明情况', '请写明情况'])
  expect(lacks(kindOf('dues')!, WHOLE)).toBe('until')
})

test.each([['92.5', 925], ['100', 1000], ['0', 0], ['100.1', null], ['92.55', null], ['', null], ['九十', null]])('%s points are %s tenths', (text, tenths) => {
  expect(tenthsOf(text, 1000)).toBe(tenths)
})

test('quarters have their days', () => {
  expect(quarterDays('2026-Q1')).toEqual(['2026-01-01', '2026-03-31'])
})

test('a fact is asked for with all that it says, and told in words', () => {
  const { args } = entering(kindOf('performance')!, 'b', 'm', { ...WHOLE, amount: 925 })
  expect(args).toEqual({ branch: 'b', member: 'm', kind: 'performance', on: '2026-11-10', grade: '', amount: 925, until: '', text: '' })
  expect(factText({ kind: 'performance', grade: '', amount: 925, until: '' })).toBe('岗位业绩 · 92.5 分')
  expect(factText({ kind: 'violation', grade: 'serious', amount: null, until: '' })).toBe('三违 · 严重')
})
