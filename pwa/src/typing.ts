/** What is being typed on a page of the office: a draft under the person's own key like any other, until it is sent or dropped. */
import type { Signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { useKeeper } from './keeping'

export interface Typing<T> {
  typed: Signal<T>
  /** Whether something is typed that was not sent. */
  differs: boolean
  /** What was sent: nothing is kept any more. */
  settle: (value: T) => void
  /** Back to what was sent or fetched last. */
  drop: () => void
}

/** What was typed under this key before, else `first`; every change of it is kept. A `first` that was fetched anew is shown where nothing is typed. */
export function useTyping<T extends object>(key: string, first: T): Typing<T> {
  const keeper = useKeeper<T>({ place: `words:office/${key}`, opened: first, blank: first })
  useEffect(() => { keeper.rest(first) }, [keeper, JSON.stringify(first)])
  const settle = (value: T): void => { keeper.rest(value); keeper.writing.value = value }
  return { typed: keeper.writing, differs: JSON.stringify(keeper.writing.value) !== JSON.stringify(keeper.blank), settle, drop: () => settle(keeper.blank) }
}
