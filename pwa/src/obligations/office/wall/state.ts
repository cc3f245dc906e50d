/** What the wall screen holds, and how it stays alive without a hand: hints, a new release, a display that must not sleep. */
import type { WallOut } from '../../../generated/http'
import { keepFresh } from '../../../fresh'
import { Resource } from '../../../load'
import { periodAt } from '../../../period'
import { newer, takeNewer } from '../../../release'
import { loadHeeds } from '../state'
import type { Board } from '../types'

export const wall = new Resource<WallOut>()
export const board = new Resource<Board>()

const CALM_MS = 10_000
/** What other parts tell moves by the hour. */
const HEEDS_MS = 60_000
const LOOK_FOR_RELEASE_MS = 30 * 60_000

function load(): void {
  void wall.load('/api/wall')
  void board.load(`/api/board?period=${periodAt('month', Date.now())}`)
}

/** Hints come with every record; a wall need not ask for the whole mine with each of them. */
function calmly(work: () => void, calm_ms: number): () => void {
  let last = 0
  let timer = 0
  return () => {
    const wait = last + calm_ms - Date.now()
    if (wait <= 0) { last = Date.now(); work() } else timer ||= window.setTimeout(() => { timer = 0; last = Date.now(); work() }, wait)
  }
}

/** A browser looks for a new release only when a page is opened, and nobody opens one here. */
const lookForRelease = (): void => { if ('serviceWorker' in navigator) void navigator.serviceWorker.getRegistration().then(found => found?.update()).catch(() => undefined) }

interface WakeLocks { wakeLock?: { request: (kind: 'screen') => Promise<unknown> } }

/** Browsers that know how to keep the display on give the promise up whenever the page was out of sight. */
const stayAwake = (): void => { if (!document.hidden) void (navigator as WakeLocks).wakeLock?.request('screen').catch(() => undefined) }

/** Starts it all; returns what stops it. */
export function live(): () => void {
  const [mine, told] = [calmly(load, CALM_MS), calmly(() => { void loadHeeds() }, HEEDS_MS)]
  const again = () => { mine(); told() }
  again()
  stayAwake()
  const leave = keepFresh(again)
  const releases = window.setInterval(lookForRelease, LOOK_FOR_RELEASE_MS)
  const taken = newer.subscribe(ready => { if (ready) void takeNewer() })
  addEventListener('online', again)
  document.addEventListener('visibilitychange', stayAwake)
  return () => {
    leave()
    window.clearInterval(releases)
    taken()
    removeEventListener('online', again)
    document.removeEventListener('visibilitychange', stayAwake)
  }
}
