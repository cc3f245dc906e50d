/** What becomes of a file on the phone, from its row and from what was done to it: its bytes go only when nobody can need them. */
import { expect, test } from 'vitest'
import { attachIntent, type ReadyFile } from '../../src/sync/files'
import { fileStanding } from '../../src/sync/fileStanding'
import type { Closed, Entry, EntryState, Result } from '../../src/sync/types'

const entry = (name: string, state: EntryState, result: Result | null = null, closed: Closed | null = null): Entry =>
  ({ mutation: { name }, state, outcome: result && { mid: 1, result }, closed }) as Entry
const attach = (...more: [EntryState, (Result | null)?, (Closed | null)?]): Entry => entry('file.attach.v1', ...more)
const detach = (...more: [EntryState, (Result | null)?, (Closed | null)?]): Entry => entry('file.detach.v1', ...more)
const row = (state: string) => ({ state })

test('on its way: kept', () => {
  expect(fileStanding(null, [attach('waiting')])).toBe('waiting')
  expect(fileStanding(null, [attach('settling', 'applied')])).toBe('waiting')
  expect(fileStanding(row('pending'), [attach('done', 'applied')])).toBe('waiting')
  expect(fileStanding(row('pending'), [])).toBe('waiting')
})

test('the server has it: not needed any more, whatever else was done', () => {
  expect(fileStanding(row('stored'), [attach('done', 'applied')])).toBe('stored')
  expect(fileStanding(row('stored'), [attach('done', 'applied'), detach('waiting')])).toBe('stored')
})

test('refused, held, rejected, quarantined: kept until a person decides', () => {
  expect(fileStanding(row('refused'), [attach('done', 'applied')])).toBe('refused')
  expect(fileStanding(null, [attach('open', 'held')])).toBe('held')
  expect(fileStanding(null, [attach('done', 'held', 'seen')])).toBe('held')
  expect(fileStanding(null, [attach('open', 'quarantined')])).toBe('held')
  expect(fileStanding(null, [attach('open', 'rejected')])).toBe('rejected')
  expect(fileStanding(null, [attach('done', 'rejected', 'discarded')])).toBe('gone')
  expect(fileStanding(null, [attach('done', 'rejected', 'resent'), attach('waiting')])).toBe('waiting')
})

test('a removal counts only once the server has answered it', () => {
  expect(fileStanding(row('pending'), [attach('done', 'applied'), detach('waiting')])).toBe('removing')
  expect(fileStanding(null, [attach('waiting'), detach('waiting')])).toBe('removing')
  expect(fileStanding(row('pending'), [attach('done', 'applied'), detach('settling', 'applied')])).toBe('removing')
  expect(fileStanding(null, [attach('done', 'applied'), detach('done', 'applied')])).toBe('gone')
  expect(fileStanding(row('pending'), [attach('done', 'applied'), detach('open', 'held')])).toBe('waiting')
})

test('taken away by someone else, or out of sight: kept, and never taken for delivered', () => {
  expect(fileStanding(null, [attach('done', 'applied')])).toBe('lost')
  expect(fileStanding(null, [])).toBe('lost')
})

test('a photo that proves a request is named with it, and stands like any other', () => {
  const facts = { meeting: '', correction: 'c', kind: 'photo' as const, name: '签到表.webp', mime: 'image/webp', size: 3, sha256: 'abc' }
  const intent = attachIntent({ file: { id: 'f' }, facts, bytes: [] } as unknown as ReadyFile)
  expect(intent).toEqual({ name: 'correction.prove.v1', row: 'f', base: 0, args: { correction: 'c', name: '签到表.webp', mime: 'image/webp', size: 3, sha256: 'abc' } })
  expect(fileStanding(null, [entry(intent.name, 'waiting')])).toBe('waiting')
  expect(fileStanding(null, [entry(intent.name, 'open', 'rejected')])).toBe('rejected')
  expect(fileStanding(row('stored'), [entry(intent.name, 'done', 'applied')])).toBe('stored')
})
