/** A form of the office that two write at once, and one whose answer was lost. */
import { expect, test } from 'vitest'
import { Problem } from '../../src/api'
import { afterRefusal, chosenText, type Draft } from '../../src/dispatch/office/IssuePage'
import { beside, notedOf, writeOver } from '../../src/dispatch/office/noting'

const decided = (id: string, text: string, orders: string[] = []) => ({ id, text, owner: '王强', due_on: '2026-12-20', orders })
const first = { rev: 3, held_on: '2026-12-02', place: '二楼', chair: '', attended: '', notes: '', decisions: [decided('a', '建档')] }
const mine = { ...notedOf(first), notes: '我的记要' }
const second = { ...first, rev: 4, place: '三楼', decisions: [decided('a', '建档'), decided('b', '已下督办', ['o1']), decided('c', '没有下')] }

test('what another noted stands beside the own words until a person takes the new revision', () => {
  expect(beside(mine, first)).toEqual([])
  expect(beside(mine, second)).toEqual([
    { field: 'place', text: '三楼' },
    { field: 'decisions', text: '建档 王强 2026-12-20\n已下督办 王强 2026-12-20\n没有下 王强 2026-12-20' },
    { field: 'notes', text: '' },
  ])
  const over = writeOver(mine, second)
  expect({ ...over, decisions: over.decisions.map(one => one.id) }).toEqual({ ...mine, rev: 4, decisions: ['a', 'b'] })
  expect(beside(over, second)).toEqual([])
})

test('the same words noted by another are no difference', () => {
  expect(beside(notedOf(first), { ...first, rev: 4 })).toEqual([])
})

test('an order whose earlier sending arrived is another order once that is told, and the same one after any other refusal', () => {
  const draft = { batch: 'b1', content: '改过的内容' } as Draft
  const told = (code: string) => new Problem({ code, status: 409, title: '', detail: '', remedy: '' } as ConstructorParameters<typeof Problem>[0])
  expect(afterRefusal(draft, told('network'))).toBe(draft)
  const changed = afterRefusal(draft, told('dispatch.issued'))
  expect(changed.batch).not.toBe('b1')
  expect(changed.content).toBe(draft.content)
})

test('a few chosen branches are named, many are counted, and none is none', () => {
  const branches = (count: number) => Array.from({ length: count }, (_, at) => ({ org: `${at}`, kind: 'branch', name: `${at}区`, parent: null })) as unknown as Parameters<typeof chosenText>[0]
  expect([0, 2, 6].map(count => chosenText(branches(count)))).toEqual(['已选 0 个支部', '已选 2 个支部：0区、1区', '已选 6 个支部'])
})
