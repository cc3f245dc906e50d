/** The rings of keys of this phone's people, and the stores that are missing because a browser cleared them. */
import { signal } from '@preact/signals'
import { changeRing, keepMarks, marksOf, ownerOf, readMarks, readPeople, StorageFull, vanished, type Mark, type Ring } from './sync'

const LOST = 'linghang.vanished'

/** Everyone who has a store on this phone, the one who used it last first. */
export const rings = signal<readonly Ring[]>([])
/** A store that the browser cleared, until its person has read it and the server was told. */
export interface Missing extends Mark { read: boolean; told: boolean }
export const missing = signal<readonly Missing[]>([])

const noted = (): Missing[] => JSON.parse(localStorage.getItem(LOST) ?? '[]') as Missing[]

/** Keeps what is missing and still of concern, and marks outside the database what lies in it. */
export function mark(found: readonly Missing[]): void {
  missing.value = found.filter(one => !one.read || !one.told)
  localStorage.setItem(LOST, JSON.stringify(missing.value))
  keepMarks([...marksOf(rings.value), ...missing.value.filter(one => !rings.value.some(ring => ring.store === one.store))])
}

/** Reads who has a store here, and which stores are gone. */
export const readKeys = async (): Promise<void> => knowKeys((await readPeople()).rings)

/** Takes what was read of who has a store here. */
export async function knowKeys(found: readonly Ring[]): Promise<void> {
  const marks = readMarks()
  // Another tab may have made a store since these were read; its ring lies on the disk before its mark is set.
  rings.value = vanished(marks, found).length ? (await readPeople()).rings : found
  const before = noted()
  const gone = vanished(marks, rings.value).filter(one => !before.some(other => other.store === one.store))
  mark([...before, ...gone.map(one => ({ ...one, read: false, told: false }))])
}

/** Changes a ring on the disk. On a full disk, and for a ring that could not be kept, the change holds until the app is closed. */
export async function change(ring: Ring, how: (ring: Ring) => Ring, strict = true): Promise<Ring> {
  const next = await changeRing(ring.store, how, strict).catch((error: unknown) => {
    if (error instanceof StorageFull) return null
    throw error
  })
  rings.value = rings.value.map(one => (one.store === ring.store ? (next ?? how(one)) : one))
  mark(missing.value)
  return next ?? how(ring)
}

/** The person has read that stores were cleared. */
export const acknowledge = (): void => mark(missing.value.map(one => ({ ...one, read: true })))

/** The browser cleared the database of a ring that is still here. */
export const miss = ({ store, account, waiting }: Ring): void => mark([...missing.value, { store, owner: ownerOf(account), waiting, read: false, told: false }])

export const ringOf = (account: string): Ring | undefined => rings.value.find(one => one.account === account)
