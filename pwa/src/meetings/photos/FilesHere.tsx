/** All photos and scans whose bytes lie on this phone, for the page of delivery: what waits, and what only this phone still has. */
import { useSignal } from '@preact/signals'
import { FileList } from '../../FileList'
import { shownFiles, type ShownFile } from '../../files'
import { fileWords } from '../../fileWords'
import { useLive } from '../../live'
import { go } from '../../route'
import type { As, FileAsset } from '../../rows'
import { phone, uploading } from '../../session'
import { dropFiles, keptFiles, type KeptFile, type Phone } from '../../sync'
import { IconButton, Section } from '../../ui'
import { t } from '../words'
import { RemoveSheet } from './FilesSection'

async function readHere(store: Phone): Promise<{ kept: KeptFile[]; rows: As<FileAsset>[] }> {
  const kept = await keptFiles(store.store)
  const ids = new Set(kept.map(one => one.id))
  return { kept, rows: (await store.rows<As<FileAsset>>('file_asset')).filter(row => ids.has(row.id)) }
}

export function FilesHere() {
  const found = useLive(['files', 'row:file_asset'], readHere)
  const dropping = useSignal<string | null>(null)
  const files = shownFiles(found?.rows ?? [], found?.kept ?? [], uploading.value)
  const goes = files.find(one => one.id === dropping.value)
  if (!files.length) return null
  const placeOf = (file: ShownFile): string => {
    const kept = found?.kept.find(one => one.id === file.id)
    if (kept?.form) return kept.form
    if (kept?.proves) return `${kept.proves[1]}/${kept.proves[2]}`
    return kept?.correction ? 'corrections' : `${file.stand === 'draft' ? 'write' : 'record'}/${kept?.meeting ?? ''}`
  }
  const wayOn = (file: ShownFile) => {
    const bin = <IconButton icon="bin" size={22} label={fileWords.removeOne(file.name)} onClick={() => { dropping.value = file.id }} />
    const on = <IconButton icon="go" size={22} label={t.files.toRecord(file.name)} onClick={() => go(placeOf(file))} />
    // What a form was for may be gone from this phone; its photo can then go from here alone.
    return file.stand === 'lost' ? bin : file.stand === 'form' ? <>{bin}{on}</> : on
  }
  const drop = () => { if (goes && phone.value) void dropFiles(phone.value.store, [goes.id]); dropping.value = null }
  return (
    <Section title={t.files.here}>
      <FileList files={files} action={wayOn} />
      {goes && <RemoveSheet file={goes} onRemove={drop} onClose={() => { dropping.value = null }} />}
    </Section>
  )
}
