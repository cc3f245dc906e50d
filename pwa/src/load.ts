/** What a screen asked the server for: the last good answer stays on the screen while a newer one is fetched or cannot be. */
import { signal, type ReadonlySignal } from '@preact/signals'
import { api, asProblem, type Problem } from './api'

export interface Loaded<T> {
  path: string
  data: T | null
  problem: Problem | null
  busy: boolean
}

export class Resource<T> {
  private readonly held = signal<Loaded<T>>({ path: '', data: null, problem: null, busy: false })
  private turn = 0

  get state(): ReadonlySignal<Loaded<T>> { return this.held }

  /** Fetches `path`. An answer to another path is forgotten first; an answer that was overtaken is dropped. */
  async load(path: string): Promise<void> {
    const turn = ++this.turn
    const { path: before, data } = this.held.value
    const kept = before === path ? data : null
    this.held.value = { path, data: kept, problem: kept === null ? null : this.held.value.problem, busy: true }
    const [found, problem] = await api<T>(path).then(answer => [answer, null] as const, error => [null, asProblem(error)] as const)
    if (turn === this.turn) this.held.value = { path, data: found ?? kept, problem, busy: false }
  }

  /** Shows nothing, and drops an answer that is still on its way. */
  forget(): void {
    this.turn++
    this.held.value = { path: '', data: null, problem: null, busy: false }
  }
}
