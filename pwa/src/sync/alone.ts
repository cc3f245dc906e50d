/** One sender at a time over all tabs of this browser: Web Locks, or a lease in local storage where they are missing (no https). */

const LEASE_MS = 60_000
const OWNER = Math.random().toString(36).slice(2)

export const SENDER = 'linghang-sender'

const hasLocks = (): boolean => typeof navigator !== 'undefined' && 'locks' in navigator

function takeLease(name: string, now: number): boolean {
  const [owner, until] = (localStorage.getItem(name) ?? '').split(' ')
  if (owner !== OWNER && Number(until) > now) return false
  localStorage.setItem(name, `${OWNER} ${now + LEASE_MS}`)
  // Two tabs may write at the same moment; the one whose name stands has it.
  return localStorage.getItem(name)!.startsWith(OWNER)
}

async function underLease(name: string, work: () => Promise<void>): Promise<boolean> {
  if (!takeLease(name, Date.now())) return false
  const renew = setInterval(() => takeLease(name, Date.now()), LEASE_MS / 3)
  try {
    await work()
  } finally {
    clearInterval(renew)
    localStorage.removeItem(name)
  }
  return true
}

/** Runs `work` if no other tab is at it; says whether it ran. */
export async function ifAlone(name: string, work: () => Promise<void>): Promise<boolean> {
  if (!hasLocks()) return underLease(name, work)
  return navigator.locks.request(name, { ifAvailable: true }, async lock => {
    if (lock) await work()
    return lock !== null
  })
}

/** Runs `work` when no tab is sending: for changing who is logged in. */
export async function whenAlone<T>(name: string, work: () => Promise<T>): Promise<T> {
  if (!hasLocks()) return work()
  return navigator.locks.request(name, work) as Promise<T>
}
