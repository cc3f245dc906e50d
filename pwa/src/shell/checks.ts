/** What must hold before this phone goes where there is no network: each check with what was found and the way to mend it. */
import { branchId } from '../branch'
import { ageText } from '../delivery'
import { isInChat, isInstalled, startsAlone } from '../install'
import { newer } from '../release'
import type { As, Member } from '../rows'
import { delivery, phone, ring, sending, storageKept } from '../session'
import { canSeal } from '../sync'
import { HOUR_MS, MINUTE_MS } from '../time'
import { r } from './installWords'

export type State = 'ok' | 'heed' | 'stop'
type Name = keyof typeof r.names
interface Way { label: string; path: string }
export interface Check { name: Name; state: State; told: string; way?: Way }

/** What only asking can tell. `filesMissing`: null without an answer of the worker. `skew_ms`: phone minus server, null without a network. */
export interface Asked { filesMissing: number | null; people: number; skew_ms: number | null }

const [OLD_MS, SKEW_MS, WORKER_MS] = [12 * HOUR_MS, 2 * MINUTE_MS, 3_000]

/** Asks the worker how many files of its release it lacks; an older worker does not know the question. */
function askWorker(): Promise<number | null> {
  const worker = navigator.serviceWorker?.controller
  if (!worker) return Promise.resolve(null)
  return new Promise(resolve => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = ({ data }: MessageEvent<unknown>) => resolve(typeof data === 'number' ? data : null)
    setTimeout(() => resolve(null), WORKER_MS)
    worker.postMessage('missing', [port2])
  })
}

async function askClock(): Promise<number | null> {
  try {
    const said = (await fetch('/health/live', { cache: 'no-store' })).headers.get('date')
    return said ? Date.now() - Date.parse(said) : null
  } catch {
    return null
  }
}

async function countPeople(): Promise<number> {
  const members = (await phone.value?.rows<As<Member>>('member')) ?? []
  return members.filter(one => one.branch === branchId.value).length
}

export async function ask(): Promise<Asked> {
  const [filesMissing, people, skew_ms] = await Promise.all([askWorker(), countPeople(), askClock()])
  return { filesMissing, people, skew_ms }
}

const check = (name: Name, state: State, told: string, way?: Way): Check => ({ name, state, told, ...(state === 'ok' || !way ? {} : { way }) })

const DELIVERY = 'delivery'

function files(missing: number | null): Check {
  if (missing === null) return check('files', 'stop', r.files.unknown)
  return missing ? check('files', 'stop', r.files.missing(missing)) : check('files', 'ok', r.files.ok)
}

function lock(): Check {
  if (!canSeal()) return check('lock', 'ok', r.lock.notNeeded)
  return ring.value?.by_pin ? check('lock', 'ok', r.lock.ok) : check('lock', 'stop', r.lock.none, { label: r.lock.way, path: 'pin' })
}

function people(count: number): Check {
  if (!branchId.value) return check('people', 'ok', r.people.own)
  return count ? check('people', 'ok', r.people.ok(count)) : check('people', 'stop', r.people.none, { label: r.fresh.way, path: DELIVERY })
}

function fresh(now: number): Check {
  const at = delivery.value?.server.answered_at ?? null
  const way = { label: r.fresh.way, path: DELIVERY }
  if (at === null) return check('fresh', 'stop', r.fresh.never, way)
  return now - at > OLD_MS ? check('fresh', 'heed', r.fresh.old(ageText(at, now)), way) : check('fresh', 'ok', r.fresh.ok(ageText(at, now)))
}

function unsent(): Check {
  const waiting = (delivery.value?.waiting ?? 0) + (delivery.value?.files ?? 0)
  return waiting ? check('unsent', 'heed', r.unsent_.some(waiting), { label: r.unsent_.way, path: DELIVERY }) : check('unsent', 'ok', r.unsent_.ok)
}

function clock(skew_ms: number | null): Check {
  if (skew_ms === null) return check('clock', 'ok', r.clock.unknown)
  const off = Math.abs(skew_ms) > SKEW_MS
  return off ? check('clock', 'heed', r.clock.off(Math.round(Math.abs(skew_ms) / MINUTE_MS))) : check('clock', 'ok', r.clock.ok)
}

const either = (name: Name, holds: boolean, yes: string, no: string, way?: Way): Check => check(name, holds ? 'ok' : 'heed', holds ? yes : no, way)

const WORST: readonly State[] = ['stop', 'heed', 'ok']

/** All checks, what stops first. */
export function checks(asked: Asked, now: number): Check[] {
  const install = (label: string) => ({ label, path: 'install' })
  const alone = startsAlone()
  const found = [
    alone ? files(asked.filesMissing) : check('alone', 'stop', r.alone.no, install(r.alone.way)),
    ...(isInChat() ? [check('place', 'stop', r.place.chat, install(r.alone.way))] : []),
    lock(), people(asked.people), fresh(now), unsent(), clock(asked.skew_ms),
    either('login', sending.value.trouble !== 'login', r.login.ok, r.login.ended, { label: r.login.way, path: 'login' }),
    either('kept', storageKept.value === true, r.kept.ok, r.kept.no),
    either('release', !newer.value, r.release.ok, r.release.waits),
    either('desktop', isInstalled(), r.desktop.ok, r.desktop.no, install(r.desktop.way)),
  ]
  return found.sort((a, b) => WORST.indexOf(a.state) - WORST.indexOf(b.state))
}

export const verdictOf = (found: readonly Check[]): State => found[0]?.state ?? 'ok'
