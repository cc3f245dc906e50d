/** Requests to IndexedDB as promises, one or many at a time. */

export const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

/** Records read, written or sealed in one go: enough to keep the disk busy, few enough to leave the screen alone. */
const CHUNK = 100

export function* chunks<T>(items: readonly T[], size = CHUNK): Generator<T[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size)
}

/** Lets the screen go first. */
export const breathe = (): Promise<void> =>
  new Promise(resolve => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => { port1.close(); resolve() }
    port2.postMessage(null)
  })

/** Works on many items, some at a time, and gives the results in their order. Ciphers that end at once would hold up the screen else. */
export async function inTurns<T, R>(items: readonly T[], work: (item: T) => Promise<R>, at_once = CHUNK): Promise<R[]> {
  const results: R[] = []
  for (const some of chunks(items, at_once)) {
    if (results.length) await breathe()
    results.push(...(await Promise.all(some.map(work))))
  }
  return results
}

/** A record says itself under which key it lies: asking for the keys as well would double the requests. */
function keyOf({ keyPath }: IDBObjectStore, record: unknown): IDBValidKey {
  const part = (name: string) => (record as Record<string, IDBValidKey>)[name]!
  return typeof keyPath === 'string' ? part(keyPath) : keyPath!.map(part)
}

/** Gives the records of a table in the order of their keys, some at a time; `among` bounds the keys. */
export async function eachChunk<T>(table: IDBObjectStore, work: (some: T[]) => void | Promise<void>, among?: IDBKeyRange): Promise<void> {
  for (let after = among; ;) {
    const some = (await done(table.getAll(after, CHUNK))) as T[]
    await work(some)
    if (some.length < CHUNK) return
    const last = keyOf(table, some[CHUNK - 1])
    after = among ? IDBKeyRange.bound(last, among.upper, true) : IDBKeyRange.lowerBound(last, true)
  }
}

/**
 * Adds records that are not there yet; gives those that are. Requests end in their order, so the last one's end is the end of all.
 * Only the last is listened to, and the transaction for what failed: ten thousand events that someone hears hold up the screen.
 */
export const addNew = <T>(table: IDBObjectStore, records: readonly T[]): Promise<T[]> =>
  new Promise((resolve, reject) => {
    const there: T[] = []
    if (!records.length) return resolve(there)
    const requests = new Map(records.map(record => [table.add(record), record]))
    const last = [...requests.keys()].pop()!
    const end = () => { table.transaction.removeEventListener('error', failed); resolve(there) }
    const failed = (event: Event) => {
      const request = event.target as IDBRequest<IDBValidKey>
      const record = requests.get(request)
      if (record === undefined) return
      if (request.error?.name !== 'ConstraintError') return reject(request.error)
      event.preventDefault()
      event.stopPropagation()
      there.push(record)
      if (request === last) end()
    }
    table.transaction.addEventListener('error', failed)
    last.onsuccess = end
  })
