/** The people of this phone, on the disk before it counts: whose store is in front, whose session the browser holds, and everyone's ring of keys. */
import type { Ring } from './ring'
import { done, Store } from './store'

/** `account`: who works here. `session`: whose login the browser holds, as last known; after a handover it may be another's. */
export interface Here { account: string | null; session: string | null }

const NOBODY: Here = { account: null, session: null }
const HERE = 'here'
/** Where an older version of the app kept who works here, in clear. */
const PERSON = 'person'

let opened: Store | null = null

/** Stays open: while one database of a browser is open, the next opens in a fraction of the time. */
const people = (): Store => (opened ??= new Store('linghang', 2, { who: { key: 'key' }, rings: { key: 'store' } }))

const valueOf = <T>(found: unknown): T | undefined => (found as { value: T } | undefined)?.value

/** All that this phone knows of its people. `left`: who worked here when an older version of the app, without keys, ran last. */
export interface People<T> { here: Here; left: T | null; rings: Ring[] }

/** The rings: of everyone who has a store on this phone, the one who used it last first. */
export const readPeople = <T>(): Promise<People<T>> =>
  people().read(['who', 'rings'], async table => {
    const [here, left, rings] = await Promise.all([done(table('who').get(HERE)), done(table('who').get(PERSON)), done(table('rings').getAll())])
    return { here: valueOf<Here>(here) ?? NOBODY, left: valueOf<T>(left) ?? null, rings: (rings as Ring[]).sort((a, b) => b.used_at - a.used_at) }
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
