/** What is being typed on a page of the office: a draft under the person's own key like any other, until it is sent or dropped. */
import type { Signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { attempt } from './acting'
import { useKeeper } from './keeping'
import type { Json } from './sync'

export interface Typing<T> {
  typed: Signal<T>
  /** Whether something is typed that was not sent. */
  differs: boolean
  /** What was sent: nothing is kept any more. */
  settle: (value: T) => void
  /** Back to what was sent or fetched last. */
  drop: () => void
}

/** What was typed under this key before, else `first`; every change of it is kept. A `first` that was fetched anew is shown where nothing is typed. `seen`: as of a `Form`. */
export function useTyping<T extends object>(key: string, first: T, seen?: Json): Typing<T> {
  const keeper = useKeeper<T>({ place: `words:office/${key}`, opened: first, blank: first, seen })
  useEffect(() => { keeper.rest(first) }, [keeper, JSON.stringify(first)])
  const settle = (value: T): void => {
    keeper.rest(value)
    keeper.writing.value = value
    // The page that sent it may be gone already, and have kept what is nothing any more.
    void attempt(keeper.keep)
  }
  return { typed: keeper.writing, differs: JSON.stringify(keeper.writing.value) !== JSON.stringify(keeper.blank), settle, drop: () => settle(keeper.blank) }
}

/** One text as it is being typed, kept like any other. What was sent is set to '', and nothing is kept of it any more. */
export function useTypedText(key: string): { value: string } {
  const { typed, settle } = useTyping(key, { text: '' })
  return {
    get value() { return typed.value.text },
    set value(text) { if (text) typed.value = { text }; else settle({ text }) },
  }
}
