/** Keeps a desktop screen fresh: the server's hints refresh it, and a poll does where no hint comes. */

const POLL_MS = 60_000
const CALM_MS = 1_500

type Refresh = () => void

const waiting = new Set<Refresh>()
let stream: EventSource | null = null

function open(): void {
  if (stream || typeof EventSource === 'undefined') return
  stream = new EventSource('/api/sync/events')
  // The browser comes back by itself after a break; what was missed meanwhile is fetched once.
  let broken = false
  stream.onerror = () => { broken = true }
  stream.onopen = () => { if (broken) { broken = false; hint() } }
  stream.addEventListener('poke', hint)
}

function close(): void {
  stream?.close()
  stream = null
}

function hint(): void {
  for (const refresh of waiting) refresh()
}

/** Calls `refresh` after hints, each minute, and when the page is looked at again; never while it is hidden. Returns what stops it. */
export function keepFresh(refresh: Refresh): () => void {
  let stale = false
  let timer = 0
  const run = () => {
    timer = 0
    if (document.hidden) { stale = true; return }
    stale = false
    refresh()
  }
  const soon = () => { timer ||= window.setTimeout(run, CALM_MS) }
  const seen = () => { if (!document.hidden && stale) run() }
  const poll = window.setInterval(run, POLL_MS)
  document.addEventListener('visibilitychange', seen)
  waiting.add(soon)
  open()
  return () => {
    waiting.delete(soon)
    window.clearInterval(poll)
    window.clearTimeout(timer)
    document.removeEventListener('visibilitychange', seen)
    if (!waiting.size) close()
  }
}
