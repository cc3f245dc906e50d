/** The key of the open store in the memory of this browser, never on its disk: other tabs ask for it, and the service worker holds it while a page is reloaded. */

interface Open { store: string; key: CryptoKey }
/** What tabs say to one another. `no` ties an answer to its question. */
type Said = { ask: string; no: string } | { no: string; key: CryptoKey } | { lock: string }

const PATIENCE_MS = 400

/** What public/wake.js was told before this script ran: whether a worker or another window may have a key. */
declare global { interface Window { linghangAnyone?: boolean } }

let mine: Open | null = null
let locked: () => void = () => undefined
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('linghang-keys')

const worker = (): ServiceWorker | null => ('serviceWorker' in navigator ? navigator.serviceWorker.controller : null)

if (channel) {
  channel.addEventListener('message', ({ data }: MessageEvent<Said>) => {
    if ('ask' in data && data.ask === mine?.store) channel.postMessage({ no: data.no, key: mine.key } satisfies Said)
    if ('lock' in data && data.lock === mine?.store) locked()
  })
}

/** While a page is on its way out nothing but the worker outlives it: one minute, in memory. */
const handOver = (): void => { if (mine) worker()?.postMessage({ hold: mine }) }
addEventListener('pagehide', handOver)
document.addEventListener('visibilitychange', () => { if (document.hidden) handOver() })

/** This tab has the store open; `onLock` is told when another tab locks it. */
export function holdKey(open: Open, onLock: () => void): void {
  mine = open
  locked = onLock
}

/** This tab has no store open any more. With `everywhere` no tab of this phone has. */
export function dropKey(everywhere: boolean): void {
  if (everywhere && mine) {
    channel?.postMessage({ lock: mine.store } satisfies Said)
    worker()?.postMessage({ drop: mine.store })
  }
  mine = null
}

function askTabs(store: string, tell: (key: CryptoKey) => void): () => void {
  const no = Math.random().toString(36).slice(2)
  const listen = ({ data }: MessageEvent<Said>) => { if ('key' in data && data.no === no) tell(data.key) }
  channel?.addEventListener('message', listen)
  channel?.postMessage({ ask: store, no } satisfies Said)
  return () => channel?.removeEventListener('message', listen)
}

/** The worker answers with the key, or with how many windows of this browser could hold it: if this is the only one, nobody else will answer. */
function askWorker(store: string, tell: (key: CryptoKey | null) => void): () => void {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = ({ data }: MessageEvent<CryptoKey | number | null>) => {
    if (data === 1) tell(null)
    else if (typeof data === 'object' && data) tell(data)
  }
  worker()?.postMessage({ ask: store }, [port2])
  return () => port1.close()
}

/** The key of a store that is open in this browser at this moment, or null. */
export function askForKey(store: string): Promise<CryptoKey | null> {
  if (window.linghangAnyone === false) return Promise.resolve(null)
  return new Promise(resolve => {
    const endings: (() => void)[] = []
    const tell = (key: CryptoKey | null) => { for (const end of endings.splice(0)) end(); resolve(key) }
    const timer = setTimeout(() => tell(null), PATIENCE_MS)
    endings.push(() => clearTimeout(timer), askTabs(store, tell), askWorker(store, tell))
  })
}
