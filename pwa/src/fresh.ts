/** Keeps a desktop screen fresh: the server's hints refresh it, and a poll does where no hint comes. */
import { listen } from './sync/hints'

const POLL_MS = 60_000
const CALM_MS = 1_500

const waiting = new Set<() => void>()
let stop: (() => void) | null = null

/** One stream for all screens of this tab: a browser allows few connections to one server. */
function join(refresh: () => void): () => void {
  waiting.add(refresh)
  stop ??= listen(() => { for (const one of waiting) one() })
  return () => {
    waiting.delete(refresh)
    if (waiting.size) return
    stop?.()
    stop = null
  }
}

/** Calls `refresh` soon after hints, each minute, and when the page is looked at again; never while it is hidden. Returns what stops it. */
export function keepFresh(refresh: () => void): () => void {
  let stale = false
  let timer = 0
  const run = () => {
    timer = 0
    stale = document.hidden
    if (!stale) refresh()
  }
  const leave = join(() => { timer ||= window.setTimeout(run, CALM_MS) })
  const seen = () => { if (!document.hidden && stale) run() }
  const poll = window.setInterval(run, POLL_MS)
  document.addEventListener('visibilitychange', seen)
  return () => {
    leave()
    window.clearInterval(poll)
    window.clearTimeout(timer)
    document.removeEventListener('visibilitychange', seen)
  }
}
