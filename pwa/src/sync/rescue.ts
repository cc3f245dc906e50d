/** Seals the queue of a phone that cannot deliver for its server alone (SPEC 4c): with a key that was fetched while there was a network. */
import { chain } from './digest'
import type { Draft } from './drafts'
import { sealTo } from './hpke'
import { keptEntries } from './log'
import type { RescueKey } from './rescueKey'
import { recordDrafts } from './shortForms'
import { readSteps } from './steps'
import type { Store } from './store'
import type { Entry, Json, LogMeta } from './types'

const VERSION = 1
const INFO = 'linghang rescue 1'
/** Letters that are not mistaken for one another when read aloud. */
const CODE_ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const CODE_LENGTH = 6
const LINE = 76

/** Everything that is sealed, before it is; `head` is null where the browser could not hash. */
export interface Queue { log: string; acked: number; mutations: Json[]; head: string | null; drafts: Draft<Json>[] }

/** The entries up to the last, without a gap: what the server may have forgotten is there too, as long as it is kept. */
function unbroken(entries: readonly Entry[]): Entry[] {
  let first = entries.length - 1
  while (first > 0 && entries[first - 1]!.mid === entries[first]!.mid - 1) first--
  return entries.slice(Math.max(0, first))
}

async function endOf(entries: readonly Entry[], log: LogMeta): Promise<string | null> {
  const answered = entries.filter(entry => entry.mid <= log.acked)
  const last = answered[answered.length - 1]
  const since = last?.head ?? null
  if (log.acked > 0 && since === null) return null
  const heads = await chain(since, entries.filter(entry => entry.mid > log.acked).map(entry => entry.mutation))
  return heads?.[heads.length - 1] ?? since
}

export async function readQueue(store: Store, withDrafts: boolean): Promise<Queue> {
  const { log, entries } = await keptEntries(store)
  const sent = unbroken(entries)
  const head = await endOf(sent, log)
  return { log: log.id, acked: log.acked, mutations: sent.map(entry => entry.mutation as unknown as Json), head, drafts: withDrafts ? await recordDrafts<Json>(store) : [] }
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), character => character.charCodeAt(0))
}

function base64(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}

async function pack(text: string): Promise<Uint8Array<ArrayBuffer>> {
  if (typeof CompressionStream === 'undefined') return new TextEncoder().encode(text)
  return new Uint8Array(await new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer())
}

const digest = async (bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))

/** Six characters that phone and office read to each other: the same file has the same ones. */
async function codeOf(sealed: Uint8Array<ArrayBuffer>): Promise<string> {
  let number = (await digest(sealed)).slice(0, 6).reduce((sum, byte) => sum * 256 + byte, 0)
  let code = ''
  while (code.length < CODE_LENGTH) {
    code += CODE_ALPHABET[number % CODE_ALPHABET.length]!
    number = Math.floor(number / CODE_ALPHABET.length)
  }
  return code
}

/** `armour` is the part of the file that machines read; words for people may stand around it. */
export interface SealedQueue { code: string; armour: string; mutations: number; drafts: number }

/** Seals the queue. Needs WebCrypto and a key: see `canSeal` and `readRescueKey`. */
export async function sealQueue(store: Store, { key, proof }: RescueKey, app: string, now: number, withDrafts: boolean): Promise<SealedQueue> {
  const queue = await readQueue(store, withDrafts)
  const content = { proof, app, sealed_at: now, ...queue, steps: await readSteps(store) }
  const point = bytesOf(key)
  const box = await sealTo(point, INFO, await pack(JSON.stringify(content)))
  const sealed = new Uint8Array(9 + box.length)
  sealed.set([VERSION, ...(await digest(point)).slice(0, 8)])
  sealed.set(box, 9)
  const lines = base64(sealed).match(new RegExp(`.{1,${LINE}}`, 'g'))!
  const armour = ['-----BEGIN LINGHANG SEALED FILE-----', ...lines, '-----END LINGHANG SEALED FILE-----', ''].join('\n')
  return { code: await codeOf(sealed), armour, mutations: queue.mutations.length, drafts: queue.drafts.length }
}
