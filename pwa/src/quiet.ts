/** Work that may wait until the screen stands: nothing on it is being opened any more, and nobody is at it. */

const AT_MOST_MS = 3_000
const LOOK_MS = 50

/** What a page shows in the place of what is still being read. */
const isOpening = (): boolean => document.querySelector('.waiting') !== null

/** Runs `work` in a quiet moment, or soon if there is none. Returns what calls it off. */
export function whenQuiet(work: () => void): () => void {
  const until = Date.now() + AT_MOST_MS
  let timer = 0
  let over = false
  const run = () => { if (!over) work() }
  const look = () => {
    if (isOpening() && Date.now() < until) timer = window.setTimeout(look, LOOK_MS)
    else if ('requestIdleCallback' in window) requestIdleCallback(run, { timeout: AT_MOST_MS })
    else run()
  }
  timer = window.setTimeout(look, LOOK_MS)
  return () => { over = true; clearTimeout(timer) }
}

/** Runs `work` once what has changed is painted; where nothing paints, soon. */
export function afterPaint(work: () => void): void {
  if ('requestAnimationFrame' in window) requestAnimationFrame(() => { setTimeout(work) })
  else setTimeout(work)
}
