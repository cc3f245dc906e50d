/** What the home page puts before a person's eye: resolutions over their day, and records, by what became of them. */
import { expect, test } from 'vitest'
import { heedsOf, undoneOf } from '../../src/obligations/duties'
import type { As, Meeting } from '../../src/rows'
import type { Entry } from '../../src/sync'
import type { ResolutionDoneRow } from '../../src/generated/http'
import { meeting } from '../rows'

const resolved = (text: string, due_on: string): Meeting => meeting({ id: text, status: 'approved', resolutions: [{ text, owner: '王强', due_on }] })
const returned = (text: string): As<ResolutionDoneRow> => ({ meeting: text, text, done_on: '2026-11-20', verdict: 'returned' }) as As<ResolutionDoneRow>

test('a resolution over its day is overdue, told or given back; one given back before its day has days left', () => {
  const meetings = [resolved('检修皮带机', '2026-11-03'), resolved('复查隐患', '2026-11-10'), resolved('补签到表', '2026-12-10'), resolved('公布清单', '2026-12-11')]
  const found = undoneOf(meetings, [returned('复查隐患'), returned('补签到表')], '2026-11-27')
  expect(found.map(one => [one.text, one.why, one.colour])).toEqual([['检修皮带机', 'overdue', 'red'], ['复查隐患', 'returned', 'red'], ['补签到表', 'returned', 'yellow']])
})

test('only what the server rejected was not accepted: what is held or quarantined waits for someone', () => {
  const answered = (row: string, result: string) => ({ row, outcome: { mid: 1, result } }) as Pick<Entry, 'row' | 'outcome'>
  const meetings = ['amended', 'rejected', 'failed', 'given back', 'well'].map(id => meeting({ id, status: id === 'given back' ? 'returned' : 'approved' }))
  const open = [answered('amended', 'held'), answered('rejected', 'held'), answered('rejected', 'rejected'), answered('failed', 'quarantined'), answered('given back', 'held')]
  expect(heedsOf(meetings, [], [], open).map(one => [one.meeting.id, one.why])).toEqual([['amended', 'held'], ['rejected', 'refused'], ['failed', 'held'], ['given back', 'returned']])
})
