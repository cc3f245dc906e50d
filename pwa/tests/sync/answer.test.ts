/** News as it travels, read as the server's own reader reads it (tests/vectors/blocks.json). */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readAnswer } from '../../src/sync/answer'
import { rowsOf } from '../../src/sync/rows'
import type { Columns } from '../../src/sync/types'

interface Vector { name: string; blocks: unknown[]; rows: Record<string, unknown[]>; gone: Record<string, string[]> }

const vectors = JSON.parse(readFileSync(new URL('../../../tests/vectors/blocks.json', import.meta.url), 'utf8')) as Vector[]
const answer = (blocks: unknown) => ({
  epoch: '0-a', acked: 0, outcomes: [], drop: [], beacon: null, next: { poll_s: 300, spread_s: 20 },
  scopes: { site: { from: 0, to: 9, more: false, reset: false, blocks } },
})
const tables = (rows: Record<string, Columns>) => Object.fromEntries(Object.entries(rows).map(([name, columns]) => [name, rowsOf(columns)]))

test.each(vectors)('$name', async ({ blocks, rows, gone }) => {
  const page = (await readAnswer(answer(blocks)))!.scopes['site']!
  expect(tables(page.rows)).toEqual(rows)
  expect(page.gone).toEqual(gone)
})

test.each([
  ['a table without a name', [{ columns: { id: ['a'] } }]],
  ['columns of different lengths', [{ table: 'member', columns: { id: ['a'], rev: [] } }]],
  ['rows without an id or a way to one', [{ table: 'member', columns: { rev: [1] } }]],
  ['ids that are no list', [{ table: 'member', gone: 'a' }]],
  ['no list of blocks', {}],
])('%s is no answer', async (_, blocks) => {
  expect(await readAnswer(answer(blocks))).toBeNull()
})
