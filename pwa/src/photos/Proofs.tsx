/** Photos that show what a request or a record says: taken while it is being written, seen with it afterwards. */
import { useSignal } from '@preact/signals'
import { attempt } from '../acting'
import { FileList } from '../FileList'
import { shownFiles } from '../files'
import { fileWords } from '../fileWords'
import { useLive } from '../live'
import { savers, Unfinished } from '../release'
import type { As, FileAsset } from '../rows'
import { uploading } from '../session'
import { dropFiles, keepFormFile, keptFiles, type KeptFile, type Of, type Phone } from '../sync'
import { IconButton } from '../ui'
import { Picker, PICTURES } from './Picker'
import { AT_MOST, NotTaken, takeFile } from './taking'

/** How the page speaks of them. */
export interface ProofWords { photos: string; photosHint: (n: number) => string; photosLeft: (n: number) => string }

/** The photos of a form that is being written: they lie here from when they were taken, found by where the form's draft lies, until it is sent or given up. */
export interface FormPhotos {
  kept: readonly KeptFile[]
  /** How many more there may be. */
  room: number
  busy: boolean
  /** Why the last ones were not taken, in words. */
  trouble: string
  add: (chosen: readonly File[]) => void
}

const PATIENCE_MS = 5_000

/** An update and a lock wait for photos that are being made smaller, but not for one that never comes: an open store matters more, and a photo can be taken again. */
export function heldUp(work: Promise<unknown>): void {
  const forget = (): void => { savers.delete(wait) }
  const wait = (): Promise<void> => new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Unfinished(fileWords.unfinished, forget)), PATIENCE_MS)
    void work.finally(() => { clearTimeout(timer); resolve() })
  })
  savers.add(wait)
  void work.finally(forget)
}

/** Makes photos ready one after the other, each on the disk before the next. `form`: the form's page. */
async function takeInto(store: Phone, place: string, form: string, chosen: readonly File[]): Promise<void> {
  for (const one of chosen) await keepFormFile(store.store, place, await takeFile(store, { meeting: '', form, kind: 'photo' }, one))
}

/** `there`: how many photos stand already in what is being changed. */
export function useFormPhotos(place: string, words: ProofWords, there = 0): FormPhotos {
  const kept = useLive(['files'], store => keptFiles(store.store, place), [place]) ?? []
  const busy = useSignal(false)
  const trouble = useSignal('')
  const take = async (chosen: readonly File[], form: string, store: Phone) => {
    // Another tab may have the same form open.
    const room = Math.max(0, AT_MOST.photo - there - (await keptFiles(store.store, place)).length)
    trouble.value = chosen.length > room ? words.photosLeft(AT_MOST.photo) : ''
    try {
      await takeInto(store, place, form, chosen.slice(0, room))
    } catch (error) {
      if (!(error instanceof NotTaken)) throw error
      trouble.value = fileWords.faults[error.fault]
    }
  }
  const add = (chosen: readonly File[]) => {
    if (busy.value) return
    busy.value = true
    const form = location.hash.slice('#/'.length)
    heldUp(attempt(store => take(chosen, form, store)).finally(() => { busy.value = false }))
  }
  return { kept, room: AT_MOST.photo - there - kept.length, busy: busy.value, trouble: trouble.value, add }
}

const remove = (id: string): void => { void attempt(store => dropFiles(store.store, [id])) }

export function ProofPicker({ photos: { kept, room, busy, trouble, add }, words }: { photos: FormPhotos; words: ProofWords }) {
  return (
    <div class="field">
      <div class="field-head"><b>{words.photos}</b></div>
      {kept.length > 0 && <FileList files={shownFiles([], kept)} action={file => <IconButton icon="bin" size={22} label={fileWords.removeOne(file.name)} onClick={() => remove(file.id)} />} />}
      {room > 0 && (
        <div class="file-adds">
          <Picker icon="camera" label={fileWords.take} accept={PICTURES} camera busy={busy} onPick={add} />
          <Picker icon="picture" label={fileWords.choose} accept={PICTURES} many busy={busy} onPick={add} />
        </div>
      )}
      <p class="file-note" role="status">{busy ? fileWords.shrinking : trouble || words.photosHint(AT_MOST.photo)}</p>
    </div>
  )
}

/** Whether a file's row or what lies here of it belongs to something. */
const rowOf = ({ correction, proves }: Of) => (row: FileAsset): boolean => (proves ? row.proves === proves[2] : row.correction === correction)
const keptOf = ({ correction, proves }: Of) => (one: KeptFile): boolean => (proves ? one.proves?.[2] === proves[2] : one.correction === correction)

/** The files of something, wherever their bytes are; undefined until they are read. */
export function useProofs(of: Of): { rows: As<FileAsset>[]; kept: KeptFile[] } | undefined {
  return useLive(['row:file_asset', 'files'], async (store: Phone) => {
    const [rows, kept] = await Promise.all([store.rows<As<FileAsset>>('file_asset'), keptFiles(store.store)])
    return { rows: rows.filter(rowOf(of)), kept: kept.filter(keptOf(of)) }
  }, [of.correction, of.proves?.[2]])
}

/** The photos of one request or record. */
export function Proofs({ of }: { of: Of }) {
  const found = useProofs(of)
  const files = shownFiles(found?.rows ?? [], found?.kept ?? [], uploading.value)
  return files.length ? <FileList files={files} /> : null
}
