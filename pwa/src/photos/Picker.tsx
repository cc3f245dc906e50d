/** A button that opens the camera or the files of the phone. */
import { useRef } from 'preact/hooks'
import { Button } from '../ui'

export const PICTURES = 'image/jpeg,image/png,image/webp,image/*'

interface PickerProps { icon: 'camera' | 'picture' | 'plus'; label: string; accept: string; camera?: boolean; many?: boolean; wide?: boolean; busy: boolean; onPick: (files: File[]) => void }

export function Picker({ icon, label, accept, camera, many, wide, busy, onPick }: PickerProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <div class={wide ? 'wide' : undefined}>
      <Button wide icon={icon} busy={busy} onClick={() => input.current?.click()}>{label}</Button>
      <input ref={input} type="file" class="sr" tabIndex={-1} aria-hidden="true" accept={accept} capture={camera ? 'environment' : undefined} multiple={many}
        onChange={event => {
          const chosen = [...(event.currentTarget.files ?? [])]
          event.currentTarget.value = ''
          if (chosen.length) onPick(chosen)
        }} />
    </div>
  )
}
