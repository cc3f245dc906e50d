/** The wall screen's pages, and what an excusal says. */
import { expect, test } from 'vitest'
import { telling } from '../../src/obligations/telling'
import { fitting, pageAt, pagesOf, shareOf, sideFitting, sideRoom, TURN_MS, wallLines } from '../../src/obligations/office/wall/turning'
import type { BoardRow } from '../../src/obligations/office/types'

const row = (name: string, general_branch: string | null = null): BoardRow => ({ branch: name, name, general_branch, unsent: 0, heard_at: null, cells: [], data_up_to: null })

test('branches stand one by one until they are too many to wait for, then general branches stand for theirs', () => {
  const few = [row('a'), row('b', 'G'), row('c', 'G')]
  expect(wallLines(few).map(line => line.name)).toEqual(['a', 'b', 'c'])
  const many = [...few, ...Array.from({ length: 90 }, (_, at) => row(`x${at}`, 'H'))]
  expect(wallLines(many).map(line => [line.name, line.size])).toEqual([['a', 0], ['G', 2], ['H', 90]])
})

test('pages hold nearly equally many lines, each line stands on one, and they turn with the clock', () => {
  const lines = Array.from({ length: 33 }, (_, at) => at)
  const pages = pagesOf(lines, 14)
  expect(pages.map(page => page.length)).toEqual([11, 11, 11])
  expect(pages.flat()).toEqual(lines)
  expect(pagesOf([], 14)).toEqual([[]])
  expect([0, TURN_MS - 1, TURN_MS, 3 * TURN_MS].map(at => pageAt(at, 3))).toEqual([0, 0, 1, 0])
  expect([fitting(1080, 28), fitting(800, 18.7), fitting(200, 28)].every(fit => fit >= 4)).toBe(true)
})

test('the lists beside the table share its lines, and what is overdue always has some to turn its pages in', () => {
  expect(sideRoom(12, 1, 21)).toEqual({ events: 1, late: 11 })
  expect(sideRoom(9, 40, 21)).toEqual({ events: 5, late: 4 })
  expect(sideRoom(12, 40, 1)).toEqual({ events: 8, late: 4 })
  expect(sideRoom(9, 0, 21)).toEqual({ events: 0, late: 8 })
  expect([sideFitting(1080, 28), sideFitting(800, 18.7), sideFitting(300, 28)]).toEqual([9, 11, 4])
})

test('a share counts what was owed and not excused', () => {
  expect(shareOf({ owed: 12, done: 9, excused: 2 })).toBe(90)
  expect(shareOf({ owed: 2, done: 0, excused: 2 })).toBeNull()
})

test('the queue tells what a request asks for and where it stands', () => {
  const ask = { mid: 1, name: 'excusal.ask.v1', row: 'r', base: 0, set: {}, args: { obligation: 'o', code: 'emergency', words: '过断层', until_on: '2026-12-10' }, at: { wall: 0, mono: 0, boot: '' } }
  expect(telling.says(ask, new Map())).toEqual([['原因', '抢险 · 过断层'], ['申请', '延到 12月10日']])
  expect(telling.record(ask)).toBe('excuse/o')
  expect(telling.says({ ...ask, name: 'meeting.set.v1' }, new Map())).toBeNull()
})
