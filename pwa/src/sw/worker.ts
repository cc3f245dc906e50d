/// <reference lib="webworker" />
/** The service worker: keeps this release's files, so that the app starts without a network. It never touches /api. */
declare const FILES: string[]
/** What only who reads English has beside: what the server says. */
declare const ENGLISH: string[]
declare const RELEASE: string

const worker = self as unknown as ServiceWorkerGlobalScope
const SHELF = `linghang-${RELEASE}`
const OURS = /^\/(assets\/|$)/

const isHashed = (file: string): boolean => file.startsWith('/assets/')

/** Files of /assets carry their hash in their name: what the last release has need not be fetched again. */
async function put(shelf: Cache, file: string): Promise<void> {
  const known = isHashed(file) ? await caches.match(file) : undefined
  const found = known ?? (await fetch(file, { cache: 'reload', redirect: 'error' }))
  if (!found.ok) throw new Error(`${file}: ${found.status}`)
  await shelf.put(file, found)
}

/** Opened by the page (words.en.ts) where English is chosen, and taken away with it; nothing lies there. The name is no release's, so an update leaves it alone. */
const IN_ENGLISH = 'in-english'

/** What this phone has to have of the release. */
const wanted = async (): Promise<string[]> => ((await caches.has(IN_ENGLISH)) ? [...FILES, ...ENGLISH] : FILES)

async function stock(): Promise<void> {
  const shelf = await caches.open(SHELF)
  await Promise.all((await wanted()).map(file => put(shelf, file)))
}

/** Whether the server still gives this release: what carries no hash in its name may be of another. */
async function isServed(): Promise<boolean> {
  const script = await fetch('/sw.js', { cache: 'no-store' })
  return script.ok && (await script.text()).includes(RELEASE)
}

/** Those of the files that are not here. */
async function missing(files: readonly string[]): Promise<string[]> {
  const shelf = await caches.open(SHELF)
  const found = await Promise.all(files.map(file => shelf.match(file)))
  return files.filter((_, at) => !found[at])
}

/** Puts back what the browser or a broken disk took from the shelf: the routes lead a page past the worker, which then never hears of it. */
async function restock(lost: readonly string[]): Promise<void> {
  if (!lost.length) return
  const [shelf, isSame] = await Promise.all([caches.open(SHELF), isServed().catch(() => false)])
  await Promise.all(lost.filter(file => isSame || isHashed(file)).map(file => put(shelf, file).catch(() => undefined)))
}

async function clearOld(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith('linghang-') && name !== SHELF) await caches.delete(name)
  await worker.clients.claim()
}

/** A file of the office, fetched when first opened, is kept from then on. */
async function fetchAndKeep(shelf: Cache, request: Request): Promise<Response> {
  const fresh = await fetch(request)
  const type = fresh.headers.get('content-type') ?? ''
  if (fresh.ok && OURS.test(new URL(request.url).pathname) && !type.includes('html')) await shelf.put(request, fresh.clone())
  return fresh
}

/** Read by meetings/photos/shared.ts. The name is no release's, so an update leaves it alone. */
const SHARED = 'shared-photos'

/** Photos from another app's share sheet lie on a shelf until the person, whose store may be locked, puts them into a record. */
async function takeShared(request: Request): Promise<Response> {
  try {
    const given = (await request.formData()).getAll('photos').filter((one): one is File => typeof one !== 'string' && one.size > 0)
    const shelf = await caches.open(SHARED)
    const now = Date.now()
    await Promise.all(given.map((file, at) => shelf.put(`/shared/${now}-${at}`, new Response(file, { headers: { 'content-type': file.type, 'x-name': encodeURIComponent(file.name) } }))))
    return Response.redirect('/#/shared', 303)
  } catch {
    return Response.redirect('/#/shared?full', 303)
  }
}

async function answer(request: Request): Promise<Response> {
  const shelf = await caches.open(SHELF)
  const kept = await shelf.match(request.mode === 'navigate' ? '/' : request)
  return kept ?? fetchAndKeep(shelf, request)
}

interface Open { store: string; key: CryptoKey }
type Said = 'take-over' | 'lead' | 'anyone' | 'missing' | 'in-english' | { knows: string } | { hold: Open } | { ask: string } | { drop: string }
const HELD_MS = 60_000
/** The key of an open store while its page is reloaded; the browser ends an idle worker, and the key with it. */
let held: (Open & { until: number }) | null = null

const windows = async (): Promise<number> => (await worker.clients.matchAll({ type: 'window', includeUncontrolled: true })).length

/** The key, or how many windows are open that may have it. */
const heldKey = async (store: string): Promise<CryptoKey | number> => (held?.store === store && held.until > Date.now() ? held.key : windows())

