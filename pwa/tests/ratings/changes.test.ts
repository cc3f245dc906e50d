/** What a draft of the scheme changes, one sentence for each thing. */
import { expect, test } from 'vitest'
import { changesOf } from '../../src/ratings/office/changes'
import type { Content, Countable } from '../../src/ratings/office/scheme'

const known: Countable[] = [
  { source: 'attendance', kind: 'theme_day', title: '主题党日', grades: [{ key: 'present', title: '到会' }, { key: 'absent', title: '缺席' }] },
  { source: 'fact', kind: 'service', title: '服务群众', grades: [] },
]
const absent = { id: 'life.absent', text: '缺席扣2分', source: 'attendance', kinds: ['theme_day'], grades: ['absent'], points_tenths: -20 } as const
const CONTENT = {
  dimensions: [{ key: 'life', title: '政治生活', maximum_tenths: { frontline: 150, office: 150 }, start: 'full', needs: [{ source: 'attendance' }], rules: [absent], pending: '还没有记录' }],
  bonus: { cap_tenths: 100, rules: [] }, stars: [{ star: 5, at_least_tenths: 950 }], quota: { percent: 20, least_from: 5, tie_by: ['life'] },
  vetoes: [{ key: 'accident', title: '事故', text: '负有责任' }], calendar: { draft_day: 5, review_day: 10, publicity_workdays: 5, appeal_workdays: 5 }, note: '',
  ballot: { excellent: 1000, good: 850, basic: 700, poor: 500 },
} as unknown as Content

/** The content after a change of a copy. */
function changed(change: (copy: Content) => void): Content {
  const copy = structuredClone(CONTENT)
  change(copy)
  return copy
}

test('the same content changes nothing', () => {
  expect(changesOf(CONTENT, changed(() => undefined), known)).toEqual([])
})

test('what is set otherwise says from what to what, also what a rule counts', () => {
  const after = changed(copy => {
    Object.assign(copy.dimensions[0]!.rules[0]!, { points_tenths: -50, most_times: 2, grades: [] })
    copy.dimensions[0]!.needs = []
    Object.assign(copy.stars[0]!, { at_least_tenths: 900 })
    Object.assign(copy.ballot!, { poor: 0 })
  })
  expect(changesOf(CONTENT, after, known)).toEqual([
    '政治生活，以什么为准：应参加的会议有已报送的记录 → 没有', '政治生活：缺席扣2分，每次分值：-2 → -5', '政治生活：缺席扣2分，最多计几次：不限 → 2', '政治生活：缺席扣2分，计哪些：主题党日：缺席 → 主题党日',
    '星级起点（分），五星：95 → 90', '群众测评折算分，不合格：50 → 0',
  ])
})

test('what is added and what is taken away is named once', () => {
  const after = changed(copy => {
    copy.dimensions[0]!.rules = [{ id: 'life.new', text: '到会加1分', source: 'attendance', kinds: ['theme_day'], grades: ['present'], points_tenths: 10 }]
    copy.vetoes = []
  })
  expect(changesOf(CONTENT, after, known)).toEqual(['加上 政治生活：到会加1分', '去掉 政治生活：缺席扣2分', '去掉 一票否决：事故'])
})

test('a dimension that comes tells its maxima and its rules; with one that goes its rules go', () => {
  const home = { key: 'home', title: '家风', maximum_tenths: { frontline: 50, office: 100 }, start: 'zero', needs: [], rules: [{ ...absent, id: 'home.one', text: '到会加1分' }], pending: '' } as unknown as Content['dimensions'][number]
  const after = changed(copy => { copy.dimensions = [home]; copy.quota.tie_by = [] })
  expect(changesOf(CONTENT, after, known)).toEqual([
    '加上 维度“家风”（一线5分，机关10分）', '加上 家风：到会加1分', '去掉 维度“政治生活”（一线15分，机关15分）', '五星名额，同分先比：政治生活 → 不比',
  ])
})
