/** What a form of the box lacks, in which order what was said is shown, and what the queue tells of it. */
import { expect, test } from 'vitest'
import { opinions } from '../src/opinions'
import { lackOf, newestFirst, uuid4, type Saying } from '../src/opinions/saying'
import { telling } from '../src/opinions/telling'
import type { Opinion } from '../src/rows'

const saying = (change: Partial<Saying>): Saying => ({ kind: 'burden', text: '慢', about: '', named: 'unnamed', ...change })

test('one word is enough; nothing is sent before it is said who may see whose it is', () => {
  expect(['kind', 'text', 'named'].map(field => lackOf(saying({ [field]: '' })))).toEqual(['kind', 'text', 'named'])
  expect([lackOf(saying({ text: ' \n' })), lackOf(saying({})), lackOf(saying({ named: 'named' }))]).toEqual(['text', null, null])
})

test('what waits on this phone stands before what was delivered, the newest first', () => {
  const said = [['a', 1], ['b', 3], ['c', null], ['d', 3]].map(([id, sent_at]) => ({ id, sent_at }) as Opinion)
  expect(newestFirst(said).map(one => one.id)).toEqual(['c', 'd', 'b', 'a'])
})

test('an id tells no moment', () => {
  expect(uuid4()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(uuid4()).not.toBe(uuid4())
})

test('before the server has answered it is shown as it was said, and the queue tells it in words', () => {
  const args = { kind: 'complaint', text: '通知太晚', named: false, about: '会议', route: '' }
  const made: unknown[] = []
  const brush = { make: (...row: unknown[]) => { made.push(row) }, lay: () => undefined, remove: () => undefined }
  opinions.effects!['opinion.send.v1']!({ name: 'opinion.send.v1', row: 'o', base: 0, mid: 1, args, shows: { is_named: true, person: 'me' } } as never, brush)
  expect(made).toEqual([['opinion', 'o', expect.objectContaining({ text: '通知太晚', is_named: true, person: 'me', state: 'waiting', sent_at: null })]])
  const says = (named: boolean) => telling.says({ name: 'opinion.send.v1', args: { ...args, named } } as never, new Map())
  expect(says(false)).toEqual([['哪一种', '投诉'], ['想说什么', '通知太晚'], ['关于哪里', '会议'], ['谁看得到是您写的', '不署名']])
  expect(says(true)?.at(-1)).toEqual(['谁看得到是您写的', '署名'])
  expect([telling.says({ name: 'meeting.set.v1' } as never, new Map()), telling.record({ name: 'opinion.send.v1' } as never)]).toEqual([null, 'opinions'])
})
