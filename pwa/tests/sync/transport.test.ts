/** What counts as an answer of the server, and what does not. */
import { expect, test } from 'vitest'
import { readReply } from '../../src/sync/transport'

const reply = (body: unknown, status = 200, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
  readReply(new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers }))

const answer = { epoch: 'e', acked: 0, outcomes: [], scopes: {}, drop: [], beacon: null, next: { poll_s: 300, spread_s: 20 } }
const problem = (code: string, more: object = {}) => ({ type: 'about:blank', title: '标题', status: 409, code, detail: '细节', remedy: '', ...more })

test('a well-formed answer is one', async () => {
  expect(await reply(answer)).toMatchObject({ kind: 'answer' })
})

test('anything else with status 200 is no answer', async () => {
  for (const body of [{}, { ...answer, acked: '0' }, { ...answer, outcomes: [{ mid: 1, result: 'fine' }] }, { ...answer, scopes: { a: { from: 0 } } }, '{"epoch":"e","acked":']) {
    expect(await reply(body)).toEqual({ kind: 'none' })
  }
  expect(await reply('<html>', 200, { 'content-type': 'text/html' })).toEqual({ kind: 'none' })
})

test('a 401 counts only with the problem document of the server', async () => {
  expect(await reply('<html>', 401, { 'content-type': 'text/html' })).toEqual({ kind: 'none' })
  expect(await reply(problem('session.required'), 401, { 'content-type': 'application/problem+json' })).toEqual({ kind: 'login', detail: '细节' })
  expect(await reply(problem('sync.foreign_log'), 403)).toMatchObject({ kind: 'login' })
})

test('gap, fork, too large, later, refused', async () => {
  expect(await reply(problem('sync.gap', { expected: 7 }), 409)).toEqual({ kind: 'gap', expected: 7 })
  expect(await reply(problem('sync.fork'), 409)).toEqual({ kind: 'fork' })
  expect(await reply('', 413, {})).toEqual({ kind: 'too_large' })
  expect(await reply('', 503, { 'retry-after': '12' })).toEqual({ kind: 'later', after_s: 12 })
  expect(await reply(problem('sync.protocol'), 400)).toEqual({ kind: 'refused', detail: '细节' })
  expect(await reply('<html>bad gateway', 502, { 'content-type': 'text/html' })).toEqual({ kind: 'none' })
})
