/** The phone's rules give what the server's give: both read the same vectors. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { awaited, countHeads, expectedMembers, isPassed, isQuorate, isTalkOfOne, missingFields, nextStatus, quorumOf, timeFault, voteResult, type Mark, type VoteCase } from '../../src/meetings/rules'
import { member, post } from '../rows'
import type { AttendanceStatus, MeetingKind, Member } from '../../src/rows'

interface Vector { name: string; case: VoteCase; quorate: boolean; passed: boolean | null }
interface Voters { name: string; members: Pick<Member, 'id' | 'kind' | 'no_vote'>[]; present: string[]; expected: number; expected_vote: number; present_vote: number; quorate: boolean }
interface Roll { name: string; kind: MeetingKind; members: string[]; marks: Record<string, AttendanceStatus>; expected: number; present: number; unmarked: number; lacks_people: boolean }
const { votes: vectors, voters, rolls } = JSON.parse(readFileSync('../tests/vectors/quorum.json', 'utf8')) as { votes: Vector[]; voters: Voters[]; rolls: Roll[] }

test.each(vectors)('$name', ({ case: given, quorate, passed }) => {
  expect(isQuorate(given)).toBe(quorate)
  if (passed !== null) expect(isPassed(given)).toBe(passed)
})

test.each(voters)('$name', ({ members: people, present, quorate, expected, expected_vote, present_vote }) => {
  const heads = countHeads(people.map(({ id, ...about }) => member(id, about)), id => (present.includes(id) ? { status: 'present', reason: '' } : { status: 'leave', reason: '病假' }))
  expect(heads).toMatchObject({ expected, expected_vote, present_vote })
  expect(isQuorate({ purpose: 'ordinary', expected: heads.expected_vote, present: heads.present_vote })).toBe(quorate)
})

test.each(rolls)('$name', ({ kind, members: ids, marks, expected, present, unmarked, lacks_people }) => {
  const markOf = (id: string): Mark | undefined => marks[id] && { status: marks[id], reason: '' }
  const heads = countHeads(awaited(kind, ids.map(id => member(id)), markOf), markOf)
  expect([heads.expected, heads.present, heads.unmarked, isTalkOfOne(kind, heads)]).toEqual([expected, present, unmarked, lacks_people])
})

test('the least number of voters is the least that is quorate', () => {
  for (const purpose of ['ordinary', 'admission', 'election', 'committee'] as const) {
    for (let expected = 1; expected < 60; expected++) {
      const least = quorumOf(purpose, expected)
      expect(isQuorate({ purpose, expected, present: least })).toBe(true)
      expect(isQuorate({ purpose, expected, present: least - 1 })).toBe(false)
    }
  }
})

const members = [member('a', { group: 'g1' }), member('b', { group: 'g1' }), member('c', { kind: 'probationary', group: 'g1' }), member('d', { group: 'g2' })]

test('a committee meeting expects the committee, a group its own, the branch all', () => {
  const ids = (kind: 'committee_meeting' | 'group_meeting' | 'theme_day', org: string) =>
    expectedMembers(kind, org, members, [post('a', 'secretary'), post('d', 'group_leader')]).map(one => one.id)
  expect(ids('committee_meeting', 'b')).toEqual(['a'])
  expect(ids('group_meeting', 'g2')).toEqual(['d'])
  expect(ids('theme_day', 'b')).toEqual(['a', 'b', 'c', 'd'])
})

test('probationary members are expected and have no vote; who was not of the branch is not expected', () => {
  const marks = new Map<string, Mark>([['a', { status: 'present', reason: '' }], ['c', { status: 'present', reason: '' }], ['d', { status: 'excluded', reason: '当时未转入' }]])
  expect(countHeads(members, id => marks.get(id))).toEqual({ expected: 3, present: 2, leave: 0, absent: 0, made_up: 0, unmarked: 1, expected_vote: 2, present_vote: 1 })
})

test('a vote without entries has no result yet', () => {
  const heads = { expected: 10, present: 8, leave: 2, absent: 0, made_up: 0, unmarked: 0, expected_vote: 10, present_vote: 8 }
  const vote = { subject: '', purpose: 'ordinary' as const, written: 0, yes: 0, no: 0, abstain: 0 }
  expect(voteResult('general_meeting', vote, heads).passed).toBeNull()
  expect(voteResult('general_meeting', { ...vote, yes: 6, no: 3 }, heads)).toEqual({ passed: true, counted: 9, room: 8 })
})

test('required fields, times and the cycle of a tap', () => {
  const empty = { kind: 'theme_day' as const, held_start: 1, held_end: null, place: ' ', chair: 'a', recorder: 'b', agenda: '' }
  expect(missingFields(empty)).toEqual(['held', 'place', 'agenda'])
  const hour = 3_600_000
  expect([timeFault(0, 0, 0), timeFault(0, 13 * hour, 20 * hour), timeFault(5 * hour, 6 * hour, 0), timeFault(0, hour, 0)]).toEqual(['end_first', 'too_long', 'future', null])
  expect([nextStatus(undefined), nextStatus('present'), nextStatus('leave'), nextStatus('absent')]).toEqual(['present', 'leave', 'absent', 'present'])
})
