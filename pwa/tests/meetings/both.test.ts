/** Two versions that are both kept lose nothing, and only what can be true together is offered. */
import { expect, test } from 'vitest'
import { bothOf } from '../../src/meetings/both'

const swept = { text: '清扫巷道', owner: '曹明', due_on: '2026-12-01' }
const lit = { text: '装灯', owner: '', due_on: '' }

test('what two people wrote stands one below the other', () => {
  expect(bothOf('agenda', { agenda: '学习规程' }, { agenda: '排查隐患' })).toEqual({ agenda: '学习规程\n排查隐患' })
  expect(bothOf('observers', { observers: '李强' }, { observers: '王伟' })).toEqual({ observers: '李强、王伟' })
})

test('of two lists of resolutions, what both have stands once', () => {
  expect(bothOf('resolutions', { resolutions: [swept] }, { resolutions: [lit, swept] })).toEqual({ resolutions: [swept, lit] })
})

test.each(['place', 'title', 'chair', 'held', 'votes', 'status'])('%s is one or the other', field => {
  expect(bothOf(field, { [field]: '甲' }, { [field]: '乙' })).toBeNull()
})

test('two versions that are too long together, or of which one is empty, are not offered as both', () => {
  expect(bothOf('observers', { observers: '人'.repeat(1500) }, { observers: '人'.repeat(600) })).toBeNull()
  expect(bothOf('agenda', { agenda: '学习规程' }, { agenda: '' })).toBeNull()
})
