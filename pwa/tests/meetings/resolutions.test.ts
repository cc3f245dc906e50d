/** How the branch's resolutions stand on the phone: by day, by what was told, and by what the office said. */
import { expect, test } from 'vitest'
import type { Branch } from '../../src/branch'
import { resolutionId } from '../../src/meetings/mutations'
import { readResolutions } from '../../src/meetings/resolutions'
import type { Phone } from '../../src/sync'

const MEETING = '018f0000-0000-7000-8000-000000000001'
const branch = { id: 'b', orgs: [{ id: 'b' }] } as unknown as Branch
const resolutions = [['检修皮带机', '王强', '2026-11-10'], ['学习文件', '李敏', '2026-12-01'], ['换托辊', '王强', '2026-11-01'], ['清扫', '赵亮', '2026-11-02'], ['联系群众', '', '2026-11-01'], ['慰问', '李敏', '月底']]
  .map(([text, owner, due_on]) => ({ text, owner, due_on }))
const meeting = { id: MEETING, branch: 'b', org: 'b', status: 'approved', resolutions }
const done = (text: string, verdict: string, done_on: string | null = '2026-11-01') => ({ id: resolutionId(MEETING, text), done_on, verdict })

function phoneWith(rows: Record<string, readonly unknown[]>, waiting: readonly string[] = []): Pick<Phone, 'rows' | 'waiting'> {
  return { rows: <T,>(table: string) => Promise.resolve((rows[table] ?? []) as T[]), waiting: () => Promise.resolve(waiting.map(row => ({ row }))) as unknown as ReturnType<Phone['waiting']> }
}

test('a resolution is named as the server names it', () => {
  expect(resolutionId(MEETING, '检修皮带机')).toBe('e66ae2d6-54f9-57e7-9bc7-d613f4615808')
})

test('only those with an owner and a day, the earliest day first', async () => {
  const told = phoneWith({ meeting: [meeting, { ...meeting, id: 'draft', status: 'draft' }, { ...meeting, branch: 'other' }], resolution_done: [done('换托辊', ''), done('清扫', 'returned')] }, [resolutionId(MEETING, '换托辊')])
  const found = await readResolutions(told, branch, '2026-11-27')
  expect(found.map(one => [one.text, one.standing, one.waiting])).toEqual([['换托辊', 'told', true], ['清扫', 'returned', false], ['检修皮带机', 'overdue', false], ['学习文件', 'open', false]])
})

test('taken back it is open again, and whose organisation it is may tell', async () => {
  const told = phoneWith({ meeting: [{ ...meeting, org: 'group', resolutions: resolutions.slice(0, 2) }], resolution_done: [done('检修皮带机', '', null), done('学习文件', 'confirmed')] })
  const found = await readResolutions(told, branch, '2026-11-10')
  expect(found.map(one => [one.standing, one.may])).toEqual([['open', false], ['confirmed', false]])
})
