/** Queries of the phone's store as state of a screen: they run again when their rows, the log or the drafts change. */
import { useSignal } from '@preact/signals'
import { useLayoutEffect } from 'preact/hooks'
import { phone } from './session'
import type { Phone, Topic } from './sync'

/** The latest result, or undefined until the first has come. `deps` are the values that the query uses. */
export function useLive<T>(topics: readonly Topic[], query: (phone: Phone) => Promise<T>, deps: readonly unknown[] = []): T | undefined {
  const found = useSignal<T | undefined>(undefined)
  const store = phone.value
  // Asked before the screen is painted: the answer need not wait for a frame that shows nothing.
  useLayoutEffect(() => store?.watch(topics, query, next => { found.value = next }), [store, ...deps])
  return found.value
}
