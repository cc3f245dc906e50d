/** Points by dimension: what has no data has no points, neither none nor all. */
import { expect, test } from 'vitest'
import { changedLines, contentOf, dimensionsOf } from '../../src/ratings/scheme'
import { chooseLanguage } from '../../src/text'
import type { RatingLine, Scheme } from '../../src/rows'

const scheme: Scheme = { id: 's', rev: 1, kind: 'member_star', version: 1, state: 'published', changed_by: null, changed_at: null, from_on: '2019-07-01', content: { dimensions: [{ key: 'political_life', title: '政治生活', maximum_tenths: { frontline: 150, office: 120 } }, { key: 'service', title: '服务群众', maximum_tenths: { frontline: 70, office: 100 } }] } }
const line = (dimension: string, points_tenths: number | null): RatingLine => ({ id: `${dimension}${points_tenths}`, rev: 1, rating: 'r', member: 'm', dimension, rule: 'x', points_tenths, maximum_tenths: 150, text: '', evidence: [] })

test('dimensions stand in the scheme\'s order, also those without a line', () => {
  expect(dimensionsOf(scheme, [line('political_life', 150)], 'frontline').map(one => [one.title, one.points_tenths])).toEqual([['政治生活', 150], ['服务群众', null]])
})

test('a dimension that ships is called in the reader\'s language, one that the office named is not', async () => {
  await chooseLanguage('en')
  const named = { ...scheme, content: { dimensions: [{ key: 'safety', title: '安全生产' }, { key: 'service', title: '为民服务' }] } }
  const titles = [contentOf(named)!.dimensions, dimensionsOf(named, [], 'office')].map(found => found.map(one => one.title))
  await chooseLanguage('zh')
  expect(titles).toEqual([['Safety', '为民服务'], ['Safety', '为民服务']])
})

test('lines add up between nothing and the maximum', () => {
  expect(dimensionsOf(scheme, [line('political_life', 150), line('political_life', -20)], 'frontline')[0]!.points_tenths).toBe(130)
  expect(dimensionsOf(scheme, [line('political_life', -20)], 'frontline')[0]!.points_tenths).toBe(0)
  expect(dimensionsOf(scheme, [line('political_life', 150), line('political_life', null)], 'frontline')[0]!.points_tenths).toBeNull()
})

test('the maximum is that of the member\'s post profile', () => {
  expect(dimensionsOf(scheme, [], 'office').map(one => one.maximum_tenths)).toEqual([120, 100])
})

test('a dimension that the scheme does not name is not hidden', () => {
  expect(dimensionsOf(undefined, [line('extra', 10)], 'frontline').map(one => one.key)).toEqual(['extra'])
})

test('lines beyond the dimensions are told in words', () => {
  expect(dimensionsOf(scheme, [line('bonus', 20)], 'frontline')[2]!.title).toBe('加分')
})

test('a line differs from before by its points, or by not having been there', () => {
  const about = (id: string, points_tenths: number) => ({ ...line('service', points_tenths), evidence: [{ table: 'fact', id, title: '', on: '', by: '', at: null }] })
  expect(changedLines([about('a', 10), about('b', 40), about('c', 60)], [about('a', 10), about('b', 10)])).toEqual([about('b', 40), about('c', 60)])
})

test('of a scheme everyone reads its bonus rules and its note too', () => {
  const told = contentOf({ ...scheme, content: { dimensions: [], bonus: { rules: [{ id: 'bonus.first', text: '第一名另加2分' }] }, note: '待确认' } })!
  expect([told.bonus, told.note]).toEqual([[{ id: 'bonus.first', text: '第一名另加2分' }], '待确认'])
})
