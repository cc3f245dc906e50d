/** Who works on this phone, that person's own database opened with its key, and the sender that empties its log. */
import { effect, signal } from '@preact/signals'
import { api, asks, Problem, type Me } from './api'
import { askForKey, dropKey, holdKey } from './held'
import { change, knowKeys, miss, ringOf, rings } from './keys'
import { whenQuiet } from './quiet'
import { kept } from './release'
import { signs } from './settings'
import type { Opened } from './stores'
import {
  CLEAR, clearRing, databaseOf, dataKey, ifAlone, keepHere, LateSender, LateUploads, Phone, readPeople, SENDER, sealWith, Shut, StorageFull, wokenPeople,
  whenAlone, keyring, type Delivery, type Effects, type Entry, type Here, type RawKey, type Ring, type SenderState, type Wake,
} from './sync'

declare const VERSION: string

const HERE = 'linghang.here'
const LAST_LOGIN = 'linghang.last_login'
const LEAVING = 'linghang.leaving'
/** Where an older version of the app kept who works here and whose work waits. */
const OLD = ['linghang.me', 'linghang.left_behind'] as const

/** Not needed for the first screen of a store that is open. */
const stores = () => import('./stores')

const RESTING: SenderState = { busy: false, trouble: null, detail: '', next_at: null }

export const me = signal<Me | null>(null)
export const phone = signal<Phone | null>(null)
/** The ring of the store that is open. */
export const ring = signal<Ring | null>(null)
/** The store in front that waits for its PIN, or for a login. */
export const locked = signal<Ring | null>(null)
/** A PIN is to be set before anything else: at the first login, or because it was forgotten. */
export const pinWanted = signal<'first' | 'forgotten' | 'change' | null>(null)
/** The server has no share of the locked store's key: a login does not open it. */
export const onlyPin = signal(false)
export const sending = signal<SenderState>(RESTING)
export const delivery = signal<Delivery | null>(null)
/** The file whose bytes are on their way to the server. */
export const uploading = signal<string | null>(null)
/** The browser keeps nothing here: a person must know before going underground. */
export const noStorage = signal(false)
/** Whether the browser promised not to clear what is stored; null while unknown. */
export const storageKept = signal<boolean | null>(null)

/** `first`: the tables that the first screen shows. */
export interface Wiring { parents: Readonly<Record<string, string>>; effects: Effects; first: readonly string[] }
let wiring: Wiring = { parents: {}, effects: {}, first: [] }
let sender: LateSender | null = null
let endings: (() => void)[] = []
let here: Here = { account: null, session: null }
/** Whether the disk knows who is here. */
let keptHere = false
/** The locked store, read under its seal while the digits of its PIN are typed. */
let shut: Shut | null = null
/** The key in the hand while a PIN is set; afterwards script can use the key, and read it no more. */
let inHand: RawKey | null = null

/** Whether somebody's store was in front when this phone was used last. */
export const isSomeonesPhone = (): boolean => Boolean(localStorage.getItem(HERE))

export const lastLogin = (): string => localStorage.getItem(LAST_LOGIN) ?? ''

async function stand(next: Partial<Here>): Promise<void> {
  const was = here
  here = { ...here, ...next }
  localStorage.setItem(HERE, here.account ?? '')
  if (keptHere && was.account === here.account && was.session === here.session) return
  keptHere = true
  await keepHere(here).catch((error: unknown) => { keptHere = false; onFullDisk(error) })
}

/** A full disk keeps nobody from going on; what was to be kept is kept the next time. */
function onFullDisk(error: unknown): void {
  if (!(error instanceof StorageFull)) throw error
}

/** Starts with the person who worked here last; no network is needed if there is a PIN, or if another tab has the store open. */
export async function start(given: Wiring): Promise<void> {
  wiring = given
  asks.first = endForeignSession
  window.addEventListener('storage', event => { if (event.key === HERE && event.newValue !== (here.account ?? '')) location.reload() })
  try {
    const found = (await wokenPeople<Me>(localStorage.getItem(HERE) ?? '')) ?? (await readPeople<Me>())
    await knowKeys(found.rings)
    here = found.here
    keptHere = true
    if (OLD.some(key => localStorage.getItem(key) !== null)) await (await stores()).takeOverPeople()
    const before = found.left
    const known = before ? null : rings.value.find(one => one.account === here.account && !one.out)
    if (before) await begin(before)
    else if (known) await comeBack(known)
    else void endForeignSession().catch(() => undefined)
  } catch {
    noStorage.value = true
  }
}

