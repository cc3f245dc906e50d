/** Mutations on which the server failed, as the server lists them. */
import { signal } from '@preact/signals'
import { api, asProblem, type Problem } from '../../api'
import { Resource } from '../../load'
import { announce } from '../../ui/Announcer'
import type { Quarantined, QuarantineOut, RunAgainOut } from './types'
import { words } from './words'

export const quarantine = new Resource<QuarantineOut>()
export const loadQuarantine = (): Promise<void> => quarantine.load('/api/quarantined')
export const keyOf = ({ log, mid }: Pick<Quarantined, 'log' | 'mid'>): string => `${log}/${mid}`

/** The one that is being run again, or could not be and why. */
export const running = signal<{ key: string; problem: Problem | null } | null>(null)

/** Runs one again, now that the server is mended. */
export async function runAgain(item: Quarantined): Promise<void> {
  const key = keyOf(item)
  if (running.value && !running.value.problem) return
  running.value = { key, problem: null }
  try {
    const { result } = await api<RunAgainOut>('/api/quarantined/run', { method: 'POST', body: { log: item.log, mid: item.mid } })
    running.value = null
    announce(words.ranAgain[result === 'conflict' || result === 'held' ? result : 'applied'])
    await loadQuarantine()
  } catch (error) {
    running.value = { key, problem: asProblem(error) }
  }
}
