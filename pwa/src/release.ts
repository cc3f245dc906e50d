/** New releases of the app: installed in the background, taken over when the person says so, never at the cost of a word. */
import { signal } from '@preact/signals'
import { go } from './route'

/** A newer release stands ready. */
export const newer = signal(false)

/** Saves what is being written; each open editor adds its own. */
export const savers = new Set<() => Promise<void>>()

/** The person asked for the newer release, which is to come any moment. */
export const taking = signal(false)

let waiting: ServiceWorker | null = null
const [PATIENCE_MS, LONGEST_MS] = [5_000, 300_000]
/** Outlives the start anew of a tab that waited in vain. */
const WISH = 'take-newer'

/** What could not be kept, and why: the shell says it in words. */
export const unkept = signal<unknown>(null)

/** What did not end in time, in words. `forget`: once that was told, nothing waits for it again. */
export class Unfinished extends Error {
  constructor(words: string, readonly forget: () => void) { super(words) }
}

/** Saves all that is being written; the first fault, or null. */
export const saveAll = async (): Promise<unknown> =>
  (await Promise.all([...savers].map(save => save().then(() => null, (fault: unknown) => fault)))).find(fault => fault !== null) ?? null

/** Saves all that is being written, and has it said where that failed. */
export async function kept(): Promise<boolean> {
  unkept.value = null
  const fault = await saveAll()
  if (fault) unkept.value = fault
  if (fault instanceof Unfinished) fault.forget()
  return unkept.value === null
}

/** Before the page starts anew: whatever cannot be kept is in its forms alone, and the newer release waits until the person asks again. */
async function mayStartAnew(): Promise<boolean> {
  taking.value = await kept()
  return taking.value
}

/**
 * Saves every draft, then starts the newer release; not while something cannot be kept. A request that reaches the old worker just when it is to give way can leave the new one waiting
 * for good; started anew, the tab asks once more by itself.
 */
export async function takeNewer(patient = true): Promise<void> {
  taking.value = true
  if (!(await mayStartAnew())) return
  if (!waiting) return location.reload()
  waiting.postMessage('take-over')
  setTimeout(() => { void insist(patient) }, PATIENCE_MS)
}

async function insist(patient: boolean): Promise<void> {
  if (!patient) return void (taking.value = false)
  if (!taking.value || !(await mayStartAnew())) return
  sessionStorage.setItem(WISH, 'yes')
  location.reload()
}

/** Whether the tab was started anew to take the newer release; told once. */
function wished(): boolean {
  const wish = sessionStorage.getItem(WISH)
  sessionStorage.removeItem(WISH)
  return wish !== null
}

async function startAnew(): Promise<void> {
  if (await mayStartAnew()) location.reload()
}

/** Whether the worker that leads this page is of another release: it may have taken over while the page was on its way from the old one. */
function isOlderThanItsWorker(): Promise<boolean> {
  const entry = document.querySelector<HTMLScriptElement>('script[defer]')!.src
  const { port1, port2 } = new MessageChannel()
  const { controller } = navigator.serviceWorker
  if (!controller) return Promise.resolve(false)
  return new Promise(resolve => {
    port1.onmessage = ({ data }) => resolve(data === false)
    controller.postMessage({ knows: new URL(entry).pathname }, [port2])
    setTimeout(() => resolve(false), PATIENCE_MS)
  })
}

/** In the tab that asked the page starts anew; the others go on with what they have and may ask themselves. */
async function onTakenOver(): Promise<void> {
  if (waiting?.state !== 'installed') waiting = null
  if (taking.value) return startAnew()
  if (await isOlderThanItsWorker()) newer.value = true
}

function look(registration: ServiceWorkerRegistration): void {
  if (!registration.waiting || !registration.active) return
  waiting = registration.waiting
  newer.value = true
}

interface TrustedTypes { createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): { createScriptURL: (url: string) => string } }

/** The server forbids script addresses that were not vouched for; this one is a constant. */
function workerAddress(): string {
  const { trustedTypes } = window as { trustedTypes?: TrustedTypes }
  const policy = trustedTypes?.createPolicy('linghang-worker', { createScriptURL: url => url })
  return policy ? policy.createScriptURL('/sw.js') : '/sw.js'
}

/** Follows a release until it waits or leads. A first one that failed, its network gone in the middle, is begun again. */
function follow(registration: ServiceWorkerRegistration, again: () => void): void {
  const { installing } = registration
  if (!installing) return
  installing.onstatechange = () => {
    look(registration)
    if (installing.state === 'redundant' && !registration.active) again()
  }
}

let retry = 0

/** Tries until it succeeds, ever more seldom; however often one attempt is told to have failed, one other follows. */
async function install(wait_ms = PATIENCE_MS): Promise<void> {
  const again = (): void => {
    clearTimeout(retry)
    retry = window.setTimeout(() => { void install(Math.min(2 * wait_ms, LONGEST_MS)) }, wait_ms)
  }
  const registration = await navigator.serviceWorker.register(workerAddress()).catch(() => null)
  if (!registration) return again()
  look(registration)
  follow(registration, again)
  registration.onupdatefound = () => follow(registration, again)
}

const askForNewer = async (): Promise<void> => { await (await navigator.serviceWorker.getRegistration())?.update() }

export async function registerWorker(): Promise<void> {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return
  navigator.serviceWorker.addEventListener('controllerchange', () => { void onTakenOver() })
  navigator.serviceWorker.addEventListener('message', ({ data }: MessageEvent<{ go?: string }>) => { if (data.go) go(data.go) })
  document.addEventListener('visibilitychange', () => { if (!document.hidden) askForNewer().catch(() => undefined) })
  await install()
  const wish = wished()
  if (wish && waiting) void takeNewer(false)
  else if (await isOlderThanItsWorker()) return void (wish ? startAnew() : (newer.value = true))
  const { active } = await navigator.serviceWorker.ready
  // A page that loads just as its first worker begins, or is loaded past it, stays without: it asks to be taken along.
  if (!navigator.serviceWorker.controller) active?.postMessage('lead')
}

addEventListener('pagehide', () => { void saveAll() })
document.addEventListener('visibilitychange', () => { if (document.hidden) void saveAll() })