/** The first start with keys of someone whom an older version knew. */
async function begin(person: Me): Promise<void> {
  const opened = await (await stores()).newStore(person).catch((error: unknown) => {
    onFullDisk(error)
    // No room for a key: this time the store stays as it is.
    return { ring: { ...clearRing(person, databaseOf(person.account), Date.now()), made: true }, raw: null }
  })
  await stand({ account: person.account, session: person.account })
  await open(opened, person)
}

async function comeBack(found: Ring): Promise<void> {
  if (!found.by_share) return open((await (await stores()).openByLogin(found))!)
  const key = await askForKey(found.store)
  if (key) return enter(found, key)
  const opened = found.by_pin ? null : await (await stores()).openByLogin(found).catch(() => null)
  if (opened) return open(opened)
  locked.value = found
}

/** Opens a store whose key is at hand. `person` is what the server has just said of its owner. */
async function open({ ring: found, raw }: Opened, person?: Me): Promise<void> {
  const key = raw && (await dataKey(raw))
  await enter(found, key, person)
  if (pinWanted.value) inHand = raw
}

/** Asks for an exchange with the server. */
export const wake = (reason: Wake): void => sender?.wake(reason)

const maySend = (account: string): boolean => here.account === account && (here.session ?? account) === account

const LONG_OUT_OF_SIGHT_MS = 120_000
let hidden_at = 0

/** Whether someone looked at the page not long ago: bytes are not sent for hours from a pocket. */
const inSight = (): boolean => !document.hidden || Date.now() - hidden_at < LONG_OUT_OF_SIGHT_MS

function newSender(store: Phone): LateSender {
  return new LateSender({
    store: store.store, parents: wiring.parents, app: VERSION,
    allowed: () => maySend(store.account),
    alone: work => ifAlone(SENDER, work),
    now: Date.now, random: Math.random,
    after: (ms, work) => { const timer = setTimeout(work, ms); return () => clearTimeout(timer) },
    tell: state => { sending.value = state },
    uploads: new LateUploads({ store: store.store, now: Date.now, random: Math.random, awake: inSight, tell: file => { uploading.value = file } }),
  })
}

function connect(store: Phone): void {
  const on = (target: EventTarget, event: string, work: () => void) => {
    target.addEventListener(event, work)
    endings.push(() => target.removeEventListener(event, work))
  }
  on(window, 'online', () => wake('online'))
  on(document, 'visibilitychange', () => { if (document.hidden) hidden_at = Date.now(); else wake('visible') })
  let known = Infinity
  endings.push(store.watch(['log', 'files', 'server'], one => one.delivery(), found => {
    const more = found.waiting > known
    known = found.waiting
    if (more && signs.value !== 'none') void import('./saidSaved').then(one => one.give(signs.value))
    delivery.value = found
    void count(found.waiting + found.files, found.oldest_at)
    if (more) wake('saved')
  }))
}

/** What has just been saved waits, as everybody can see before the disk is asked again. */
function countSaved(made: readonly Entry[]): void {
  const was = delivery.value
  if (was && made[0]) delivery.value = { ...was, waiting: was.waiting + made.length, oldest_at: was.oldest_at ?? made[0].made_at }
}

/** Without it the phone goes on: it asks for news by itself. */
function hearServer(store: Phone): void {
  void import('./hearing').then(({ hear }) => { if (phone.value === store) endings.push(hear(store, wake)) }, () => undefined)
}

/** Outside the store, too, it is known how much waits in it: for the others on this phone, and for the day a browser clears it. */
async function count(waiting: number, oldest_at: number | null): Promise<void> {
  const known = ring.value
  if (known && (known.waiting !== waiting || (known.oldest_at ?? null) !== oldest_at)) ring.value = await change(known, now => ({ ...now, waiting, oldest_at }), false)
}

/** Someone who records for a branch must get in without a network; for others a PIN is a choice. */
const needsPin = (person: Me): boolean => person.scopes.some(scope => /^(branch|assess):/.test(scope))

