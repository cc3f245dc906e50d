/** A list that comes page by page: the next one is added to those that are there. */
import { signal, type ReadonlySignal } from '@preact/signals'
import { api, asProblem, type Problem } from '../../api'

export interface Pages<T> { path: string; items: readonly T[]; next: string | null; busy: boolean; problem: Problem | null }

export class Paged<T> {
  private readonly held = signal<Pages<T>>({ path: '', items: [], next: null, busy: false, problem: null })
  private turn = 0

  get state(): ReadonlySignal<Pages<T>> { return this.held }

  /** Begins with the first page of a path. */
  load(path: string): Promise<void> {
    this.held.value = { path, items: [], next: null, busy: true, problem: null }
    return this.add(path, '')
  }

  /** Fetches the page after what is there. */
  async more(): Promise<void> {
    const { path, next, busy } = this.held.value
    if (busy || next === null) return
    this.held.value = { ...this.held.value, busy: true }
    await this.add(path, next)
  }

  private async add(path: string, cursor: string): Promise<void> {
    const turn = ++this.turn
    const from = cursor ? `${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}` : path
    const found = await api<{ items: T[]; next: string | null }>(from).catch(error => asProblem(error))
    if (turn !== this.turn) return
    const { items } = this.held.value
    this.held.value = 'items' in found
      ? { path, items: [...items, ...found.items], next: found.next, busy: false, problem: null }
      : { ...this.held.value, busy: false, problem: found }
  }
}
