/** How brands stand on a phone, by the server's own vectors; what a declaration lacks, and which steps keep and send it. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { editsOf, intentsOf, lacking, type Fields, type Writing } from '../src/brands/reading'
import { standingAt, type Moments } from '../src/brands/standing'

interface Vector { name: string; moments: Moments; now_ms: number; standing: string }
const vectors = JSON.parse(readFileSync('../tests/vectors/brands.json', 'utf8')) as Vector[]

test.each(vectors)('$name', ({ moments, now_ms, standing }) => {
  expect(standingAt(moments, now_ms)).toBe(standing)
})

const FIELDS: Fields = { name: '匠心运转', meaning: '出人才', carrier: '工作室', measures: '攻关', results: '' }
const writing = (fields: Partial<Fields>, seen: Fields | null = null): Writing => ({ id: 'b', owner: 'o', branches: ['b'], base: seen ? 3 : 0, state: 'draft', seen, fields: { ...FIELDS, ...fields } })

test('a declaration says what is missing, and results may come later', () => {
  expect(lacking(FIELDS)).toEqual([])
  expect(lacking({ ...FIELDS, carrier: ' ' })).toEqual(['carrier'])
})

test('only what differs is kept, before it is sent', () => {
  expect(editsOf(writing({ results: '成果' }, FIELDS))).toEqual({ results: ['', '成果'] })
  expect(intentsOf(writing({}), '2026-11-16', 's').map(one => [one.name, one.row])).toEqual([['brand.set.v1', 'b'], ['brand.move.v1', 's']])
  expect(intentsOf(writing({}, FIELDS), '2026-11-16', null)).toEqual([])
})
