/** The eleven items are those of the server, under the same ids; a note sends what was changed. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { GROUPS, LEVELS } from '../src/secretaries/items'
import { noteId, noteIntents } from '../src/secretaries/reading'
import { zh } from '../src/secretaries/words'

interface Vector { groups: Record<string, string[]>; levels: string[]; titles: Record<string, string>; note_id: { member: string; year: number; item: string; side: string; id: string } }
const vector = JSON.parse(readFileSync('../tests/vectors/secretaries.json', 'utf8')) as Vector

test('phone and server agree', () => {
  expect(GROUPS).toEqual(vector.groups)
  expect(LEVELS).toEqual(vector.levels)
  expect(zh.items).toEqual(vector.titles)
  const { member, year, item, side, id } = vector.note_id
  expect(noteId(member, year, item, side)).toBe(id)
})

test('a note sends what was changed; one that the server never had, whole', () => {
  const fields = { level: 'able', example: '跟班十二个' }
  expect(noteIntents('act', 2026, undefined, fields)[0]?.set).toEqual({ level: [null, 'able'], example: [null, '跟班十二个'] })
  expect(noteIntents('act', 2026, { ...fields, rev: 3 }, fields)).toEqual([])
  expect(noteIntents('act', 2026, { ...fields, rev: 3 }, { ...fields, level: 'leading' })[0]?.set).toEqual({ level: ['able', 'leading'] })
  expect(Object.keys(noteIntents('act', 2026, { ...fields, rev: 0 }, { ...fields, level: 'leading' })[0]?.set ?? {})).toEqual(['level', 'example'])
})
