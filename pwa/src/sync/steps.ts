/** What the sender did last, step by step: kept for whoever has to find out why a phone does not deliver. */
import { done, type Store } from './store'

export type StepState = 'idle' | 'spread_wait' | 'syncing' | 'backoff' | 'need_login' | 'blocked'

/** One change of state; `why` names what caused it. The same turn again and again is one step, `times` long, from `since` to `at`. */
export interface Step { since: number; at: number; times: number; state: StepState; why: string }

export const STEPS_KEPT = 200

/** A sender goes round in pairs (it tries, it waits): what equals the step before the last is that step once more. */
function appended(steps: readonly Step[], step: Step): Step[] {
  const before = steps[steps.length - 2]
  if (!before || before.state !== step.state || before.why !== step.why) return [...steps, step].slice(-STEPS_KEPT)
  return [...steps.slice(0, -2), steps[steps.length - 1]!, { ...step, since: before.since, times: before.times + 1 }]
}

export class Steps {
  private fresh: Step[] = []
  private writing = false
  private readonly store: Store
  constructor(store: Store) { this.store = store }

  /** Notes a step. That it cannot be kept (a full disk, a closed store) must not disturb what it tells of. */
  note(state: StepState, why: string, now: number): void {
    this.fresh.push({ since: now, at: now, times: 1, state, why })
    if (!this.writing) void this.write().catch(() => undefined)
  }

  private async write(): Promise<void> {
    this.writing = true
    try {
      while (this.fresh.length) {
        const fresh = this.fresh.splice(0)
        await this.store.write(['meta'], async table => {
          const found = (await done(table('meta').get('steps'))) as { value: Step[] } | undefined
          table('meta').put({ key: 'steps', value: fresh.reduce(appended, found?.value ?? []) })
        })
      }
    } finally {
      this.writing = false
    }
  }
}

export async function readSteps(store: Store): Promise<Step[]> {
  const found = (await store.read(['meta'], table => done(table('meta').get('steps')))) as { value: Step[] } | undefined
  return found?.value ?? []
}
