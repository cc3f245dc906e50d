/** What is being typed on a page of the office, kept in this window until it is sent: who looks at another page on the way, or reloads, loses nothing of it. */
import { useSignal, type Signal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { me } from './session'

/** Under the person's own name: a window that somebody else signs in to shows nothing of it. */
const nameOf = (key: string): string => `linghang.typed.${me.value?.account ?? ''}.${key}`

function read<T>(key: string): T | null {
  try {
    return JSON.parse(sessionStorage.getItem(nameOf(key)) ?? 'null') as T | null
  } catch {
    return null
  }
}

/** A full store keeps nothing more; the page goes on without it. */
function keep(key: string, value: unknown): void {
  try {
    sessionStorage.setItem(nameOf(key), JSON.stringify(value))
  } catch {
    sessionStorage.removeItem(nameOf(key))
  }
}

export interface Typing<T> {
  typed: Signal<T>
  /** Whether something is typed that was not sent. */
  differs: boolean
  /** What was sent: nothing is kept any more. */
  settle: (value: T) => void
  /** Back to what was sent or fetched last. */
  drop: () => void
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** What was typed under this key before, else `first`; every change of it is kept. A `first` that was fetched anew is shown where nothing is typed. */
export function useTyping<T>(key: string, first: T): Typing<T> {
  const settled = useRef(first)
  const typed = useSignal<T>(read<T>(key) ?? first)
  useEffect(() => {
    const isUntouched = isSame(typed.value, settled.current)
    settled.current = first
    if (isUntouched) typed.value = first
  }, [JSON.stringify(first)])
  useEffect(() => typed.subscribe(value => {
    if (isSame(value, settled.current)) sessionStorage.removeItem(nameOf(key))
    else keep(key, value)
  }), [])
  const settle = (value: T): void => { settled.current = value; sessionStorage.removeItem(nameOf(key)); typed.value = value }
  return { typed, differs: !isSame(typed.value, settled.current), settle, drop: () => settle(settled.current) }
}
