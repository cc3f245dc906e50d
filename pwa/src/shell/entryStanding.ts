/** Where an entry of the log stands, in a word and a sign. */
import type { Entry } from '../sync'
import type { IconName } from '../ui'
import { q } from './queueWords'

export function standingOf({ state, outcome, closed }: Entry): string {
  if (closed) return q.closed[closed]
  if (state === 'waiting') return q.states.waiting
  return q.states[outcome?.result ?? 'settling']
}

export function iconOf({ state, outcome, closed }: Entry): IconName {
  if (state === 'waiting') return 'phone'
  if (state === 'open') return outcome?.result === 'held' ? 'lock' : 'alert'
  if (closed) return closed === 'resent' ? 'send' : closed === 'discarded' ? 'bin' : 'check'
  return outcome?.result === 'conflict' ? 'fork' : 'cloudDone'
}
