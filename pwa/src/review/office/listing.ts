/** A list of the server's that is read page by page in the server's order; a refresh does not shorten it under the reader. */
import { signal, type Signal } from '@preact/signals'
import { api, asks, asProblem, type Problem } from '../../api'

/** What the server may tell of the whole list: how many there are, and how many of them may be approved together. */
interface Whole { total?: number; plain?: number | null }

export interface Listed<T> extends Whole { items: T[]; next: string | null; pages: number; busy: boolean; problem: Problem | null; known: boolean }

interface Page<T> extends Whole { items: T[]; next: string | null }

export class Listing<T> {
  readonly state: Signal<Listed<T>> = signal({ items: [], next: null, pages: 1, busy: false, problem: null, known: false })
  private turn = 0
  private shown = 0
  /** The path that what is shown answers. */
  private asked = ''
  private readonly path: () => string
  /** `path` with its query, as it is when the list is asked for; the cursor is added to it. */
  constructor(path: string | (() => string)) { this.path = typeof path === 'string' ? () => path : path }

  /** Fetches as many pages as are shown; an answer that another one overtook is dropped, and one that asks for what was decided meanwhile. What was asked in another way, by another order, is forgotten first. */
  async load(pages = this.state.value.pages): Promise<void> {
    const [turn, { acts }, path] = [++this.turn, asks, this.path()]
    if (path !== this.asked) this.forget(path)
    this.state.value = { ...this.state.value, pages, busy: true }
    try {
      const found = await this.fetch(path, pages)
      if (turn < this.shown || (acts !== asks.acts && turn !== this.turn)) return
      this.shown = turn
      this.state.value = { ...found, pages: this.state.value.pages, busy: turn !== this.turn, problem: null, known: true }
    } catch (error) {
      if (turn === this.turn) this.state.value = { ...this.state.value, busy: false, problem: asProblem(error) }
    }
  }

  private forget(path: string): void {
    this.asked = path
    this.shown = this.turn
    this.state.value = { items: [], next: null, pages: 1, busy: false, problem: null, known: false }
  }

  /** Takes out what was decided, before the server is asked again. */
  drop(isDone: (item: T) => boolean): void {
    const { items, total } = this.state.value
    const left = items.filter(item => !isDone(item))
    this.shown = this.turn + 1
    this.state.value = { ...this.state.value, busy: false, items: left, ...(total === undefined ? {} : { total: total - (items.length - left.length) }) }
  }

  private async fetch(path: string, pages: number): Promise<Page<T>> {
    const items: T[] = []
    let first: Page<T> | null = null
    let next: string | null = null
    for (let page = 0; page < pages; page++) {
      const found: Page<T> = await api<Page<T>>(`${path}${next ? `&cursor=${encodeURIComponent(next)}` : ''}`)
      first ??= found
      items.push(...found.items)
      next = found.next
      if (!next) break
    }
    return { ...first, items, next }
  }
}
