/** The readable copy of one's data says everything in words: no identifier is left in it. */
import { expect, test } from 'vitest'
import { dataOf, yearsSince } from '../../src/accounts/ProfilePage'
import { page, titlesOf, type Own } from '../../src/accounts/ownData'
import { zh } from '../../src/accounts/words'
import type { Row } from '../../src/sync'
import { at, member } from '../rows'

const id = (n: number): string => `0193a1b2-0000-7000-8000-${String(n).padStart(12, '0')}`
const meant = { organisations: new Map([[id(1), '综采一区党支部'], [id(2), '第一党小组']]), dimensions: titlesOf([{ content: { dimensions: [{ key: 'political_life', title: '政治生活' }] } }]) }
const row = (values: object): Row => ({ id: id(9), rev: 7, member: id(3), branch: id(1), ...values }) as Row

const OWN: Own = {
  member: [row({ employee_no: 'J200001', name: '曹明', initials: 'cm', sex: '男', kind: 'full', no_vote: 'party_probation', status: 'active', group: id(2), job: '区长', shift: '中班', underground: true, post_profile: 'frontline' })],
  post: [row({ post: 'secretary', org: id(1), from_on: '2025-01-01', to_on: null })],
  attendance: [row({ meeting: id(4), status: 'made_up', reason: '', may_vote: false, meeting_kind: 'party_lecture', meeting_title: '十一月党课', held_start: at('2026-11-20', '08:00') })],
  fact: [row({ kind: 'discipline', on: '2026-11-02', grade: 'serious', amount: null, until: '', text: '通报', source: `import:${id(5)}`, entered_by: id(6), entered_by_name: '党群干事', entered_at: at('2026-11-03'), withdrawn_by: null, withdrawn_by_name: null, withdrawn_at: null, withdrawn_reason: null })],
  rating: [row({ quarter: '2026-Q4', scheme: 'shipped-2026', profile: 'frontline', probationary: false, total_tenths: 955, bonus_tenths: 10, missing: 0, earned_star: 4, outlook: [], computed_at: at('2026-11-20'), data_up_to: null })],
  rating_line: [row({ rating: id(9), dimension: 'political_life', rule: 'political_life.made_up', points_tenths: 0, maximum_tenths: 100, text: '缺席后已补课，不扣分', evidence: [{ table: 'meeting', id: id(4), title: '十一月党课', on: '2026-11-20', by: '曹明', at: 0 }] })],
  award: [row({ cycle: id(7), quarter: '2026-Q3', state: 'frozen', profile: 'office', code: 'QUOTA', scheme: 'shipped-2026', inputs_hash: 'ab12', version: 1, total_tenths: 980, earned_star: 5, star: 4, computed_at: at('2026-10-10'), data_up_to: null, publicity_until: at('2026-10-20'), replaced: false, probationary: false, excused: false, lines: [{ rule: 'x' }], spread: [] })],
  appeal: [row({ award: id(8), cycle: id(7), quarter: '2026-Q3', line: 'political_life:x:y', line_text: '缺席', text: '请过假', state: 'upheld', filed_at: at('2026-10-12'), branch_by: id(6), branch_by_name: '李娜', branch_at: at('2026-10-13'), branch_reason: '属实', branch_upholds: true, escalation: '', escalated_at: null, office_by: id(6), office_by_name: '党群干事', office_at: at('2026-10-14'), office_reason: '属实' })],
  veto_case: [row({ quarter: '2026-Q2', kind: 'accident', title: '事故责任', text: '通报', evidence: '文件', state: 'lifted', proposed_by: id(6), decided_by: id(6), reason: '', lifted_by: id(6), proposed_at: 0, decided_at: 0, lifted_at: 0 })],
  opinion: [row({ person: id(3), kind: 'burden', text: '填了两遍', about: '会议记录', route: `record/${id(4)}`, is_named: true, by_name: '曹明', state: 'answered', sent_at: at('2026-11-21'), answer: '合并成一张', answered_by_name: '党群干事', answered_at: at('2026-11-23'), outcome: '', closed_at: null })],
  correction_request: [
    row({ about: 'attendance', source: id(4), field: '', seen: 'absent', wanted: 'made_up', reason: '补过课', proof: '', state: 'accepted', asked_by: id(6), asked_at: at('2026-11-21'), passed_on_at: null, decided_by: id(6), decided_by_name: '李娜', decided_at: at('2026-11-22'), answer: '' }),
    row({ about: 'roster', source: id(3), field: 'joined_on', seen: '', wanted: '2011-07-01', reason: '以档案为准', proof: '', state: 'at_office', asked_by: id(6), asked_at: at('2026-11-21'), passed_on_at: null, decided_by: null, decided_by_name: '', decided_at: null, answer: '' }),
  ],
}

test('no id and no identifier stays in the readable file: every value and every name of a column is a word', () => {
  const told = page('曹明', at('2026-11-27'), OWN, meant)
  const values = [...told.matchAll(/<d[td]>(.*?)<\/d[td]>/g)].map(one => one[1]!)
  expect(values.length).toBeGreaterThan(80)
  expect(told).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/)
  const identifiers = values.filter(value => /[a-z]+_[a-z_]+|^[a-z]{3,}$|^[A-Z]{3,}$/.test(value))
  expect(identifiers).toEqual([])
  for (const word of ['综采一区党支部', '第一党小组', '正式党员', '留党察看', '书记', '已补课', '党课', '严重警告及以上', '表格导入', '政治生活', '已定稿', '名额已满，保留得分', '申诉成立', '已更正', '入党日期']) expect(told).toContain(word)
})

test('each table that is told has a title', () => { expect(Object.keys(OWN).sort()).toEqual(Object.keys(zh.own.tables).sort()) })

test('own data are told with the years in the Party; what lies on the server alone is empty without a network', () => {
  expect([yearsSince('2011-07-01', '2026-06-30'), yearsSince('2011-07-01', '2026-07-01')]).toEqual([14, 15])
  const told = (profile: { joined_on: string; full_on: string } | null) => Object.fromEntries(dataOf(member('m', { name: '曹明', group: id(2) }), profile, '书记', meant.organisations, '2026-11-27').map(([field, , value]) => [field, value]))
  expect(told({ joined_on: '2011-07-01', full_on: '2012-07-01' })).toMatchObject({ name: '曹明', group: '第一党小组', post: '书记', joined_on: '2011-07-01 · 党龄 15 年', full_on: '2012-07-01' })
  expect(told(null)['joined_on']).toBe('')
})
