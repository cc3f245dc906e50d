/** Photos that show what a request says: chosen before it is made, seen with it afterwards. */
import { useSignal, type Signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { FileList } from '../FileList'
import { shownFiles } from '../files'
import { fileWords } from '../fileWords'
import { useLive } from '../live'
import { Picker, PICTURES } from '../photos/Picker'
import { AT_MOST, NotTaken, takeFile, type TakenFile } from '../photos/taking'
import type { As, FileAsset } from '../rows'
import { phone, uploading } from '../session'
import { keptFiles, type KeptFile, type Phone } from '../sync'
import { Icon, IconButton } from '../ui'
import { t } from './words'

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

/** Photos for a request that is being written; they are kept with it, in one step, or not at all. */
export function ProofPicker({ request, taken }: { request: string; taken: Signal<readonly TakenFile[]> }) {
  const busy = useSignal(false)
  const trouble = useSignal('')
  const room = AT_MOST.photo - taken.value.length
  const add = async (chosen: readonly File[]) => {
    if (!phone.value || busy.value) return
    busy.value = true
    trouble.value = chosen.length > room ? t.photosLeft(AT_MOST.photo) : ''
    try {
      for (const one of chosen.slice(0, room)) taken.value = [...taken.value, await takeFile(phone.value, { meeting: '', correction: request, kind: 'photo' }, one)]
    } catch (error) {
      trouble.value = error instanceof NotTaken ? fileWords.faults[error.fault] : String(error)
    }
    busy.value = false
  }
  const pick = (chosen: File[]) => { void add(chosen) }
  return (
    <div class="field">
      <div class="field-head"><b>{t.photos}</b></div>
      {taken.value.length > 0 && <ul class="files" aria-label={t.photos}>{taken.value.map(one => <Chosen key={one.ready.file.id} one={one} remove={() => { taken.value = taken.value.filter(other => other !== one) }} />)}</ul>}
      {room > 0 && (
        <div class="file-adds">
          <Picker icon="camera" label={fileWords.take} accept={PICTURES} camera busy={busy.value} onPick={pick} />
          <Picker icon="picture" label={fileWords.choose} accept={PICTURES} many busy={busy.value} onPick={pick} />
        </div>
      )}
      <p class="file-note" role="status">{busy.value ? fileWords.shrinking : trouble.value || t.photosHint(AT_MOST.photo)}</p>
    </div>
  )
}

/** All proofs on this phone, and the rows of those that lie elsewhere. */
async function readProofs(store: Phone): Promise<{ rows: As<FileAsset>[]; kept: KeptFile[] }> {
  const [rows, kept] = await Promise.all([store.rows<As<FileAsset>>('file_asset'), keptFiles(store.store)])
  return { rows: rows.filter(one => one.correction), kept: kept.filter(one => one.correction) }
}

/** The photos of one request, wherever their bytes are. */
export function Proofs({ request }: { request: string }) {
  const found = useLive(['row:file_asset', 'files'], readProofs)
  const files = shownFiles(found?.rows.filter(one => one.correction === request) ?? [], found?.kept.filter(one => one.correction === request) ?? [], uploading.value)
  return files.length ? <FileList files={files} /> : null
}
