/** A list of the server's that is read page by page, oldest first; a refresh does not shorten it under the reader. */
import { signal, type Signal } from '@preact/signals'
import { api, asProblem, type Problem } from '../../api'

export interface Listed<T> { items: T[]; next: string | null; pages: number; busy: boolean; problem: Problem | null; known: boolean }

interface Page<T> { items: T[]; next: string | null }

export class Listing<T> {
  readonly state: Signal<Listed<T>> = signal({ items: [], next: null, pages: 1, busy: false, problem: null, known: false })
  private turn = 0
  private shown = 0
  private readonly path: string
  /** `path` with its query; the cursor is added to it. */
  constructor(path: string) { this.path = path }

  /** Fetches as many pages as are shown; an answer that another one overtook is dropped, and one that asks for what was decided meanwhile. */
  async load(pages = this.state.value.pages): Promise<void> {
    const turn = ++this.turn
    this.state.value = { ...this.state.value, pages, busy: true }
    try {
      const found = await this.fetch(pages)
      if (turn < this.shown) return
      this.shown = turn
      this.state.value = { ...found, pages: this.state.value.pages, busy: turn !== this.turn, problem: null, known: true }
    } catch (error) {
      if (turn === this.turn) this.state.value = { ...this.state.value, busy: false, problem: asProblem(error) }
    }
  }

  /** Takes out what was decided, before the server is asked again. */
  drop(isDone: (item: T) => boolean): void {
    this.shown = this.turn + 1
    this.state.value = { ...this.state.value, busy: false, items: this.state.value.items.filter(item => !isDone(item)) }
  }

  private async fetch(pages: number): Promise<Page<T>> {
    const items: T[] = []
    let next: string | null = null
    for (let page = 0; page < pages; page++) {
      const found: Page<T> = await api<Page<T>>(`${this.path}${next ? `&cursor=${encodeURIComponent(next)}` : ''}`)
      items.push(...found.items)
      next = found.next
      if (!next) break
    }
    return { items, next }
  }
}
