/** Takes one file from the person: dropped here, or chosen. */
import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useRef } from 'preact/hooks'
import { Button } from './Button'
import { Icon } from './Icon'

/** `accept` is as an input of kind file takes it. */
interface DropZoneProps { title: string; choose: string; accept: string; onFile: (file: File) => void; children?: ComponentChildren }

export function DropZone({ title, choose, accept, onFile, children }: DropZoneProps) {
  const over = useSignal(false)
  const input = useRef<HTMLInputElement>(null)
  const take = (files: FileList | null | undefined) => { const file = files?.[0]; if (file) onFile(file) }
  const hold = (event: DragEvent, isOver: boolean) => { event.preventDefault(); over.value = isOver }
  return (
    <div class={over.value ? 'drop over' : 'drop'} onDragOver={event => hold(event, true)} onDragLeave={event => hold(event, false)}
      onDrop={event => { hold(event, false); take(event.dataTransfer?.files) }}>
      <Icon name="upload" size={40} weight={1.5} />
      <p class="drop-title">{title}</p>
      <Button kind="main" onClick={() => input.current?.click()}>{choose}</Button>
      <input ref={input} class="sr" type="file" aria-label={choose} tabIndex={-1} accept={accept} onChange={event => { take(event.currentTarget.files); event.currentTarget.value = '' }} />
      <p class="soft small">{children}</p>
    </div>
  )
}
