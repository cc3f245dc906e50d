/** What the page for voting holds, in memory only: a code, the paper it opened, what was chosen so far. Nothing outlives one voter. */
import { signal } from '@preact/signals'
import { asProblem, Problem } from '../api'
import type { PaperOut } from '../generated/http'
import { phrases } from '../phrases'
import { cast, countWaiting, fetchPaper, keptPapers, send } from './box'
import type { Choice } from './choices'
import { isWhole, normalCode } from './code'
import { t } from './words'

export type Step = 'code' | 'paper' | 'done'

export const step = signal<Step>('code')
export const code = signal('')
export const paper = signal<PaperOut | null>(null)
export const chosen = signal<readonly (Choice | null)[]>([])
export const fault = signal('')
export const problem = signal<Problem | null>(null)
export const busy = signal(false)
/** Ballots on this device that wait for a network, and those that the server has refused since the page was opened. */
export const waiting = signal(0)
export const refused = signal(0)
/** Papers among which the voter chooses where no network can tell. */
export const offered = signal<readonly PaperOut[]>([])

/** Nothing of the voter before is left: not on the screen, not in the address, not behind the back button. */
export function begin(): void {
  history.replaceState(null, '', '#/vote')
  step.value = 'code'
  for (const one of [code, fault]) one.value = ''
  for (const one of [paper, problem]) one.value = null
  chosen.value = []
  offered.value = []
}

function take(found: PaperOut): void {
  if (found.used || !found.open) {
    fault.value = found.used ? `${t.used}${phrases.gap}${t.usedText}` : `${t.closed}${phrases.gap}${t.closedText}`
    return
  }
  paper.value = found
  chosen.value = found.people.map(() => null)
  step.value = 'paper'
}

/** Without a network: the paper that the QR code names, or the only one, or the one the voter chooses. */
async function takeKept(poll: string | null): Promise<void> {
  const kept = await keptPapers().catch(() => [])
  const fitting = poll ? kept.filter(one => one.poll.startsWith(poll)) : kept
  if (fitting.length === 1) take(fitting[0]!)
  else if (fitting.length) offered.value = fitting
  else fault.value = t.noPaper
}

export const choosePaper = (poll: string): void => { const found = offered.value.find(one => one.poll === poll); if (found) take(found) }

/** `poll` is the beginning of the poll's id, if the QR code was scanned. */
export async function openPaper(typed: string, poll: string | null = null): Promise<void> {
  code.value = normalCode(typed)
  fault.value = ''
  problem.value = null
  if (!poll && !isWhole(code.value)) { fault.value = t.mistyped; return }
  busy.value = true
  try {
    take(await fetchPaper(code.value))
  } catch (error) {
    const found = asProblem(error)
    if (found.status === 0) await takeKept(poll)
    else problem.value = found
  }
  busy.value = false
}

export function choose(place: number, choice: Choice): void {
  chosen.value = chosen.value.map((one, at) => (at === place ? choice : one))
}

/** Seals, keeps, sends if there is a network. The voter is told only that it is done, or that the code cannot be used. */
export async function vote(): Promise<void> {
  if (busy.value || !paper.value) return
  busy.value = true
  try {
    await cast(paper.value, code.value, chosen.value.map(one => one ?? 'unknown'))
    chosen.value = []
    const found = await send()
    const own = found.find(one => one.code === code.value)
    refused.value += found.filter(one => one !== own).length
    if (own) { begin(); problem.value = own.problem } else step.value = 'done'
  } catch {
    problem.value = new Problem({ title: t.notStored, status: 0, code: 'app.full', detail: t.notStoredText, remedy: '' })
  }
  busy.value = false
  await look()
}

const look = async (): Promise<void> => { waiting.value = await countWaiting().catch(() => 0) }

let sending = false

export async function sendWaiting(): Promise<void> {
  if (sending || busy.value) return
  sending = true
  refused.value += (await send().catch(() => [])).length
  await look()
  sending = false
}
