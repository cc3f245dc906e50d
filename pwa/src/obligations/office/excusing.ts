/** What the office does from the board: excuses duties or puts them off, takes that back, reminds those who lead. */
import { signal } from '@preact/signals'
import { api, asProblem, type Problem } from '../../api'
import type { GrantedOut, RemindedOut } from '../../generated/http'
import { phrases } from '../../phrases'
import { announce } from '../../ui/Announcer'
import { t } from '../excusalWords'
import { loadBoard } from './state'

export interface Wanted { code: string; words: string; until_on: string }

/** What was done last, so that it can be taken back; and what was refused. */
export const done = signal<GrantedOut | null>(null)
export const refused = signal<Problem | null>(null)
export const busy = signal(false)

async function attempt(work: () => Promise<void>): Promise<void> {
  if (busy.value) return
  busy.value = true
  refused.value = null
  await work().catch((error: unknown) => { refused.value = asProblem(error) })
  busy.value = false
}

export const grant = (obligations: readonly string[], wanted: Wanted): Promise<void> => attempt(async () => {
  const granted = await api<GrantedOut>('/api/excusals', { method: 'POST', body: { obligations, wanted } })
  done.value = granted
  announce(phrases.clauses([t.office.granted(granted.excusals.length), granted.passed_over.length ? t.office.passedOver(phrases.listed(granted.passed_over)) : '']))
  await loadBoard()
})

export const undo = (): Promise<void> => attempt(async () => {
  for (const excusal of done.value?.excusals ?? []) await api(`/api/excusals/${excusal}/lift`, { method: 'POST', body: { reason: t.office.undone } })
  done.value = null
  announce(t.office.lifted)
  await loadBoard()
})

export const remind = (obligations: readonly string[]): Promise<void> => attempt(async () => {
  const { reminded } = await api<RemindedOut>('/api/reminders', { method: 'POST', body: { obligations } })
  announce(t.office.reminded(reminded))
})
