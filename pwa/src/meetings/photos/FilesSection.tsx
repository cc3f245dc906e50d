/** A record's photos and scans on the phone: take or choose one, see where each stands, take one away. */
import { useSignal, type Signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { act } from '../../acting'
import { FileList } from '../../FileList'
import { roomFor, shownFiles, type ShownFile } from '../../files'
import { fileWords } from '../../fileWords'
import { useLive } from '../../live'
import { Picker, PICTURES } from '../../photos/Picker'
import { AT_MOST, NotTaken, type FileKind } from '../../photos/taking'
import type { FileAsset, As } from '../../rows'
import { phone, uploading } from '../../session'
import { detachIntent, dropFiles, keptFiles, StorageFull, type Entry, type KeptFile, type Phone } from '../../sync'
import { Button, IconButton, Notice, Section, Sheet } from '../../ui'
import { shell } from '../../words'
import { t } from '../words'
import { addFile, attachLeft } from './adding'
import { SharedHere } from './SharedHere'

interface Found { rows: As<FileAsset>[]; kept: KeptFile[]; open: Entry[] }

async function readFound(store: Phone, meeting: string): Promise<Found> {
  const [rows, kept, open] = await Promise.all([store.children<As<FileAsset>>('file_asset', meeting), keptFiles(store.store, meeting), store.open()])
  const ids = new Set([...rows, ...kept].map(one => one.id))
  return { rows, kept, open: open.filter(entry => ids.has(entry.row)) }
}

const rejectionsOf = (open: readonly Entry[]): Map<string, string> =>
  new Map(open.filter(entry => entry.outcome?.problem).map(entry => [entry.row, entry.outcome!.problem!.detail]))

interface Trouble { title: string; text: string }

function troubleOf(error: unknown): Trouble {
  if (error instanceof StorageFull) return { title: t.files.full, text: t.files.fullText }
  return { title: fileWords.notTaken, text: error instanceof NotTaken ? fileWords.faults[error.fault] : shell.failedRemedy }
}

interface SectionProps {
  meeting: string
  /** Whether the record has been saved: before that, its files belong to the draft. */
  exists: () => boolean
  approved?: boolean
  reason?: string | undefined
  onAdded?: () => void
}

function useAdding({ meeting, exists, onAdded }: SectionProps, files: readonly ShownFile[]) {
  const busy = useSignal<FileKind | null>(null)
  const trouble = useSignal<Trouble | null>(null)
  const add = async (kind: FileKind, chosen: readonly File[]) => {
    const store = phone.value
    if (!store || busy.value) return
    const room = roomFor(files, kind, AT_MOST[kind])
    if (chosen.length > room) trouble.value = { title: fileWords.notTaken, text: t.files.atMost(fileWords.kinds[kind], AT_MOST[kind]) }
    busy.value = kind
    try {
      for (const one of chosen.slice(0, room)) {
        await addFile(store, meeting, kind, one, exists)
        onAdded?.()
      }
    } catch (error) {
      trouble.value = troubleOf(error)
    }
    busy.value = null
  }
  return { busy, trouble, add }
}

function Adds({ files, busy, add }: { files: readonly ShownFile[]; busy: Signal<FileKind | null>; add: (kind: FileKind, chosen: readonly File[]) => Promise<void> }) {
  const photo = (chosen: File[]): void => { void add('photo', chosen) }
  const isBusy = busy.value !== null
  return (
    <>
      <div class="file-adds">
        {roomFor(files, 'photo', AT_MOST.photo) > 0 && <Picker icon="camera" label={fileWords.take} accept={PICTURES} camera busy={busy.value === 'photo'} onPick={photo} />}
        {roomFor(files, 'photo', AT_MOST.photo) > 0 && <Picker icon="picture" label={fileWords.choose} accept={PICTURES} many busy={busy.value === 'photo'} onPick={photo} />}
        {roomFor(files, 'scan', AT_MOST.scan) > 0 && <Picker icon="plus" label={t.files.addScan} accept={`${PICTURES},application/pdf`} many wide busy={busy.value === 'scan'} onPick={chosen => { void add('scan', chosen) }} />}
      </div>
      <p class="file-note" role="status">{isBusy ? fileWords.shrinking : t.files.hint(AT_MOST.photo)}</p>
    </>
  )
}

/** Takes a file away: from the draft at once, from a record by a mutation; what the record does not have is only dropped here. */
async function remove(store: Phone, file: ShownFile, open: readonly Entry[]): Promise<void> {
  const refused = open.filter(entry => entry.row === file.id)
  if (refused.length) await store.close(refused.map(entry => [entry.log, entry.mid]), 'discarded')
  if (file.stand === 'draft' || file.stand === 'lost' || refused.some(entry => entry.mutation.name === 'file.attach.v1')) await dropFiles(store.store, [file.id])
  else act([detachIntent(file.id, file.rev)])
}

export function RemoveSheet({ file, onRemove, onClose }: { file: ShownFile; onRemove: () => void; onClose: () => void }) {
  return (
    <Sheet title={t.files.removeTitle} open onClose={onClose} actions={<><Button kind="main" onClick={onRemove}>{t.files.remove}</Button><Button onClick={onClose}>{t.cancel}</Button></>}>
      <p>{file.stand === 'stored' ? t.files.removeStored : t.files.removeText}</p>
    </Sheet>
  )
}

export function FilesSection(props: SectionProps) {
  const { meeting, exists, approved, reason } = props
  const found = useLive(['row:file_asset', 'files'], store => readFound(store, meeting), [meeting])
  const files = shownFiles(found?.rows ?? [], found?.kept ?? [], uploading.value, rejectionsOf(found?.open ?? []))
  const { busy, trouble, add } = useAdding(props, files)
  const removing = useSignal<string | null>(null)
  const store = phone.value
  useEffect(() => { if (store && exists()) void attachLeft(store, meeting) }, [store, meeting])
  const goes = files.find(one => one.id === removing.value)
  const takeAway = () => { if (goes && store) void remove(store, goes, found?.open ?? []); removing.value = null }
  return (
    <div id="field-files">
      <Section title={fileWords.title}>
        {reason && <Notice tone="heed" icon="alert" title={reason} />}
        {approved && <p class="file-note">{t.files.lockedHint}</p>}
        <FileList files={files} action={file => <IconButton icon="bin" size={22} label={fileWords.removeOne(file.name)} onClick={() => { removing.value = file.id }} />} />
        <SharedHere room={roomFor(files, 'photo', AT_MOST.photo)} put={async chosen => { await add('photo', chosen); return trouble.value === null }} />
        <Adds files={files} busy={busy} add={add} />
      </Section>
      {goes && <RemoveSheet file={goes} onRemove={takeAway} onClose={() => { removing.value = null }} />}
      <Sheet title={trouble.value?.title ?? ''} open={trouble.value !== null} onClose={() => { trouble.value = null }}><p>{trouble.value?.text}</p></Sheet>
    </div>
  )
}
