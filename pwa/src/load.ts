/** What a screen asked the server for: the last good answer stays on the screen while a newer one is fetched or cannot be. */
import { signal, type ReadonlySignal } from '@preact/signals'
import { api, asks, asProblem, type Problem } from './api'

export interface Loaded<T> {
  path: string
  data: T | null
  problem: Problem | null
  busy: boolean
}

export class Resource<T> {
  private readonly held = signal<Loaded<T>>({ path: '', data: null, problem: null, busy: false })
  private turn = 0
  private shown = 0

  get state(): ReadonlySignal<Loaded<T>> { return this.held }

  /** Fetches `path`. An answer to another path is forgotten first. Hints may come faster than answers: one that was overtaken by a question is shown, one that was overtaken by an answer is dropped, and so is one from before an act of this window if it was asked for again since: it would bring back what was decided. */
  async load(path: string): Promise<void> {
    const [turn, { acts }] = [++this.turn, asks]
    const { path: before, data } = this.held.value
    const kept = before === path ? data : null
    this.held.value = { path, data: kept, problem: kept === null ? null : this.held.value.problem, busy: true }
    const [found, problem] = await api<T>(path).then(answer => [answer, null] as const, error => [null, asProblem(error)] as const)
    const isLast = turn === this.turn
    const { path: now, data: last } = this.held.value
    if (turn < this.shown || path !== now || ((problem || acts !== asks.acts) && !isLast)) return
    this.shown = turn
    this.held.value = { path, data: found ?? last, problem, busy: !isLast }
  }

  /** Shows nothing, and drops an answer that is still on its way. */
  forget(): void {
    this.shown = ++this.turn
    this.held.value = { path: '', data: null, problem: null, busy: false }
  }
}
