/** What a mutation says in words, asked of whichever part knows it. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Names } from '../branch'
import type { Telling } from '../part'
import { PARTS } from '../parts'
import type { Json, Mutation } from '../sync'
import { q } from './queueWords'

/** A mutation that no part knows is told as it is. */
const asItIs = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value))

function plainly({ name, set = {}, args = {} }: Mutation): [string, string][] {
  if (name === 'mutation.discard.v1') return [[q.reasonGiven, asItIs(args['reason'] ?? '')]]
  return [...Object.entries(set).map(([field, [, wanted]]): [string, string] => [field, asItIs(wanted)]), ...Object.entries(args).map(([name, value]): [string, string] => [name, asItIs(value)])]
}

export async function fetchTellings(): Promise<Telling> {
  const all = await Promise.all(PARTS.flatMap(part => (part.tells ? [part.tells()] : [])))
  const first = <T>(ask: (one: Telling) => T | null): T | null => all.reduce<T | null>((found, one) => found ?? ask(one), null)
  return {
    says: (mutation, names) => first(one => one.says(mutation, names)) ?? plainly(mutation),
    record: mutation => first(one => one.record(mutation)),
    form: mutation => first(one => one.form(mutation)),
  }
}

/** Null until it is here. */
export function useTelling(): Telling | null {
  const found = useSignal<Telling | null>(null)
  useEffect(() => { void fetchTellings().then(telling => { found.value = telling }) }, [])
  return found.value
}

export const told = (telling: Telling, mutation: Mutation, names: Names): readonly (readonly [string, string])[] => telling.says(mutation, names) ?? []