let stopLooking = (): void => undefined

/** Looks into the store in front once its pad stands; into none that nobody's digits can open. */
effect(() => {
  const front = locked.value
  if (front && shut?.store.name === front.database) return
  stopLooking()
  void shut?.close()
  shut = null
  if (front?.by_pin) stopLooking = whenQuiet(() => { shut = new Shut(front.database, wiring.first) })
})

/** The store of a ring as it was looked into, or from now on. */
function takeShut({ database }: Ring): Shut {
  // Whoever types fast comes before the quiet moment, which then opens nothing any more.
  stopLooking()
  const found = shut?.store.name === database ? shut : new Shut(database, wiring.first)
  if (found === shut) shut = null
  return found
}

/** Opens the person's own database; nobody else's is touched. */
async function enter(found: Ring, key: CryptoKey | null, told?: Me): Promise<void> {
  const seal = key ? sealWith(key) : CLEAR
  const person = told ?? ((await seal.unseal('person', found.person)) as Me)
  let store: Phone
  try {
    store = await Phone.open({ account: person.account, shut: takeShut(found), seal, onSaved: countSaved, ...wiring })
    if (!(await store.isStore(found.store)) && found.made) miss(found)
  } catch {
    noStorage.value = true
    return
  }
  // The first screen is drawn once, with its rows, and not before them.
  await Promise.all(wiring.first.map(table => store.rows(table).catch(() => [])))
  const kept = told ? await seal.seal('person', told) : found.person
  const used_at = Date.now()
  const opened = (now: Ring): Ring => ({ ...now, name: person.name, login: person.login, person: kept, made: true, out: false, failures: 0, until_at: 0, used_at })
  ring.value = opened(found)
  // The screen does not wait for the disk to know who came.
  void change(found, opened).then(now => { if (ring.value?.store === now.store) ring.value = now }, () => { noStorage.value = true })
  if (key) holdKey({ store: found.store, key }, () => { void lock() })
  locked.value = null
  onlyPin.value = false
  me.value = person
  phone.value = store
  if (key && !found.by_pin && needsPin(person)) pinWanted.value = 'first'
  sender = newSender(store)
  connect(store)
  endings.push(whenQuiet(() => {
    hearServer(store)
    wake('start')
    void refresh(person, key).catch(() => undefined)
    void store.forgetOld(Date.now()).catch(() => undefined)
    void askToKeep()
  }))
}

async function askToKeep(): Promise<void> {
  if (!navigator.storage?.persist) { storageKept.value = false; return }
  storageKept.value = (await navigator.storage.persisted()) || (await navigator.storage.persist())
}

/** Posts change while a phone is away: what the server says of the person now replaces what was remembered. It is also told what it must know. */
async function refresh(person: Me, key: CryptoKey | null): Promise<void> {
  const now = await api<Me>('/api/me')
  if (now.account !== here.session) await stand({ session: now.account })
  if (now.account !== person.account || !ring.value) return
  wake('start')
  if (JSON.stringify(now) !== JSON.stringify(person)) await remember(now)
  const { deposit, tellMissing } = await stores()
  if (key) await deposit(ring.value, key)
  await tellMissing(person.account)
}

async function remember(person: Me): Promise<void> {
  const kept = await phone.value!.store.seal.seal('person', person)
  ring.value = await change(ring.value!, now => ({ ...now, name: person.name, login: person.login, person: kept }))
  me.value = person
}

function leave(): void {
  sender?.stop()
  for (const end of endings.splice(0)) end()
  void phone.value?.store.close()
  sender = null
  inHand = null
  for (const one of [me, phone, ring, delivery, locked, pinWanted]) one.value = null
  onlyPin.value = false
  sending.value = RESTING
}

/** Shuts the store in front of the next person, in all tabs. What is being written is kept as a draft first; what cannot be kept is told, and holds up nothing. */
export async function lock(): Promise<void> {
  const closing = ring.value
  if (!closing?.by_pin) return
  await kept()
  dropKey(true)
  leave()
  locked.value = ringOf(closing.account) ?? closing
}

