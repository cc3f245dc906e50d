/** What the server says of a file's bytes, and what is no word of the server. */
import { expect, test } from 'vitest'
import { readTus } from '../../src/sync/tus'

const problem = (code: string, more: object = {}): string => JSON.stringify({ code, title: '标题', detail: '细节', ...more })
const refusal = (status: number, code: string, more: object = {}, headers: Record<string, string> = {}) =>
  readTus(new Response(problem(code, more), { status, headers: { 'content-type': 'application/problem+json', ...headers } }))

test('an offset counts only from a server that speaks tus', async () => {
  const tus = { 'tus-resumable': '1.0.0', 'upload-offset': '70' }
  for (const status of [200, 201, 204]) expect(await readTus(new Response(null, { status, headers: tus }))).toEqual({ kind: 'at', offset: 70 })
  expect(await readTus(new Response('<html>', { status: 200 }))).toEqual({ kind: 'none' })
  expect(await readTus(new Response(null, { status: 204, headers: { 'upload-offset': '70' } }))).toEqual({ kind: 'none' })
})

test('each answer of the table leads to its own way on', async () => {
  expect(await refusal(409, 'files.offset', { expected: 12 })).toEqual({ kind: 'at', offset: 12 })
  expect(await refusal(404, 'row.not_found')).toEqual({ kind: 'gone' })
  expect(await refusal(403, 'rights.missing')).toEqual({ kind: 'gone' })
  expect(await refusal(410, 'files.refused')).toEqual({ kind: 'refused' })
  expect(await refusal(460, 'files.hash')).toEqual({ kind: 'wrong' })
  expect(await refusal(460, 'files.checksum')).toEqual({ kind: 'wrong' })
  expect(await refusal(413, 'files.too_long')).toEqual({ kind: 'unfit', detail: '细节' })
  expect(await refusal(415, 'files.chunk_type')).toEqual({ kind: 'unfit', detail: '细节' })
  expect(await readTus(new Response(null, { status: 412 }))).toMatchObject({ kind: 'unfit' })
  expect(await refusal(423, 'files.busy', {}, { 'retry-after': '7' })).toEqual({ kind: 'later', after_s: 7, why: '' })
  expect(await refusal(429, 'files.quota', {}, { 'retry-after': '3600' })).toEqual({ kind: 'later', after_s: 3600, why: 'quota' })
  expect(await refusal(507, 'files.no_space')).toEqual({ kind: 'later', after_s: 60, why: 'server' })
  expect(await refusal(401, 'session.required')).toEqual({ kind: 'login', detail: '细节' })
  expect(await refusal(400, 'files.cut')).toEqual({ kind: 'none' })
})

test('a portal\'s refusal is no answer', async () => {
  for (const status of [401, 403, 404, 410, 460, 502]) expect(await readTus(new Response('<html>', { status }))).toEqual({ kind: 'none' })
})
