/** Notices in words: which matter is meant, where the notice's own words do not say it. */
import { expect, test } from 'vitest'
import { readSubjects, sentenceOf } from '../src/notices/notices'
import { meeting } from './rows'

const said = (kind: string, words: object, subject?: string): string => sentenceOf({ kind, words }, subject).text

test('a notice names the project or the record that it leads to, as this phone knows it', async () => {
  const rows: Record<string, object[]> = { project: [{ id: 'p', title: '皮带集控改造' }], meeting: [meeting({ id: 'm', kind: 'theme_day', held_start: Date.UTC(2026, 10, 12) })] }
  const subjects = await readSubjects({ rows: async <T>(table: string) => (rows[table] ?? []) as T[] })
  expect(said('project_offered', {}, subjects.get('project/p'))).toBe('皮带集控改造：看看合不合用，点一下答复')
  expect(said('amendment_decided', { state: 'accepted' }, subjects.get('record/m'))).toMatch(/^主题党日 .*11月12日：您提的更正已接受/)
  expect([said('opinion_waiting', { state: 'complaint' }), said('opinion_answered', { state: 'answered' })]).toEqual(['投诉，等您答复', '已答复，点开看'])
  expect(said('project_offered', {}, subjects.get('project/unknown'))).toBe('看看合不合用，点一下答复')
})
