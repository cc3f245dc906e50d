/** Photos that show what a request or a record says: chosen before it is made, seen with it afterwards. */
import { useSignal, type Signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { FileList } from '../FileList'
import { shownFiles } from '../files'
import { fileWords } from '../fileWords'
import { useLive } from '../live'
import type { As, FileAsset } from '../rows'
import { phone, uploading } from '../session'
import { keptFiles, type FileFacts, type KeptFile, type Phone } from '../sync'
import { Icon, IconButton } from '../ui'
import { shell } from '../words'
import { Picker, PICTURES } from './Picker'
import { AT_MOST, NotTaken, takeFile, type TakenFile } from './taking'

function Thumb({ taken: { small } }: { taken: TakenFile }) {
  const address = useSignal('')
  useEffect(() => {
    if (!small) return
    address.value = URL.createObjectURL(new Blob([small]))
    return () => URL.revokeObjectURL(address.value)
  }, [small])
  return address.value ? <img class="file-thumb" src={address.value} alt="" /> : <span class="file-thumb"><Icon name="picture" size={28} /></span>
}

function Chosen({ one, remove }: { one: TakenFile; remove: () => void }) {
  const { name, size } = one.ready.facts
  return (
    <li class="file">
      <span class="file-open"><Thumb taken={one} /></span>
      <span class="grow"><b class="file-name">{name}</b><small>{fileWords.size(size)}</small></span>
      <IconButton icon="bin" size={22} label={fileWords.removeOne(name)} onClick={remove} />
    </li>
  )
}

/** What the photos belong to: a request for correction, or another part's record. */
type Of = Pick<FileFacts, 'correction' | 'proves'>

/** How the page speaks of them. */
export interface ProofWords { photos: string; photosHint: (n: number) => string; photosLeft: (n: number) => string }

/** Photos for something that is being written; they are kept with it, in one step, or not at all. `there`: how many it has already. */
export function ProofPicker({ of, words, taken, there = 0 }: { of: Of; words: ProofWords; taken: Signal<readonly TakenFile[]>; there?: number }) {
  const busy = useSignal(false)
  const trouble = useSignal('')
  const room = AT_MOST.photo - there - taken.value.length
  const add = async (chosen: readonly File[]) => {
    if (!phone.value || busy.value) return
    busy.value = true
    trouble.value = chosen.length > room ? words.photosLeft(AT_MOST.photo) : ''
    try {
      for (const one of chosen.slice(0, room)) taken.value = [...taken.value, await takeFile(phone.value, { meeting: '', ...of, kind: 'photo' }, one)]
    } catch (error) {
      trouble.value = error instanceof NotTaken ? fileWords.faults[error.fault] : shell.failedRemedy
    }
    busy.value = false
  }
  const pick = (chosen: File[]) => { void add(chosen) }
  return (
    <div class="field">
      <div class="field-head"><b>{words.photos}</b></div>
      {taken.value.length > 0 && <ul class="files" aria-label={words.photos}>{taken.value.map(one => <Chosen key={one.ready.file.id} one={one} remove={() => { taken.value = taken.value.filter(other => other !== one) }} />)}</ul>}
      {room > 0 && (
        <div class="file-adds">
          <Picker icon="camera" label={fileWords.take} accept={PICTURES} camera busy={busy.value} onPick={pick} />
          <Picker icon="picture" label={fileWords.choose} accept={PICTURES} many busy={busy.value} onPick={pick} />
        </div>
      )}
      <p class="file-note" role="status">{busy.value ? fileWords.shrinking : trouble.value || words.photosHint(AT_MOST.photo)}</p>
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
