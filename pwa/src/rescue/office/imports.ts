/** What the import page holds: the file being taken in, what became of it, and past imports. */
import { signal } from '@preact/signals'
import { api, asProblem, type Problem } from '../../api'
import type { ImportOut, ImportsOut, Json } from '../../generated/http'
import { Resource } from '../../load'
import { go } from '../../route'
import { words } from './words'

const BYTES_AT_MOST = 4_000_000
const PATIENCE_MS = 180_000

export interface Taking { file: File | null; fault: string | null; problem: Problem | null; busy: boolean }

const NOTHING: Taking = { file: null, fault: null, problem: null, busy: false }

export const taking = signal<Taking>(NOTHING)
export const past = new Resource<ImportsOut>()
export const shown = new Resource<ImportOut>()

export const loadPast = (): Promise<void> => past.load('/api/rescue')
export const loadShown = (id: string): Promise<void> => shown.load(`/api/rescue/${encodeURIComponent(id)}`)
export const forgetTaking = (): void => { taking.value = NOTHING }

/** Hands a file to the server; the address of what became of it is opened. Sent again, the same file changes nothing. */
export async function takeIn(file: File): Promise<void> {
  const fault = file.size > BYTES_AT_MOST ? words.tooLarge : null
  taking.value = { file, fault, problem: null, busy: fault === null }
  if (fault) return
  try {
    const { imported } = await api<ImportOut>('/api/rescue', { method: 'POST', body: file, timeout_ms: PATIENCE_MS })
    forgetTaking()
    go(`office/rescue/${imported.id}`)
  } catch (error) {
    taking.value = { file, fault: null, problem: asProblem(error), busy: false }
  }
}

const ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/

/** Every text in a draft, whatever its form; ids say nothing to a reader. */
export function textsIn(value: Json): string[] {
  if (typeof value === 'string') return value.trim() && !ID.test(value) ? [value] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(textsIn)
}
