/**
 * What lies on the device that people vote with: papers to be filled in, and sealed ballots that wait for a network.
 * Neither order nor time of ballots is kept; nothing of what was chosen is ever written here in clear.
 */
import { api, Problem } from '../api'
import type { PaperOut, TakenOut } from '../generated/http'
import { sealTo } from '../sync/hpke'
import { CHOICES, type Choice } from './choices'

const NAME = 'linghang.ballots'
type Table = 'papers' | 'ballots'

interface Waiting { code: string; sealed: string }

function open(): Promise<IDBDatabase> {
  return new Promise((done, fail) => {
    const asked = indexedDB.open(NAME, 1)
    asked.onupgradeneeded = () => { asked.result.createObjectStore('papers', { keyPath: 'poll' }); asked.result.createObjectStore('ballots') }
    asked.onsuccess = () => done(asked.result)
    asked.onerror = () => fail(asked.error ?? new Error('no storage'))
  })
}

/** One transaction of one request; a write is on the disk before it counts as done. */
async function run<T>(table: Table, mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open()
  try {
    return await new Promise<T>((done, fail) => {
      const change = database.transaction(table, mode, { durability: 'strict' })
      const asked = work(change.objectStore(table))
      change.oncomplete = () => done(asked.result)
      change.onabort = () => fail(change.error ?? new Error('not stored'))
    })
  } finally {
    database.close()
  }
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), letter => letter.charCodeAt(0))
const textOf = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')

/** Papers fetched on this device, for voting without a network. */
export const keptPapers = (): Promise<PaperOut[]> => run('papers', 'readonly', store => store.getAll() as IDBRequest<PaperOut[]>)

/** The ballot of a code; kept, so that the next voter of the unit needs no network. */
export async function fetchPaper(code: string): Promise<PaperOut> {
  const paper = await api<PaperOut>('/api/ballots/paper', { method: 'POST', body: { code }, anonymous: true })
  if (paper.open) await run('papers', 'readwrite', store => store.put({ ...paper, used: false }))
  return paper
}

const at = (): string => textOf(crypto.getRandomValues(new Uint8Array(16)))

/** Seals a ballot and puts it where it survives this page. Under a random key: the order of voters is not kept. */
export async function cast(paper: PaperOut, code: string, choices: readonly Choice[]): Promise<void> {
  const sheet = Uint8Array.from(choices, choice => CHOICES.indexOf(choice))
  const sealed = textOf(await sealTo(bytesOf(paper.key), `linghang ballot 1 ${paper.poll}`, sheet))
  await run('ballots', 'readwrite', store => store.add({ code, sealed } satisfies Waiting, at()))
}

export const countWaiting = (): Promise<number> => run('ballots', 'readonly', store => store.count())

/** Refusals that no later attempt can change. */
const isFinal = (error: unknown): error is Problem => error instanceof Problem && error.status >= 400 && error.status < 500 && error.status !== 429

const keys = (): Promise<IDBValidKey[]> => run('ballots', 'readonly', store => store.getAllKeys())
const read = (key: IDBValidKey): Promise<Waiting | undefined> => run('ballots', 'readonly', store => store.get(key) as IDBRequest<Waiting | undefined>)

/** A ballot that the server refused for good, by the code it was cast with: the tablet may hold those of several voters. */
export interface Refusal { code: string; problem: Problem }

/** Sends what waits, in the order of random keys. Gives the refusals; those ballots are gone, the others wait until there is a network. */
export async function send(): Promise<Refusal[]> {
  const refused: Refusal[] = []
  for (const key of await keys()) {
    const ballot = await read(key)
    if (!ballot) continue
    try {
      await api<TakenOut>('/api/ballots', { method: 'POST', body: ballot, anonymous: true })
    } catch (error) {
      if (!isFinal(error)) break
      refused.push({ code: ballot.code, problem: error })
    }
    await run('ballots', 'readwrite', store => store.delete(key))
  }
  return refused
}
