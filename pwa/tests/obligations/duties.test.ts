/** Resolutions on the home page: overdue ones are red and counted like duties that are over their day. */
import { expect, test } from 'vitest'
import { undoneOf } from '../../src/obligations/duties'
import type { As, Meeting } from '../../src/rows'
import type { ResolutionDoneRow } from '../../src/generated/http'
import { meeting } from '../rows'

const resolved = (text: string, due_on: string): Meeting => meeting({ id: text, status: 'approved', resolutions: [{ text, owner: '王强', due_on }] })
const returned = (text: string): As<ResolutionDoneRow> => ({ meeting: text, text, done_on: '2026-11-20', verdict: 'returned' }) as As<ResolutionDoneRow>

test('a resolution over its day is overdue, told or given back; one given back before its day has days left', () => {
  const meetings = [resolved('检修皮带机', '2026-11-03'), resolved('复查隐患', '2026-11-10'), resolved('补签到表', '2026-12-10'), resolved('公布清单', '2026-12-11')]
  const found = undoneOf(meetings, [returned('复查隐患'), returned('补签到表')], '2026-11-27')
  expect(found.map(one => [one.text, one.why, one.colour])).toEqual([['检修皮带机', 'overdue', 'red'], ['复查隐患', 'returned', 'red'], ['补签到表', 'returned', 'yellow']])
})
