/** The people of this phone, on the disk before it counts: whose store is in front, whose session the browser holds, and everyone's ring of keys. */
import type { Ring } from './ring'
import { done, Store } from './store'

/** `account`: who works here. `session`: whose login the browser holds, as last known; after a handover it may be another's. */
export interface Here { account: string | null; session: string | null }

const NOBODY: Here = { account: null, session: null }
const HERE = 'here'
/** Where an older version of the app kept who works here, in clear. */
const PERSON = 'person'

async function inside<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const store = new Store('linghang', 2, { who: { key: 'key' }, rings: { key: 'store' } })
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

const recordOf = async <T>(store: Store, key: string): Promise<T | undefined> =>
  ((await store.read(['who'], table => done(table('who').get(key)))) as { value: T } | undefined)?.value

export const readHere = (): Promise<Here> => inside(async store => (await recordOf<Here>(store, HERE)) ?? NOBODY)

/** Remembers who works here; from then on nobody asks what an older version knew. */
export const keepHere = (value: Here): Promise<void> =>
  inside(store => store.write(['who'], async table => { table('who').put({ key: HERE, value }); table('who').delete(PERSON) }, true))

/** Who worked here when an older version of the app, without keys, ran last. */
export const readPerson = <T>(): Promise<T | null> => inside(async store => (await recordOf<T>(store, PERSON)) ?? null)

/** Everyone who has a store on this phone, the one who used it last first. */
export const readRings = (): Promise<Ring[]> =>
  inside(async store => ((await store.read(['rings'], table => done(table('rings').getAll()))) as Ring[]).sort((a, b) => b.used_at - a.used_at))

/** Keeps a new ring. Only when this resolves may anything be sealed under its key. */
export const keepRing = (ring: Ring): Promise<void> => inside(store => store.write(['rings'], async table => { table('rings').put(ring) }, true))

/** Changes a ring as it lies on the disk, and gives the result; tabs may do so at the same time. Null if there is none. */
export const changeRing = (store_id: string, change: (ring: Ring) => Ring, strict = true): Promise<Ring | null> =>
  inside(store => store.write(['rings'], async table => {
    const found = (await done(table('rings').get(store_id))) as Ring | undefined
    if (!found) return null
    const next = change(found)
    table('rings').put(next)
    return next
  }, strict))
