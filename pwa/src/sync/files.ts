/** Photos and scans on this phone: their bytes are kept until the server says that it has them, or until a person throws them away. */
import type { Tables } from './device'
import { deleteFile, FILE_TABLES, putFile } from './fileTables'
import { newBeacon } from './log'
import type { Kept } from './seal'
import { done, type Store } from './store'
import type { Intent, Json } from './types'

/** What another part's record is shown by: the mutation that names the file, the argument that names the record, the record's id. */
export type Proves = readonly [mutation: string, argument: string, record: string]

/**
 * What the server is told of a file before its bytes: `size` in bytes, `sha256` in lower-case hex. A proof names what it shows instead of a meeting.
 * `form`: the page where a photo lies in a form that is still being written; nobody is told.
 */
export interface FileFacts { meeting: string; correction?: string; proves?: Proves; form?: string; kind: 'photo' | 'scan'; name: string; mime: string; size: number; sha256: string }

/** What a proof belongs to: a request for correction, or another part's record. */
export type Of = Pick<FileFacts, 'correction' | 'proves'>

/**
 * Where a file on this phone stands. draft: its record is not saved yet. waiting: for its row, then for its bytes to be sent.
 * removing: the server has not heard yet that it goes. refused: by the server, for good. held, rejected: the row never came to be.
 * lost: the row is gone, or out of this person's sight.
 */
export type FileState = 'draft' | 'waiting' | 'removing' | 'refused' | 'held' | 'rejected' | 'lost'

/** A file whose bytes lie on this phone; `sent` bytes of it are safely on the server. */
export interface KeptFile extends FileFacts { id: string; state: FileState; kept_at: number; sent: number; trouble: FileTrouble }

/** Why the bytes of a file do not go on: the account's share of the day is used up, the server has no room or is not well, or does not know this app. */
export type FileTrouble = '' | 'quota' | 'server' | 'unfit'

/** What queries need lies in clear; the name, the sha256 and the bytes are sealed. `meeting`: of a photo in a form that is still being written, where the form's draft lies. */
export interface StoredFile { id: string; meeting: string; size: number; state: FileState; kept_at: number; sent: number; trouble: FileTrouble; facts: Kept<FileFacts> }
type Size = 'whole' | 'small'
export interface StoredBytes { id: string; of: Size; bytes: Kept<ArrayBuffer> }

/** A file that is ready for the disk: sealed, because nothing can be sealed inside a transaction. */
export interface ReadyFile { file: StoredFile; facts: FileFacts; bytes: StoredBytes[] }

export const ATTACH = 'file.attach.v1'
/** The same for a photo that shows what a request for correction or a record says. */
const PROVE = 'correction.prove.v1'
const PROVES = /\.prove\.v1$/
export const namesFile = (mutation: string): boolean => mutation === ATTACH || PROVES.test(mutation)
export const DETACH = 'file.detach.v1'

/** Where a file's facts and bytes lie. */
export const placeOf = (id: string, of: Size | 'facts'): string => `files/${id}/${of}`

/** Seals a file for a draft; `small` is its thumbnail, null where there is none. */
export async function readyFile({ seal }: Store, id: string, facts: FileFacts, whole: ArrayBuffer, small: ArrayBuffer | null, now: number): Promise<ReadyFile> {
  const bytes: StoredBytes[] = [{ id, of: 'whole', bytes: await seal.sealBytes(placeOf(id, 'whole'), whole) }]
  if (small) bytes.push({ id, of: 'small', bytes: await seal.sealBytes(placeOf(id, 'small'), small) })
  const { meeting, size } = facts
  return { file: { id, meeting, size, state: 'draft', kept_at: now, sent: 0, trouble: '', facts: await seal.seal(placeOf(id, 'facts'), facts) }, facts, bytes }
}

/** The mutation that names a file; from then on it waits to be sent. */
export function attachIntent({ file, facts }: ReadyFile): Intent {
  const { meeting, correction, proves, kind, ...told } = facts
  const [name, args] = proves ? [proves[0], { [proves[1]]: proves[2], ...told }] : correction ? [PROVE, { correction, ...told }] : [ATTACH, { meeting, kind, ...told }]
  return { name, row: file.id, base: 0, args: args as { [key: string]: Json } }
}
export const detachIntent = (id: string, base: number): Intent => ({ name: DETACH, row: id, base, args: {} })

