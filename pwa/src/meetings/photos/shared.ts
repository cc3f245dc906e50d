/** Photos that another app handed to this one: the service worker laid them on a shelf, from where they go into a record or away. */

/** The worker's names (sw/worker.ts); it must not import from here. */
const SHELF = 'shared-photos'
const NAME_HEADER = 'x-name'

export interface SharedPhoto { key: string; file: File }

async function read(shelf: Cache, request: Request): Promise<SharedPhoto | null> {
  const kept = await shelf.match(request)
  if (!kept) return null
  const blob = await kept.blob()
  return { key: request.url, file: new File([blob], decodeURIComponent(kept.headers.get(NAME_HEADER) ?? 'photo'), { type: blob.type }) }
}

/** In the order in which they came. */
export async function sharedPhotos(): Promise<SharedPhoto[]> {
  if (!('caches' in window)) return []
  const shelf = await caches.open(SHELF)
  const found = await Promise.all((await shelf.keys()).map(request => read(shelf, request)))
  return found.flatMap(one => (one ? [one] : []))
}

export async function dropShared(photos: readonly SharedPhoto[]): Promise<void> {
  const shelf = await caches.open(SHELF)
  await Promise.all(photos.map(one => shelf.delete(one.key)))
}
