/** Who works on this phone, the phone's own database of that person, and the sender that empties its log. */
import { signal } from '@preact/signals'
import { api, Problem, type Me } from './api'
import { learnRescueKey } from './rescueKey'
import { CLEAR, httpTransport, httpTus, ifAlone, keepPerson, listen, Phone, readPerson, Sender, SENDER, Steps, Uploads, whenAlone, type Delivery, type Effects, type SenderState, type Wake } from './sync'

declare const VERSION: string

const ME = 'linghang.me'
const LAST_LOGIN = 'linghang.last_login'
const LEFT_BEHIND = 'linghang.left_behind'
const LEAVING = 'linghang.leaving'

const RESTING: SenderState = { busy: false, trouble: null, detail: '', next_at: null }

export const me = signal<Me | null>(null)
export const phone = signal<Phone | null>(null)
export const sending = signal<SenderState>(RESTING)
export const delivery = signal<Delivery | null>(null)
/** The file whose bytes are on their way to the server. */
export const uploading = signal<string | null>(null)
/** The browser keeps nothing here: a person must know before going underground. */
export const noStorage = signal(false)
/** Whether the browser promised not to clear what is stored; null while unknown. */
export const storageKept = signal<boolean | null>(null)

export interface Wiring { parents: Readonly<Record<string, string>>; effects: Effects }
let wiring: Wiring = { parents: {}, effects: {} }
let sender: Sender | null = null
let endings: (() => void)[] = []
/** The account whose session the browser holds, once the server has said so. */
let sessionAccount: string | null = null

/** Someone whose work still waits on this phone after logging out. */
export interface LeftBehind { account: string; name: string; login: string; waiting: number }

function read<T>(key: string): T | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as T | null
  } catch {
    return null
  }
}

export const lastLogin = (): string => localStorage.getItem(LAST_LOGIN) ?? ''
export const leftBehind = (): LeftBehind[] => read<LeftBehind[]>(LEFT_BEHIND) ?? []

/** The disk knows best; local storage tells the other tabs, and may have lost the last seconds before the browser was killed. */
async function whoWorksHere(): Promise<Me | null> {
  const kept = await readPerson<Me>()
  if (kept === undefined) return read<Me>(ME)
  if (kept) localStorage.setItem(ME, JSON.stringify(kept))
  else localStorage.removeItem(ME)
  return kept
}

async function remember(person: Me): Promise<void> {
  await keepPerson(person)
  localStorage.setItem(ME, JSON.stringify(person))
}

/** Starts with the person who logged in last on this phone; no network is needed. */
export async function start(given: Wiring): Promise<void> {
  wiring = given
  window.addEventListener('storage', event => { if (event.key === ME && read<Me>(ME)?.account !== me.value?.account) location.reload() })
  const known = await whoWorksHere()
  if (known) await enter(known)
  else if (localStorage.getItem(LEAVING)) void endSession()
}

/** Asks for an exchange with the server. */
export const wake = (reason: Wake): void => sender?.wake(reason)

const maySend = (account: string): boolean => read<Me>(ME)?.account === account && (sessionAccount ?? account) === account

const LONG_OUT_OF_SIGHT_MS = 120_000
let hidden_at = 0

/** Whether someone looked at the page not long ago: bytes are not sent for hours from a pocket. */
const inSight = (): boolean => !document.hidden || Date.now() - hidden_at < LONG_OUT_OF_SIGHT_MS

function newSender(store: Phone): Sender {
  const steps = new Steps(store.store)
  return new Sender({
    store: store.store, parents: wiring.parents, app: VERSION, transport: httpTransport,
    allowed: () => maySend(store.account),
    alone: work => ifAlone(SENDER, work),
    now: Date.now, random: Math.random,
    after: (ms, work) => { const timer = setTimeout(work, ms); return () => clearTimeout(timer) },
    tell: state => { sending.value = state },
    note: (state, why) => steps.note(state, why, Date.now()),
    uploads: new Uploads({ store: store.store, tus: httpTus, now: Date.now, random: Math.random, awake: inSight, tell: file => { uploading.value = file } }),
  })
}

