/** An appeal shows on the phone from the moment it is made, and says in words what it asks for. */
import { expect, test } from 'vitest'
import { cycles } from '../../src/cycles'
import { mayFile } from '../../src/cycles/stars'
import { telling } from '../../src/cycles/telling'
import { contentOf } from '../../src/ratings/scheme'
import type { Scheme } from '../../src/rows'
import { overlay, paint } from '../../src/sync/overlay'
import type { Shown } from '../../src/sync/types'

const mutation = (mid: number, name: string, args: Shown['args'] = {}): Shown => ({ mid, name, row: 'appeal-1', base: 0, args, at: { wall: 0, mono: 0, boot: '' } })
const filed = mutation(1, 'appeal.file.v1', { award: 'award-1', text: '我已补课', line: 'political_life.absent', line_text: '无故缺席，扣2分' })

const shown = (...mutations: Shown[]) => overlay([], paint(mutations, cycles.effects!).get('appeal'))

test('an appeal made without a network waits for the branch', () => {
  expect(shown(filed)).toMatchObject([{ id: 'appeal-1', award: 'award-1', text: '我已补课', state: 'at_branch' }])
})

test('what is taken back or goes on shows so at once', () => {
  expect(shown(filed, mutation(2, 'appeal.withdraw.v1'))).toMatchObject([{ state: 'withdrawn' }])
  expect(shown(filed, mutation(2, 'appeal.escalate.v1', { text: '签到表在工区' }))).toMatchObject([{ state: 'at_office', escalation: '签到表在工区' }])
})

test('about the same line nobody is asked to appeal twice, and one appeal at a time', () => {
  expect(mayFile([], '')).toBe(true)
  expect(mayFile([{ state: 'dismissed', line: '' }], '')).toBe(false)
  expect(mayFile([{ state: 'upheld', line: '' }], 'safety.minor')).toBe(true)
  expect(mayFile([{ state: 'answered', line: '' }], 'safety.minor')).toBe(false)
  expect(mayFile([{ state: 'withdrawn', line: '' }], '')).toBe(true)
})

test('the queue tells what is contested and why, and leads to the page', () => {
  expect(telling.says(filed, new Map())).toEqual([['针对', '无故缺席，扣2分'], ['理由', '我已补课']])
  expect(telling.record(filed)).toBe('appeal/award-1')
  expect(telling.says(mutation(2, 'meeting.set.v1'), new Map())).toBeNull()
})

test('a scheme is read as far as it goes', () => {
  const scheme = (content: unknown) => ({ content } as unknown as Scheme)
  expect(contentOf(undefined)).toBeNull()
  expect(contentOf(scheme({}))).toEqual({ dimensions: [], bonus: [], note: '', stars: [], vetoes: [], quota: null })
  expect(contentOf(scheme({ quota: { percent: 20 }, stars: [{ star: 5, at_least_tenths: 950 }] }))).toMatchObject({ quota: { percent: 20 }, stars: [{ star: 5, at_least_tenths: 950 }] })
})
