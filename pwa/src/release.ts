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
const PATIENCE_MS = 5_000
/** Outlives the start anew of a tab that waited in vain. */
const WISH = 'take-newer'

export const saveAll = (): Promise<unknown> => Promise.all([...savers].map(save => save().catch(() => undefined)))

/**
 * Saves every draft, then starts the newer release. A request that reaches the old worker just when it is to give way can leave the new one waiting
 * for good; started anew, the tab asks once more by itself.
 */
export async function takeNewer(patient = true): Promise<void> {
  taking.value = true
  await saveAll()
  if (!waiting) return location.reload()
  waiting.postMessage('take-over')
  setTimeout(() => {
    if (!patient) return void (taking.value = false)
    sessionStorage.setItem(WISH, 'yes')
    location.reload()
  }, PATIENCE_MS)
}

/** Whether the tab was started anew to take the newer release; told once. */
function wished(): boolean {
  const wish = sessionStorage.getItem(WISH)
  sessionStorage.removeItem(WISH)
  return wish !== null
}

async function onTakenOver(): Promise<void> {
  // In the tab that asked the page starts anew; the others go on with what they have and may ask themselves.
  if (!taking.value) { newer.value = newer.value || waiting !== null; waiting = null; return }
  await saveAll()
  location.reload()
}

function look(registration: ServiceWorkerRegistration): void {
  if (!registration.waiting || !navigator.serviceWorker.controller) return
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

export async function registerWorker(): Promise<void> {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return
  navigator.serviceWorker.addEventListener('controllerchange', () => { void onTakenOver() })
  navigator.serviceWorker.addEventListener('message', ({ data }: MessageEvent<{ go?: string }>) => { if (data.go) go(data.go) })
  const registration = await navigator.serviceWorker.register(workerAddress())
  look(registration)
  if (wished() && waiting) void takeNewer(false)
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', () => look(registration))
  })
  document.addEventListener('visibilitychange', () => { if (!document.hidden) registration.update().catch(() => undefined) })
}

addEventListener('pagehide', () => { void saveAll() })
document.addEventListener('visibilitychange', () => { if (document.hidden) void saveAll() })
