/** Who works on this phone, on the disk before it counts: what stands in local storage reaches the disk only seconds later. */
import { done, Store } from './store'

const KEY = 'person'

async function inside<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const store = new Store('linghang', 1, { who: { key: 'key' } })
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

/** The person who logged in last; null after logging out, undefined where nothing is known. */
export async function readPerson<T>(): Promise<T | null | undefined> {
  const found = await inside(store => store.read(['who'], table => done(table('who').get(KEY)))).catch(() => undefined)
  return (found as { value: T | null } | undefined)?.value
}

/** Remembers who works here. Where the disk is full or nothing can be kept, local storage has to do. */
export async function keepPerson<T>(value: T | null): Promise<void> {
  await inside(store => store.write(['who'], async table => { table('who').put({ key: KEY, value }) }, true)).catch(() => undefined)
}
