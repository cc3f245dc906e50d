/** A tablet that many vote on: each voter is told of the own ballot alone. */
import { expect, test } from 'vitest'
import { cast } from '../../src/ballots/box'
import { code, paper, problem, refused, step, vote } from '../../src/ballots/voting'
import type { PaperOut } from '../../src/generated/http'
import { asked, refusal, request } from '../answers'

Object.assign(globalThis, { history: { replaceState: () => undefined } })

async function newPaper(): Promise<PaperOut> {
  const { publicKey } = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits'])
  const key = Buffer.from(await crypto.subtle.exportKey('raw', publicKey)).toString('base64url')
  return { poll: 'p', name: '', quarter: '2026-Q4', closes_on: '2026-12-31', voters: 5, key, people: [], open: true, used: false }
}

/** Answers everything that is sent: the ballots of these codes are refused. */
async function refuse(codes: readonly string[], ballots: number): Promise<void> {
  for (let at = 0; at < ballots; at++) {
    const one = await request(at)
    const sent = JSON.parse(String(one.body)) as { code: string }
    if (codes.includes(sent.code)) one.answer(refusal(sent.code), 409)
    else one.answer({})
  }
}

async function voteAs(own: string, waits: readonly string[], refusedCodes: readonly string[]): Promise<void> {
  const opened = await newPaper()
  for (const one of waits) await cast(opened, one, [])
  ;[paper.value, code.value, step.value, problem.value, refused.value] = [opened, own, 'paper', null, 0]
  await Promise.all([vote(), refuse(refusedCodes, waits.length + 1)])
  expect(asked).toHaveLength(waits.length + 1)
}

test('a voter is not told of the refusal of another', async () => {
  await voteAs('MINE', ['OTHER', 'THIRD', 'FOURTH'], ['OTHER', 'THIRD'])
  expect([step.value, problem.value, refused.value]).toEqual(['done', null, 2])
})

test('a voter is told of the own refusal, whatever else was refused', async () => {
  await voteAs('MINE', ['OTHER', 'THIRD', 'FOURTH'], ['OTHER', 'MINE', 'FOURTH'])
  expect([step.value, problem.value?.code, refused.value]).toEqual(['code', 'MINE', 2])
})