/** Opens a store by the key that the PIN gave. Whoever was here before is here no more, and neither is that person's session. */
export async function unlock(found: Ring, raw: RawKey): Promise<void> {
  if (here.session === found.account) localStorage.removeItem(LEAVING)
  else if (here.session) localStorage.setItem(LEAVING, '1')
  await stand({ account: found.account })
  await open({ ring: found, raw })
}

/** Sets the PIN of the open store; its key comes from the login just made, or from the server. */
export async function choosePin(pin: string): Promise<void> {
  const { openByLogin, deposit } = await stores()
  const raw = inHand ?? (await openByLogin(ring.value!))?.raw
  if (!raw) throw new Error('no key')
  const { by_pin } = await (await keyring()).withPin(ring.value!, raw, pin)
  ring.value = await change(ring.value!, now => ({ ...now, by_pin, failures: 0, until_at: 0 }))
  inHand = null
  pinWanted.value = null
  void dataKey(raw).then(key => deposit(ring.value!, key)).catch(() => undefined)
}

async function takeOver(person: Me, forgotten: boolean): Promise<void> {
  localStorage.setItem(LAST_LOGIN, person.login)
  localStorage.removeItem(LEAVING)
  if (me.value?.account === person.account) {
    await stand({ session: person.account })
    await remember(person)
    wake('login')
    return
  }
  leave()
  dropKey(true)
  await stand({ account: person.account, session: person.account })
  const opened = await openOwn(person)
  if (!opened) return
  await open(opened, person)
  if (forgotten) wantPin('forgotten', opened.raw)
}

/** The store of someone who has just logged in. Null if the server has no share that opens it: then only the PIN does. */
async function openOwn(person: Me): Promise<Opened | null> {
  const { newStore, openByLogin } = await stores()
  const found = ringOf(person.account)
  if (!found) return newStore(person)
  const opened = await openByLogin(found).catch((error: unknown) => {
    if (error instanceof Problem && error.status === 404) return null
    throw error
  })
  if (opened) return opened
  locked.value = found
  onlyPin.value = true
  return null
}

/** Begins a new store for the person who has logged in. The one that nothing opens stays on this phone beside it. */
export async function beginAnew(): Promise<void> {
  const shut = locked.value
  const person = await api<Me>('/api/me')
  if (!shut || shut.account !== person.account) return
  await change(shut, now => ({ ...now, out: true }))
  await open(await (await stores()).newStore(person), person)
}

/** Asks for a new PIN, with the key in the hand that it is to wrap. */
export function wantPin(why: 'forgotten' | 'change', raw: RawKey | null): void {
  inHand = raw
  pinWanted.value = why
}

/** Logs in while no tab is sending, so that nobody's log travels under another's session. With `forgotten` a new PIN is asked for afterwards. */
export async function signIn(login: string, password: string, forgotten = false): Promise<void> {
  const person = await whenAlone(SENDER, () => api<Me>('/api/session', { method: 'POST', body: { login, password } }))
  await takeOver(person, forgotten)
}

/** First login: the activation code and a password of the person's own. */
export async function activate(login: string, code: string, password: string, forgotten = false): Promise<void> {
  const person = await whenAlone(SENDER, () => api<Me>('/api/activation', { method: 'POST', body: { login, code, password } }))
  await takeOver(person, forgotten)
}

async function endSession(): Promise<void> {
  try {
    await api('/api/session', { method: 'DELETE', timeout_ms: 8_000 })
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 401) throw error
  }
  localStorage.removeItem(LEAVING)
  await stand({ session: null })
}

/** Nothing is asked of the server in the name of someone who has left this phone. Throws while that session cannot be ended. */
const endForeignSession = async (): Promise<void> => { if (localStorage.getItem(LEAVING)) await endSession() }

/** Logs out. What is not delivered stays in the person's own database and goes on at the next login. */
export async function signOut(): Promise<void> {
  const leaving = ring.value
  if (!leaving) return
  await kept()
  localStorage.setItem(LEAVING, '1')
  await change(leaving, now => ({ ...now, out: true }))
  await stand({ account: null })
  dropKey(true)
  leave()
  void import('./pushes').then(one => one.forgetPushes()).catch(() => undefined)
  await whenAlone(SENDER, endSession).catch(() => undefined)
}
