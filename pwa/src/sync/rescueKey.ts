/** The key to which a queue is sealed: fetched while there is a network, kept for when there is none. */
import { readServer } from './device'
import type { Kept } from './seal'
import { done, type Store } from './store'

/** The installation's public key (P-256, base64url), and the server's word that this phone is the account's. */
export interface RescueKey { key: string; proof: string }
interface StoredKey { key: 'rescue'; epoch: string; value: Kept<RescueKey> }

const PLACE = 'meta/rescue'
const stored = (store: Store): Promise<StoredKey | undefined> => store.read(['meta'], table => done(table('meta').get('rescue'))) as Promise<StoredKey | undefined>

/** Whether the key must be fetched: there is none yet, or the server was restored since. */
export async function lacksRescueKey(store: Store): Promise<boolean> {
  const [found, { epoch }] = await Promise.all([stored(store), store.read(['meta'], readServer)])
  return epoch !== null && found?.epoch !== epoch
}

export async function keepRescueKey(store: Store, value: RescueKey): Promise<void> {
  const kept = await store.seal.seal(PLACE, value)
  await store.write(['meta'], async table => {
    const { epoch } = await readServer(table)
    if (epoch !== null) table('meta').put({ key: 'rescue', epoch, value: kept } satisfies StoredKey)
  })
}

export async function readRescueKey(store: Store): Promise<RescueKey | null> {
  const found = await stored(store)
  return found ? store.seal.unseal(PLACE, found.value) : null
}
