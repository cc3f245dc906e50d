/** What the office's pages of mass reviews hold: the polls of a quarter, one poll, and slips that were just made. */
import { signal } from '@preact/signals'
import { api, asProblem, type Problem } from '../../api'
import type { PollDetailOut, PollsOut, SlipsOut } from '../../generated/http'
import { Resource } from '../../load'
import { periodAt } from '../../period'
import { go } from '../../route'

/** What a poll is opened with: as many slips as vote. */
export interface Opening { quarter: string; branches: string[]; voters: number; closes_on: string; by_paper: boolean }

export const quarter = signal(periodAt('quarter', Date.now()))
export const polls = new Resource<PollsOut>()
export const shown = new Resource<PollDetailOut>()
/** Codes and keys that exist nowhere else. */
export const printed = signal<SlipsOut | null>(null)
export const doing = signal(false)
export const problem = signal<Problem | null>(null)

export const loadPolls = (): Promise<void> => polls.load(`/api/polls?quarter=${quarter.value}`)
export const loadPoll = (id: string): Promise<void> => shown.load(`/api/polls/${encodeURIComponent(id)}`)

async function ask<T>(path: string, method: 'POST' | 'PUT' | 'DELETE', body?: unknown): Promise<T | null> {
  doing.value = true
  problem.value = null
  const found = await api<T>(path, { method, ...(method === 'DELETE' ? {} : { body: body ?? {} }), timeout_ms: 120_000 }).catch((error: unknown) => { problem.value = asProblem(error); return null })
  doing.value = false
  return found
}

export async function openPoll(asked: Opening): Promise<void> {
  const made = await ask<SlipsOut>('/api/polls', 'POST', asked)
  if (!made) return
  go(`office/polls/${made.poll}`)
  if (made.slips.length) printed.value = made
}

export async function reprint(poll: string, slips: number): Promise<void> {
  const made = await ask<SlipsOut>(`/api/polls/${poll}/slips`, 'POST', { slips })
  if (made?.slips.length) printed.value = made
  else if (made) await loadPoll(poll)
}

/** As if it had never been opened; only while nobody has voted. */
export async function withdraw(poll: string): Promise<void> {
  await ask(`/api/polls/${poll}`, 'DELETE')
  if (!problem.value) go('office/polls', true)
}

/** A step of a poll; afterwards the page shows how it stands. */
export async function step(poll: string, what: 'close' | 'count' | 'tallies' | 'reconciliation', body?: unknown): Promise<void> {
  const done = await ask<PollDetailOut>(`/api/polls/${poll}/${what}`, what === 'close' || what === 'count' ? 'POST' : 'PUT', body)
  if (done) await loadPoll(poll)
}
