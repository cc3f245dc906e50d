/** Roster and people: what is refused before it is sent, rows counted once, codes read aloud. */
import { expect, it } from 'vitest'
import { withLogin, withoutLogin } from '../../src/organisation/office/people'
import { faultOf, refusedRows } from '../../src/organisation/office/roster'
import { spaced } from '../../src/organisation/office/code'
import type { Person, RosterReport } from '../../src/organisation/office/types'

it('refuses what is no workbook or too large before sending it', () => {
  expect(faultOf({ name: '花名册.XLSX', size: 10 })).toBeNull()
  expect(faultOf({ name: '花名册.xls', size: 10 })).toContain('.xlsx')
  expect(faultOf({ name: '花名册.xlsx', size: 10_000_001 })).toContain('10 MB')
})

it('counts a row once, however many reasons it has', () => {
  const problem = (row: number) => ({ row, column: '', value: '', reason: '' })
  expect(refusedRows({ problems: [problem(3), problem(3), problem(9)] } as unknown as RosterReport)).toBe(2)
})

it('groups a code by four and leaves one that is grouped', () => {
  expect([spaced('K7Q2M9XD'), spaced('K7Q2-M9XD'), spaced('ABC')]).toEqual(['K7Q2-M9XD', 'K7Q2-M9XD', 'ABC'])
})

it('parts those with a login from those without', () => {
  const people = [{ member: 'a', has_login: true }, { member: 'b', has_login: false }] as Person[]
  expect([withLogin(people), withoutLogin(people)].map(some => some.map(one => one.member))).toEqual([['a'], ['b']])
})
