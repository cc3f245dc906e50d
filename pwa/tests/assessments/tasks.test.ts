/** The list of branches to assess: counts come from the scheme of the period and the marks that are on the tablet. */
import { expect, test } from 'vitest'
import { readTasks } from '../../src/assessments/office/form'
import { formId } from '../../src/assessments/mutations'
import type { Phone } from '../../src/sync'

const [own, other, account] = [1, 2, 3].map(n => `00000000-0000-7000-8000-00000000000${n}`) as [string, string, string]
const form = formId(own, '2026-Q4', account)
const items = (n: number) => ({ items: Array.from({ length: n }, (_, at) => ({ key: `item_${at}`, title: '', maximum_tenths: 100 })) })
const ROWS: Record<string, readonly unknown[]> = {
  organisation: [{ id: own, name: '综采一队党支部' }, { id: other, name: '机电党支部' }],
  assessment_form: [{ id: form, state: 'submitted' }],
  assessment_mark: [{ form, points_tenths: 80 }, { form, points_tenths: null }, { form: 'another', points_tenths: 90 }],
  assessment_scheme: [
    { state: 'published', from_on: '2026-01-01', version: 1, content: items(10) }, { state: 'published', from_on: '2026-10-01', version: 2, content: items(7) }, { state: 'draft', from_on: '2026-10-01', version: 3, content: items(3) },
  ],
}
const phone: Pick<Phone, 'rows'> = { rows: <T,>(table: string) => Promise.resolve((ROWS[table] ?? []) as T[]) }

test('a branch has as many items as the scheme in force', async () => {
  const tasks = await readTasks(phone, [own, other], '2026-Q4', account)
  expect(tasks).toEqual([
    { id: other, name: '机电党支部', scored: 0, items: 7, state: 'none' },
    { id: own, name: '综采一队党支部', scored: 1, items: 7, state: 'submitted' },
  ])
  expect((await readTasks(phone, [own], '2026-Q3', account))[0]?.items).toBe(10)
})
