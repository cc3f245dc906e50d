/** Which requests wait for whom, and what they say in words. */
import { expect, test } from 'vitest'
import { meetingText, valueText, waitsFor } from '../../src/corrections/told'
import { worksFor } from '../../src/branch'
import { whyText } from '../../src/meetings/AttendancePage'
import type { Correction, RatingLine } from '../../src/rows'
import { attendance, at, organisation } from '../rows'

const request = (change: Partial<Correction>): Correction => ({
  id: 'c', rev: 1, member: 'm', branch: 'b', about: 'attendance', source: 'a', field: '', seen: 'absent', wanted: 'present', reason: '在场', proof: '', state: 'at_branch', asked_by: '', decided_by: null, decided_by_name: '',
  answer: '', asked_at: 1, passed_on_at: null, decided_at: null, ...change,
})

test('those about the branch\'s roll wait for those who record there, and never for who asked', () => {
  const all = [request({ id: 'here' }), request({ id: 'own', member: 'me' }), request({ id: 'office', state: 'at_office' }), request({ id: 'roster', about: 'roster' }), request({ id: 'elsewhere', branch: 'b2' })]
  expect(waitsFor(all, ['b'], 'me').map(one => one.id)).toEqual(['here'])
})

test('a group leader answers for the own group alone', () => {
  const [leader, secretary] = [{ leads: false, orgs: [organisation('g1')] }, { leads: true, orgs: [organisation('b'), organisation('g1')] }]
  expect([worksFor(leader, 'g1'), worksFor(leader, 'b'), worksFor(secretary, 'a group that was closed')]).toEqual([true, false, true])
})

test('a status is said in words, a meeting by its title and time', () => {
  expect([valueText('attendance', 'made_up'), valueText('roster', '曹明'), valueText('roster', '')]).toEqual(['已补课', '曹明', '没有写'])
  expect(meetingText(attendance('m', { meeting_title: '十一月党课', held_start: at('2026-11-20', '08:00') }))).toContain('十一月党课 · ')
})

test('an attendance says what it counts for, or why it does not count', () => {
  const line = { text: '请假，不扣分', points_tenths: 0 } as RatingLine
  const cost = { text: '无故缺席，扣2分', points_tenths: -20 } as RatingLine
  expect(whyText({ mark: attendance('m', { status: 'leave' }), lines: [line] })).toEqual(['计入评星：请假，不扣分'])
  expect(whyText({ mark: attendance('m', { status: 'absent' }), lines: [cost] })[0]).toContain('-2 分')
  expect(whyText({ mark: attendance('m'), lines: [] })[0]).toContain('还没有计入')
  expect(whyText({ mark: attendance('m', { status: 'excluded' }), lines: [] })[0]).toContain('不在册')
})
