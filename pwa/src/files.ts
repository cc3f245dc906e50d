/** A meeting's photos and scans as a person should see them: the server's rows and what lies on this phone, as one list. Pure. */
import type { FileAssetRow, FileOut } from './generated/http'
import { fileWords } from './fileWords'
import type { FileFacts, FileTrouble, KeptFile } from './sync'
import { served } from './text'
import type { IconName } from './ui'

/** draft, held, lost, removing: as in the store. form: a draft in a form that is not sent yet. phone: waits here. elsewhere: its bytes are on another phone. */
export type Stand = 'draft' | 'form' | 'phone' | 'sending' | 'elsewhere' | 'stored' | 'refused' | 'held' | 'lost' | 'removing'

export interface ShownFile {
  id: string
  /** The row's revision, 0 before the server has it. */
  rev: number
  kind: FileFacts['kind']
  name: string
  mime: string
  size: number
  stand: Stand
  sent: number
  /** Why it was refused, in the server's words. */
  reason: string
  trouble: FileTrouble
  /** Whether its bytes lie on this phone. */
  here: boolean
}

type RowOfFile = Pick<FileAssetRow, 'id' | 'kind' | 'name' | 'mime' | 'size' | 'state' | 'refused_reason'> & { rev?: number }

const ofRow = (row: RowOfFile | FileOut): ShownFile => ({
  id: row.id, rev: 'rev' in row ? (row.rev ?? 0) : 0, kind: row.kind as ShownFile['kind'], name: row.name, mime: row.mime, size: row.size,
  stand: row.state === 'stored' || row.state === 'refused' ? row.state : 'elsewhere', sent: 0, reason: row.refused_reason, trouble: '', here: false,
})

function ofKept(kept: KeptFile, row: RowOfFile | undefined, sending: string | null, rejections: ReadonlyMap<string, string>): ShownFile {
  const waits: Stand = sending === kept.id ? 'sending' : 'phone'
  const stand: Stand = kept.form ? 'form' : row?.state === 'stored' ? 'stored' : kept.state === 'waiting' ? waits : kept.state === 'rejected' ? 'refused' : kept.state
  const { id, kind, name, mime, size, sent, trouble } = kept
  return { id, rev: row?.rev ?? 0, kind, name, mime, size, stand, sent, trouble, reason: row?.refused_reason || (rejections.get(id) ?? ''), here: true }
}

/** `sending`: the file whose bytes are on their way. `rejections`: file to why its mutation was refused. What is being removed is out of sight. */
export function shownFiles(rows: readonly RowOfFile[], kept: readonly KeptFile[], sending: string | null = null, rejections: ReadonlyMap<string, string> = new Map()): ShownFile[] {
  const byId = new Map(rows.map(row => [row.id, row]))
  const here = new Set(kept.map(one => one.id))
  const mine = kept.filter(one => one.state !== 'removing').map(one => ofKept(one, byId.get(one.id), sending, rejections))
  return [...rows.filter(row => !here.has(row.id)).map(ofRow), ...mine].sort((a, b) => a.kind.localeCompare(b.kind) || a.id.localeCompare(b.id))
}

const percentOf = ({ sent, size }: ShownFile): number => Math.min(99, Math.floor((100 * sent) / Math.max(1, size)))

/** A file's state in words. */
export function standText(file: ShownFile): string {
  if (file.stand === 'refused') return fileWords.refused(served.value(file.reason))
  if (file.stand === 'sending') return fileWords.sending(percentOf(file))
  if (file.stand !== 'phone') return fileWords.states[file.stand]
  if (file.trouble) return fileWords.troubles[file.trouble]
  return file.sent > 0 ? fileWords.paused(percentOf(file)) : fileWords.states.phone
}

const ICONS: Readonly<Record<Stand, IconName>> = {
  draft: 'phone', form: 'phone', phone: 'phone', sending: 'upload', elsewhere: 'phone', stored: 'cloudDone', refused: 'alert', held: 'lock', lost: 'info', removing: 'bin',
}
export const standIcon = ({ stand }: ShownFile): IconName => ICONS[stand]

export const needsHeed = ({ stand, trouble }: ShownFile): boolean => stand === 'refused' || trouble !== ''

/** How many more of a kind a meeting may have; what was refused takes no room. */
export const roomFor = (files: readonly ShownFile[], kind: ShownFile['kind'], at_most: number): number =>
  Math.max(0, at_most - files.filter(one => one.kind === kind && one.stand !== 'refused' && one.stand !== 'lost').length)
