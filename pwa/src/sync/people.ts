/** The people of this phone, on the disk before it counts: whose store is in front, whose session the browser holds, and everyone's ring of keys. */
import type { Ring } from './ring'
import { CLEAR } from './seal'
import { done, Store } from './store'

/** `account`: who works here. `session`: whose login the browser holds, as last known; after a handover it may be another's. */
export interface Here { account: string | null; session: string | null }

const NOBODY: Here = { account: null, session: null }
const HERE = 'here'
/** Where an older version of the app kept who works here, in clear. */
const PERSON = 'person'

let opened: Store | null = null

/** What public/wake.js read before this script ran. */
interface Woken { database: IDBDatabase; who: Told[]; rings: Ring[]; closed: boolean }
interface Told { key: string; value: unknown }
declare global { interface Window { linghangPeople?: Promise<Woken | null> } }

/** Stays open: while one database of a browser is open, the next opens in a fraction of the time. */
const people = (given: IDBDatabase | null = null): Store => (opened ??= new Store('linghang', 2, { who: { key: 'key' }, rings: { key: 'store' } }, CLEAR, given))

function peopleOf<T>(who: readonly Told[], rings: readonly Ring[]): People<T> {
  const valueOf = <V>(key: string): V | undefined => who.find(one => one.key === key)?.value as V | undefined
  return { here: valueOf<Here>(HERE) ?? NOBODY, left: valueOf<T>(PERSON) ?? null, rings: [...rings].sort((a, b) => b.used_at - a.used_at) }
}

/** What is known from before this script ran; the first time alone, and null where another tab changed who is here since: `account`, as told to all tabs. */
export async function wokenPeople<T>(account: string): Promise<People<T> | null> {
  const woken = opened ? null : await window.linghangPeople
  if (!woken || woken.closed) return null
  people(woken.database)
  const found = peopleOf<T>(woken.who, woken.rings)
  return (found.here.account ?? '') === account ? found : null
}

/** All that this phone knows of its people. `left`: who worked here when an older version of the app, without keys, ran last. */
export interface People<T> { here: Here; left: T | null; rings: Ring[] }

/** The rings: of everyone who has a store on this phone, the one who used it last first. */
export const readPeople = <T>(): Promise<People<T>> =>
  people().read(['who', 'rings'], async table => {
    const [who, rings] = await Promise.all([done(table('who').getAll()), done(table('rings').getAll())])
    return peopleOf(who as Told[], rings as Ring[])
  })

/** Remembers who works here; from then on nobody asks what an older version knew. */
export const keepHere = (value: Here): Promise<void> =>
  people().write(['who'], async table => { table('who').put({ key: HERE, value }); table('who').delete(PERSON) }, true)

/** Keeps a new ring. Only when this resolves may anything be sealed under its key. */
export const keepRing = (ring: Ring): Promise<void> => people().write(['rings'], async table => { table('rings').put(ring) }, true)

/** Changes a ring as it lies on the disk, and gives the result; tabs may do so at the same time. Null if there is none. */
export const changeRing = (store_id: string, change: (ring: Ring) => Ring, strict = true): Promise<Ring | null> =>
  people().write(['rings'], async table => {
    const found = (await done(table('rings').get(store_id))) as Ring | undefined
    if (!found) return null
    const next = change(found)
    table('rings').put(next)
    return next
  }, strict)
