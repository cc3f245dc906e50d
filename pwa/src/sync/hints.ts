/** The server's hints that a scope has news. Losing all of them loses nothing: they only save waiting for the next poll. */

export interface Hint { scope: string; head: number }

const FIRST_AGAIN_MS = 5_000
const LONGEST_AGAIN_MS = 300_000

function read(data: string): Hint | null {
  try {
    const hint = JSON.parse(data) as Partial<Hint>
    return typeof hint.scope === 'string' && typeof hint.head === 'number' ? { scope: hint.scope, head: hint.head } : null
  } catch {
    return null
  }
}

/** Listens while the page is in sight; `onBack` is told after a break, in which hints may have been missed. Returns what stops it. */
export function listen(onHint: (hint: Hint) => void, onBack: () => void = () => undefined): () => void {
  let source: EventSource | null = null
  let timer = 0
  let wait_ms = FIRST_AGAIN_MS
  let broken = false

  const shut = () => { clearTimeout(timer); source?.close(); source = null }
  const open = () => {
    shut()
    if (document.hidden || typeof EventSource === 'undefined') return
    source = new EventSource('/api/sync/events')
    source.onopen = () => {
      wait_ms = FIRST_AGAIN_MS
      if (broken) onBack()
      broken = false
    }
    source.addEventListener('poke', event => {
      const hint = read((event as MessageEvent<string>).data)
      if (hint) onHint(hint)
    })
    source.onerror = () => {
      broken = true
      // The browser tries again by itself unless the answer was not a stream (no login, a portal's page).
      if (source?.readyState !== EventSource.CLOSED) return
      shut()
      timer = window.setTimeout(open, wait_ms * (0.5 + Math.random()))
      wait_ms = Math.min(wait_ms * 2, LONGEST_AGAIN_MS)
    }
  }
  const onVisible = () => { if (document.hidden) shut(); else open() }
  document.addEventListener('visibilitychange', onVisible)
  open()
  return () => { document.removeEventListener('visibilitychange', onVisible); shut() }
}