/** Keeps a file of a record that is still being written. Throws StorageFull, and then nothing was written. */
export async function keepFile(store: Store, ready: ReadyFile): Promise<void> {
  await store.write(FILE_TABLES, async table => { putFile(table, ready, 'draft') }, true)
  store.announce(['files'])
}

async function openFile({ seal }: Store, { facts, id, state, kept_at, sent, trouble }: StoredFile): Promise<KeptFile> {
  return { ...(await seal.unseal(placeOf(id, 'facts'), facts)), id, state, kept_at, sent, trouble }
}

/** All files on this phone, or those of one meeting, oldest first. */
export async function keptFiles(store: Store, meeting?: string): Promise<KeptFile[]> {
  const found = (await store.read(['files'], read => done(read('files').getAll()))) as StoredFile[]
  const wanted = found.filter(one => meeting === undefined || one.meeting === meeting)
  return Promise.all(wanted.sort((a, b) => a.kept_at - b.kept_at).map(one => openFile(store, one)))
}

const filesOf = async (table: Tables, meeting: string): Promise<StoredFile[]> => (await done(table('files').index('meeting').getAll(meeting))) as StoredFile[]

async function openDrafts({ seal }: Store, found: readonly StoredFile[]): Promise<ReadyFile[]> {
  const drafts = found.filter(one => one.state === 'draft').sort((a, b) => a.kept_at - b.kept_at)
  return Promise.all(drafts.map(async file => ({ file, facts: await seal.unseal(placeOf(file.id, 'facts'), file.facts), bytes: [] })))
}

/** The files that a record's draft has so far, ready to be named with it. */
export const draftFiles = async (store: Store, meeting: string): Promise<ReadyFile[]> =>
  openDrafts(store, await store.read(['files'], table => filesOf(table, meeting)))

/** What the first save of a record asks of the disk, at once: the files that its draft has so far, and the server's beacon. */
export async function beforeSaving(store: Store, meeting: string): Promise<{ files: ReadyFile[]; beacon: string | null }> {
  const [found, beacon] = await store.read(['files', 'meta'], table => Promise.all([filesOf(table, meeting), newBeacon(table)]))
  return { files: await openDrafts(store, found), beacon }
}

/** Keeps a photo of a form that is still being written, found by where the form's draft lies. Throws StorageFull, and then nothing was written. */
export const keepFormFile = (store: Store, place: string, { file, ...rest }: ReadyFile): Promise<void> => keepFile(store, { ...rest, file: { ...file, meeting: place } })

async function given({ seal }: Store, { file, facts: { form: _, ...told } }: ReadyFile, of: Of): Promise<ReadyFile> {
  const facts: FileFacts = { ...told, ...of }
  return { file: { ...file, meeting: facts.meeting, facts: await seal.seal(placeOf(file.id, 'facts'), facts) }, facts, bytes: [] }
}

/** The photos of a form, now of what the form comes to, ready to be named with it: oldest first. */
export const formFiles = async (store: Store, place: string, of: Of): Promise<ReadyFile[]> =>
  Promise.all((await draftFiles(store, place)).map(one => given(store, one, of)))

/** Throws away the photos of a form that is given up. */
export const dropFormFiles = async (store: Store, place: string): Promise<void> =>
  dropFiles(store, (await draftFiles(store, place)).map(one => one.file.id))

/** A file's bytes or its thumbnail, if they lie here. */
export async function bytesOf(store: Store, id: string, of: Size): Promise<ArrayBuffer | null> {
  const found = (await store.read(['bytes'], read => done(read('bytes').get([id, of])))) as StoredBytes | undefined
  return found ? store.seal.unsealBytes(placeOf(id, of), found.bytes) : null
}

/** Throws files away for good: the server has them, or a person decided so. */
export async function dropFiles(store: Store, ids: readonly string[]): Promise<void> {
  if (!ids.length) return
  await store.write(FILE_TABLES, async table => {
    for (const id of ids) deleteFile(table, id)
  })
  store.announce(['files'])
}

/** Notes how far a file has come. */
export async function noteFile(store: Store, id: string, values: Partial<Pick<StoredFile, 'state' | 'sent' | 'trouble'>>): Promise<void> {
  await store.write(['files'], async table => {
    const found = (await done(table('files').get(id))) as StoredFile | undefined
    if (found) table('files').put({ ...found, ...values })
  })
  store.announce(['files'])
}
