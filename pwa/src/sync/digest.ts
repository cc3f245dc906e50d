/** The log's digest chain: what was sent, in which order, and that nothing was rewritten. */
import { bytesOfHex, hex } from './ids'
import type { Json, Mutation } from './types'

const START = '00'.repeat(32)

/** JSON with sorted keys and no spaces: the text both sides hash. What JSON leaves out is left out here. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const given = Object.keys(value).filter(key => value[key] !== undefined).sort()
  const pairs = given.map(key => `${JSON.stringify(key)}:${canonical(value[key]!)}`)
  return `{${pairs.join(',')}}`
}

/**
 * The head after each mutation, following `last` (hex; null at the start of a log).
 * Null where the browser cannot hash (no https): the server then checks no chain.
 */
export async function chain(last: string | null, mutations: readonly Mutation[]): Promise<string[] | null> {
  if (!globalThis.crypto?.subtle) return null
  const heads: string[] = []
  let head = last ?? START
  for (const mutation of mutations) {
    const text = new TextEncoder().encode(canonical(mutation as unknown as Json))
    const joined = Uint8Array.from([...bytesOfHex(head), ...text])
    head = hex(new Uint8Array(await crypto.subtle.digest('SHA-256', joined)))
    heads.push(head)
  }
  return heads
}