function connect(store: Phone): void {
  const on = (target: EventTarget, event: string, work: () => void) => {
    target.addEventListener(event, work)
    endings.push(() => target.removeEventListener(event, work))
  }
  on(window, 'online', () => wake('online'))
  on(document, 'visibilitychange', () => { if (document.hidden) hidden_at = Date.now(); else wake('visible') })
  endings.push(listen(hint => { void store.cursor(hint.scope).then(at => { if (hint.head > at) wake('poke') }) }, () => wake('poke')))
  endings.push(learnRescueKey(store))
  endings.push(store.watch(['log', 'files', 'server'], one => one.delivery(), found => {
    const more = found.waiting > (delivery.value?.waiting ?? 0)
    delivery.value = found
    if (more) wake('saved')
  }))
}

/** Opens the person's own database; nobody else's is touched. */
async function enter(person: Me): Promise<void> {
  let store: Phone
  try {
    store = await Phone.open({ account: person.account, seal: CLEAR, ...wiring })
  } catch {
    noStorage.value = true
    return
  }
  me.value = person
  phone.value = store
  sender = newSender(store)
  connect(store)
  wake('start')
  void refresh(person)
  void store.forgetOld(Date.now()).catch(() => undefined)
  void askToKeep()
}

async function askToKeep(): Promise<void> {
  if (!navigator.storage?.persist) { storageKept.value = false; return }
  storageKept.value = (await navigator.storage.persisted()) || (await navigator.storage.persist())
}

/** Posts change while a phone is away: what the server says of the person now replaces what was remembered. */
async function refresh(person: Me): Promise<void> {
  try {
    const now = await api<Me>('/api/me')
    sessionAccount = now.account
    if (now.account !== person.account) return
    if (JSON.stringify(now) === JSON.stringify(person)) return
    await remember(now)
    me.value = now
  } catch (error) {
    if (!(error instanceof Problem)) throw error
  }
}

function leave(): void {
  sender?.stop()
  for (const end of endings.splice(0)) end()
  void phone.value?.store.close()
  sender = null
  me.value = null
  phone.value = null
  delivery.value = null
  sending.value = RESTING
}

async function takeOver(person: Me): Promise<void> {
  await remember(person)
  localStorage.setItem(LAST_LOGIN, person.login)
  localStorage.setItem(LEFT_BEHIND, JSON.stringify(leftBehind().filter(one => one.account !== person.account)))
  localStorage.removeItem(LEAVING)
  sessionAccount = person.account
  if (me.value?.account === person.account) {
    me.value = person
    wake('login')
    return
  }
  leave()
  await enter(person)
}

/** Logs in while no tab is sending, so that nobody's log travels under another's session. */
export async function signIn(login: string, password: string): Promise<void> {
  const person = await whenAlone(SENDER, () => api<Me>('/api/session', { method: 'POST', body: { login, password } }))
  await takeOver(person)
}

/** First login: the activation code and a password of the person's own. */
export async function activate(login: string, code: string, password: string): Promise<void> {
  const person = await whenAlone(SENDER, () => api<Me>('/api/activation', { method: 'POST', body: { login, code, password } }))
  await takeOver(person)
}

async function endSession(): Promise<void> {
  try {
    await api('/api/session', { method: 'DELETE', timeout_ms: 8_000 })
    localStorage.removeItem(LEAVING)
  } catch (error) {
    if (error instanceof Problem && error.status === 401) localStorage.removeItem(LEAVING)
  }
}

/** Logs out. What is not delivered stays in the person's own database and goes on at the next login. */
export async function signOut(): Promise<void> {
  const person = me.value
  if (!person) return
  await keepPerson(null)
  const waiting = (delivery.value?.waiting ?? 0) + (delivery.value?.files ?? 0)
  const others = leftBehind().filter(one => one.account !== person.account)
  if (waiting) others.push({ account: person.account, name: person.name, login: person.login, waiting })
  localStorage.setItem(LEFT_BEHIND, JSON.stringify(others))
  localStorage.setItem(LEAVING, '1')
  localStorage.removeItem(ME)
  leave()
  sessionAccount = null
  await whenAlone(SENDER, endSession)
}
