/** A relay list from a chat becomes a roll call, and never guesses who is meant. */
import { expect, test } from 'vitest'
import { marksFrom, readRelay } from '../../src/meetings/relay'
import { zh } from '../../src/meetings/words'
import { member } from '../rows'

const words = { ...zh.relay.words, reasons: zh.relay.reasonWords.map((saidAs, at) => [zh.reasonChips[at]!, saidAs] as const) }
const people = ['赵建国', '钱志强', '孙海军', '李永', '李永平', '周伟'].map((name, at) => member(`m${at}`, { name }))
const twoOfAName = [...people, member('m9', { name: '周伟', job: '电工' })]

const LIST = `#接龙
11月主题党日，周伟通知
1. 赵建国
2、钱志强（井下当班）
3 孙 海 军  请假：孩子开家长会
4. 李永平 补课
5. 李永 缺席`

test('who is in the list is there, or says why not; what stands above the numbers is not read', () => {
  const relay = readRelay(LIST, people, words)
  expect(marksFrom(relay, {})).toEqual({
    m0: { status: 'present', reason: '' }, m1: { status: 'leave', reason: '井下当班' }, m2: { status: 'leave', reason: '孩子开家长会' },
    m4: { status: 'made_up', reason: '' }, m3: { status: 'absent', reason: '' },
  })
  expect([relay.double, relay.unknown, relay.repeated]).toEqual([[], [], []])
})

test('names in one line without numbers are read too', () => {
  expect(Object.keys(marksFrom(readRelay('赵建国、钱志强，孙海军', people, words), {}))).toEqual(['m0', 'm1', 'm2'])
})

test('a name that two people bear is asked, and so is one that nobody bears', () => {
  const relay = readRelay('1.周伟 病假\n2.孙海君\n3.王小二', twoOfAName, words)
  expect(relay.double.map(one => one.members.map(each => each.id))).toEqual([['m5', 'm9']])
  expect(relay.unknown.map(one => [one.name, one.near.map(each => each.name)])).toEqual([['孙海君', ['孙海军']], ['王小二', []]])
  expect(marksFrom(relay, {})).toEqual({})
  expect(marksFrom(relay, { 0: 'm9', 1: 'm2' })).toEqual({ m9: { status: 'leave', reason: '病假' }, m2: { status: 'present', reason: '' } })
})

test('who stands in the list twice is taken as said last, and named', () => {
  const relay = readRelay('1 赵建国\n2 钱志强\n3 赵建国 出差', people, words)
  expect(relay.repeated).toEqual(['赵建国'])
  expect(marksFrom(relay, {})['m0']).toEqual({ status: 'leave', reason: '出差' })
})

test('nothing pasted asks nothing', () => {
  expect(marksFrom(readRelay(' \n#接龙\n', people, words), {})).toEqual({})
})
