/** A server that takes files as sync/SPEC.md 4b says, in memory, and the faults that a network has. */
import { attachIntent, namesFile, readyFile, type FileFacts, type ReadyFile } from '../../src/sync/files'
import type { Phone } from '../../src/sync/phone'
import type { Tus, TusReply } from '../../src/sync/tus'
import type { Json } from '../../src/sync/types'
import { FakeServer } from './server'

/** What happens to one request on its way: it arrives up to a byte; it arrives and the answer does not; it is changed on the way. */
export type Fault = { cut_at: number } | 'lost_reply' | 'lost_request' | 'changed' | TusReply | null

interface Upload { bytes: number[]; failures: number }

export class FileServer extends FakeServer implements Tus {
  readonly uploads = new Map<string, Upload>()
  /** Each request in its order: its name and the offset. */
  readonly asked: string[] = []
  /** Bytes that arrived, whatever became of them. */
  arrived = 0
  fault: (what: 'begin' | 'send', offset: number, size: number) => Fault = () => null
  /** Runs when a piece is on its way. */
  onPiece: () => Promise<void> | void = () => undefined

  constructor() {
    super()
    this.judge = mutation => {
      if (namesFile(mutation.name)) this.putRow(mutation.row, { ...mutation.args, state: 'pending', refused_reason: '' })
      if (mutation.name === 'file.detach.v1') this.put('branch:1', 'file_asset', { id: mutation.row }, true)
      return { result: 'applied' }
    }
  }

  putRow(id: string, values: { [column: string]: Json }): void {
    this.put('branch:1', 'file_asset', { ...this.rowOf(id), ...values, id })
  }

  rowOf(id: string): { [column: string]: Json } {
    const seen = this.seenIn('file_asset', id).includes('branch:1')
    const { rev: _, ...row } = (seen && this.rows.get(`file_asset/${id}`)) || {}
    return row as { [column: string]: Json }
  }

  readonly begin = async (id: string, size: number, signal: AbortSignal): Promise<TusReply> => {
    this.asked.push('begin')
    const fault = this.fault('begin', 0, size)
    if (fault === 'lost_request' || signal.aborted) return { kind: 'none' }
    if (fault && typeof fault === 'object' && 'kind' in fault) return fault
    const reply = this.begun(id, size)
    return fault === 'lost_reply' ? { kind: 'none' } : reply
  }

  private begun(id: string, size: number): TusReply {
    const { state } = this.rowOf(id)
    if (state === undefined) return { kind: 'gone' }
    if (state === 'refused') return { kind: 'refused' }
    if (state === 'stored') return { kind: 'at', offset: size }
    if (!this.uploads.has(id)) this.uploads.set(id, { bytes: [], failures: 0 })
    return { kind: 'at', offset: this.uploads.get(id)!.bytes.length }
  }

  readonly send = async (id: string, offset: number, piece: ArrayBuffer, signal: AbortSignal): Promise<TusReply> => {
    this.asked.push(`send ${offset}`)
    const bytes = [...new Uint8Array(piece)]
    const fault = this.fault('send', offset, bytes.length)
    if (fault === 'lost_request') return { kind: 'none' }
    if (fault && typeof fault === 'object' && 'kind' in fault) return fault
    await this.onPiece()
    if (fault === 'changed') bytes[0] = bytes[0]! ^ 0xff
    const cut_at = signal.aborted ? bytes.length >> 1 : fault && typeof fault === 'object' ? fault.cut_at : bytes.length
    const reply = await this.taken(id, offset, bytes.slice(0, cut_at))
    return fault === 'lost_reply' || cut_at < bytes.length || signal.aborted ? { kind: 'none' } : reply
  }

  private async taken(id: string, offset: number, bytes: number[]): Promise<TusReply> {
    const upload = this.uploads.get(id)
    if (!upload) return { kind: 'gone' }
    if (offset !== upload.bytes.length) return { kind: 'at', offset: upload.bytes.length }
    upload.bytes = upload.bytes.concat(bytes)
    this.arrived += bytes.length
    return upload.bytes.length === this.rowOf(id)['size'] ? this.settle(id, upload) : { kind: 'at', offset: upload.bytes.length }
  }

  private async settle(id: string, upload: Upload): Promise<TusReply> {
    const offset = upload.bytes.length
    if ((await sha256(Uint8Array.from(upload.bytes))) === this.rowOf(id)['sha256']) { this.putRow(id, { state: 'stored' }); return { kind: 'at', offset } }
    Object.assign(upload, { bytes: [], failures: upload.failures + 1 })
    if (upload.failures >= 3) this.putRow(id, { state: 'refused', refused_reason: '收到的内容与登记的不一致' })
    return { kind: 'wrong' }
  }
}

export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex')
}

/** Bytes that no other test has. */
export const photoBytes = (size: number, seed = 1): Uint8Array<ArrayBuffer> => Uint8Array.from({ length: size }, (_, at) => (at * 31 + seed * 97 + (at >> 8)) & 0xff)

export async function ready(phone: Phone, id: string, bytes: Uint8Array<ArrayBuffer>, meeting = 'm1'): Promise<ReadyFile> {
  const facts: FileFacts = { meeting, kind: 'photo', name: '现场.jpg', mime: 'image/jpeg', size: bytes.length, sha256: await sha256(bytes) }
  return readyFile(phone.store, id, facts, bytes.buffer, bytes.slice(0, 10).buffer, 1)
}

/** Takes a photo of a record that is there. */
export async function attach(phone: Phone, id: string, bytes: Uint8Array<ArrayBuffer>, meeting = 'm1'): Promise<void> {
  const file = await ready(phone, id, bytes, meeting)
  await phone.record([attachIntent(file)], { files: [file] })
}