/** Whether anyone but the window that asks may have a key. */
const anyone = async (): Promise<boolean> => held !== null || (await windows()) > 1

/** How many files are missing is said at once, and they are fetched where there is a network: whoever asks again is told what came of it. */
async function tellMissing(port: MessagePort | undefined): Promise<void> {
  const lost = await missing(await wanted())
  port?.postMessage(lost.length)
  await restock(lost)
}

/** Fetches the English where it is not here; a page that means to import it is told how much of it still is not. */
async function stockEnglish(port: MessagePort | undefined): Promise<void> {
  await restock(await missing(ENGLISH))
  port?.postMessage((await missing(ENGLISH)).length)
}

function onSaid(said: Said, port: MessagePort | undefined): void | Promise<void> {
  if (said === 'take-over') void worker.skipWaiting()
  else if (said === 'lead') void worker.clients.claim()
  else if (said === 'anyone') void anyone().then(found => port?.postMessage(found))
  else if (said === 'missing') return tellMissing(port)
  else if (said === 'in-english') return stockEnglish(port)
  else if ('knows' in said) port?.postMessage(FILES.includes(said.knows))
  else if ('hold' in said) held = { ...said.hold, until: Date.now() + HELD_MS }
  else if ('drop' in said) held = held?.store === said.drop ? null : held
  else void heldKey(said.ask).then(found => port?.postMessage(found))
}

/** What a push carries: how much is new and the page that shows it; nothing of what it says. */
interface Pushed { count: number; route: string; language: 'zh' | 'en' }
const PUSHED = 'linghang-notices'

/** One at a time: a later push stands in the place of an earlier one. */
async function show(pushed: Pushed): Promise<void> {
  const [title, body] = pushed.language === 'en' ? ['Linghang', `${pushed.count} new`] : ['领航', `有 ${pushed.count} 条新通知`]
  await worker.registration.showNotification(title!, { body: body!, tag: PUSHED, icon: '/icon-192.png', badge: '/icon-192.png', data: pushed.route })
}

/** Goes to the page in a window of the app that is open, or opens one. The address is ours: a route and nothing else. */
async function open(route: string): Promise<void> {
  const address = new URL(`/#/${route}`, location.origin).href
  const [window] = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true })
  if (!window) return void (await worker.clients.openWindow(address))
  window.postMessage({ go: route })
  await window.focus()
}

worker.addEventListener('push', event => event.waitUntil(show(event.data?.json() as Pushed)))
worker.addEventListener('notificationclick', event => {
  event.notification.close()
  event.waitUntil(open(event.notification.data as string))
})
interface Route { condition: { urlPattern: string | { pathname: string; search: string }; requestMode?: 'navigate' }; source: 'network' | 'fetch-event' | { cacheName: string } }
interface Routed { addRoutes?: (rules: Route[]) => Promise<void> }
const toward = (source: Route['source'], ...paths: string[]): Route[] => paths.map(urlPattern => ({ condition: { urlPattern }, source }))
/** What goes to the server anyway: no worker is started for it, and it holds up no newer release. */
const TO_THE_SERVER = toward('network', '/api/*', '/health/*')
/** What lies on the shelf: a start waits for the disk alone, and the worker wakes meanwhile. The office's files are not there before they were fetched. */
const TO_THE_SHELF: Route[] = [
  ...toward('fetch-event', '/assets/office*'),
  ...toward({ cacheName: SHELF }, '/assets/*', '/wake.js'),
  { condition: { urlPattern: { pathname: '/', search: '' }, requestMode: 'navigate' }, source: { cacheName: SHELF } },
]

/** Whoever knows one kind of route may not know the other; where the browser knows neither, the worker is asked. */
const letPass = (event: Routed): Promise<unknown> => Promise.all([TO_THE_SERVER, TO_THE_SHELF].map(rules => event.addRoutes?.(rules).catch(() => undefined)))

worker.addEventListener('install', event => event.waitUntil(Promise.all([stock(), letPass(event as Routed)])))
worker.addEventListener('activate', event => event.waitUntil(clearOld()))
worker.addEventListener('message', event => event.waitUntil(Promise.resolve(onSaid(event.data as Said, event.ports[0]))))
worker.addEventListener('fetch', event => {
  const { request } = event
  const { pathname, origin } = new URL(request.url)
  if (request.method === 'POST' && pathname === '/share' && origin === location.origin) return event.respondWith(takeShared(request))
  const page = request.mode === 'navigate' && pathname === '/'
  if (origin !== location.origin || request.method !== 'GET') return
  if (page || FILES.includes(pathname) || pathname.startsWith('/assets/')) event.respondWith(answer(request))
})
