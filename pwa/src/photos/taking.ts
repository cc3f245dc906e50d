/** Takes a photo or scan that a person chose: drawn anew, named by its sha256, sealed and ready for the disk. */
import { readyFile, uuid7, type FileFacts, type Phone, type ReadyFile } from '../sync'
import { draw } from './drawing'
import { Unreadable, WANTED, type Picture } from './shrink'

export type FileKind = FileFacts['kind']

/** How many of each kind a meeting or a request may have, and how large one may be; the server decides with the same numbers (domain/files/rules). */
export const AT_MOST: Readonly<Record<FileKind, number>> = { photo: 3, scan: 20 }
const SIZE_AT_MOST = 12 * 1024 * 1024
const TAKEN_AT_MOST = 60 * 1024 * 1024
const ENDINGS: Readonly<Record<string, string>> = { 'image/webp': 'webp', 'image/jpeg': 'jpg', 'application/pdf': 'pdf' }

/** Why a file was not taken, in one word that the screen puts into a sentence. */
export type Fault = 'unreadable' | 'too_large' | 'insecure'
export class NotTaken extends Error {
  readonly fault: Fault
  constructor(fault: Fault) { super(fault); this.fault = fault }
}

const STRANGE = /[\u0000-\u001f\u007f/\\]/g

/** The name it came with, and the ending of what it is now. */
export function nameFor(given: string, mime: string): string {
  const stem = given.replace(/\.[A-Za-z0-9]{1,5}$/, '').replace(STRANGE, '').slice(0, 150) || 'photo'
  return `${stem}.${ENDINGS[mime] ?? 'jpg'}`
}

async function isPdf(blob: Blob): Promise<boolean> {
  return (await new Response(blob.slice(0, 5)).text()) === '%PDF-'
}

type Taken = Omit<Picture, 'small'> & { small: ArrayBuffer | null }

async function take(kind: FileKind, given: Blob): Promise<Taken> {
  if (given.size > TAKEN_AT_MOST) throw new NotTaken('too_large')
  if (kind === 'scan' && (await isPdf(given))) return { whole: await new Response(given).arrayBuffer(), small: null, mime: 'application/pdf' }
  try {
    return await draw(given, WANTED[kind])
  } catch (error) {
    throw error instanceof Unreadable ? new NotTaken('unreadable') : error
  }
}

async function sha256(bytes: ArrayBuffer): Promise<string> {
  if (!globalThis.crypto?.subtle) throw new NotTaken('insecure')
  return Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)), byte => byte.toString(16).padStart(2, '0')).join('')
}

/** `of`: what the file belongs to, or the form where it waits for that. Throws NotTaken. */
export async function takeFile({ store }: Phone, of: Pick<FileFacts, 'meeting' | 'form' | 'kind'>, given: File): Promise<ReadyFile> {
  const { whole, small, mime } = await take(of.kind, given)
  if (whole.byteLength > SIZE_AT_MOST) throw new NotTaken('too_large')
  const facts: FileFacts = { ...of, name: nameFor(given.name, mime), mime, size: whole.byteLength, sha256: await sha256(whole) }
  return readyFile(store, uuid7(), facts, whole, small, Date.now())
}
