/** Six digits under thick gloves: large keys, dots instead of digits, and a desktop's keyboard works as well. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { PIN_DIGITS } from '../pin'
import { t } from './lockWords'

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '', '0', 'back'] as const

const Dots = ({ count }: { count: number }) => (
  <p class="pin-dots" role="status"><span class="sr">{t.typed(count)}</span>{Array.from({ length: PIN_DIGITS }, (_, at) => <i key={at} class={at < count ? 'on' : ''} />)}</p>
)

/** Tells the PIN when its last digit is typed, and is empty again. */
export function PinPad({ busy, onPin }: { busy: boolean; onPin: (pin: string) => void }) {
  const typed = useSignal('')
  const press = (key: string) => {
    if (busy || !key) return
    const next = key === 'back' ? typed.value.slice(0, -1) : typed.value + key
    typed.value = next.length < PIN_DIGITS ? next : ''
    if (next.length === PIN_DIGITS) onPin(next)
  }
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (/^\d$/.test(event.key)) press(event.key)
      if (event.key === 'Backspace') press('back')
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [busy, onPin])
  return (
    <div class="pin" aria-busy={busy ? 'true' : undefined}>
      <Dots count={busy ? PIN_DIGITS : typed.value.length} />
      <div class="pin-keys" role="group" aria-label={t.pad}>
        {KEYS.map(key => key === ''
          ? <span key="gap" />
          : <button key={key} type="button" class="pin-key" aria-label={key === 'back' ? t.remove : key} onClick={() => press(key)}>{key === 'back' ? <small>{t.removeOne}</small> : key}</button>)}
      </div>
    </div>
  )
}
