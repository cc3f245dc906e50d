/** Photos and scans in a list: what each is, its state in words, the picture large when asked for. */
import type { ComponentChildren } from 'preact'
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { needsHeed, standIcon, standText, type ShownFile } from './files'
import { fileWords } from './fileWords'
import { phone } from './session'
import { bytesOf } from './sync'
import { Icon, Sheet } from './ui'
import './files.css'

const isPicture = (file: ShownFile): boolean => file.mime.startsWith('image/')
const addressOf = (file: ShownFile): string => `/api/files/${encodeURIComponent(file.id)}`

/** Where a picture can be read: from this phone's own disk, or from the server once it is stored there. Null where nowhere. */
function useAddress(file: ShownFile, of: 'whole' | 'small'): string | null {
  const address = useSignal<string | null>(null)
  const store = phone.value?.store
  useEffect(() => {
    let made = ''
    let here = true
    address.value = !file.here && file.stand === 'stored' ? addressOf(file) : null
    if (file.here && store) {
      void bytesOf(store, file.id, of).then(bytes => {
        if (!bytes || !here) return
        made = URL.createObjectURL(new Blob([bytes], { type: file.mime }))
        address.value = made
      })
    }
    return () => { here = false; if (made) URL.revokeObjectURL(made) }
  }, [file.id, file.here, file.stand === 'stored', of, store])
  return address.value
}

function Thumb({ file }: { file: ShownFile }) {
  const address = useAddress(file, 'small')
  const failed = useSignal(false)
  if (!isPicture(file) || !address || failed.value) return <span class="file-thumb"><Icon name={isPicture(file) ? 'picture' : 'text'} size={28} weight={1.8} /></span>
  return <img class="file-thumb" src={address} alt="" loading="lazy" decoding="async" onError={() => { failed.value = true }} />
}

function Large({ file, onClose }: { file: ShownFile; onClose: () => void }) {
  const address = useAddress(file, 'whole')
  const failed = useSignal(false)
  return (
    <Sheet title={file.name || fileWords.kinds[file.kind]} open onClose={onClose}>
      {failed.value || !address ? <p>{failed.value ? fileWords.notShown : ''}</p> : <img class="file-large" src={address} alt={file.name} onError={() => { failed.value = true }} />}
    </Sheet>
  )
}

function Item({ file, onOpen, action }: { file: ShownFile; onOpen: () => void; action: ComponentChildren }) {
  const name = file.name || fileWords.kinds[file.kind]
  const readable = file.here || file.stand === 'stored'
  return (
    <li class="file">
      {isPicture(file) && readable
        ? <button type="button" class="file-open" aria-label={fileWords.open(name)} onClick={onOpen}><Thumb file={file} /></button>
        : file.stand === 'stored' ? <a class="file-open" href={addressOf(file)} download={name} aria-label={fileWords.save(name)}><Thumb file={file} /></a> : <span class="file-open"><Thumb file={file} /></span>}
      <span class="grow">
        <b class="file-name">{name}</b>
        <small>{fileWords.kinds[file.kind]} · {fileWords.size(file.size)}</small>
        <small class={needsHeed(file) ? 'file-stand heed' : 'file-stand'}><Icon name={standIcon(file)} size={18} />{standText(file)}</small>
      </span>
      {action}
    </li>
  )
}

export function FileList({ files, action }: { files: readonly ShownFile[]; action?: (file: ShownFile) => ComponentChildren }) {
  const open = useSignal<string | null>(null)
  const large = files.find(one => one.id === open.value)
  return (
    <>
      <ul class="files" aria-label={fileWords.title}>{files.map(file => <Item key={file.id} file={file} onOpen={() => { open.value = file.id }} action={action?.(file)} />)}</ul>
      {large && <Large file={large} onClose={() => { open.value = null }} />}
    </>
  )
}
