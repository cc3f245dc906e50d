/** Fields of the scheme, each bound to its path in the content. */
import { useSignal } from '@preact/signals'
import { Icon, SelectField, TextField } from '../../ui'
import { Checks, type CheckOption } from '../../ui/Checks'
import { edited, reasonAt, setAt, valueAt } from './scheme'
import { words } from './words'

const idOf = (path: string): string => `scheme-${path.replace(/\./g, '-')}`

interface Bound { path: string; label: string; hint?: string }

export function Words({ path, label, hint, maxLength = 80 }: Bound & { maxLength?: number }) {
  const value = String(valueAt(edited.value!, path) ?? '')
  return <TextField id={idOf(path)} label={label} hint={hint} value={value} maxLength={maxLength} reason={reasonAt(path)} onInput={text => setAt(path, text)} />
}

interface NumberProps extends Bound {
  /** Stored in tenths of points, written in points. */
  tenths?: boolean
  /** May be left empty, which means without limit. */
  open?: boolean
}

/** A number; what cannot be read as one is kept on the screen with the reason, and the content keeps the last good value. */
export function Amount({ path, label, hint, tenths, open }: NumberProps) {
  const value = valueAt(edited.value!, path)
  const scale = tenths ? 10 : 1
  const told = typeof value === 'number' ? String(value / scale) : ''
  const typed = useSignal<string | null>(null)
  const isBad = typed.value !== null
  function take(text: string): void {
    const number = Math.round(Number(text) * scale)
    if (text.trim() === '' && open) { typed.value = null; setAt(path, null) } else if (text.trim() === '' || Number.isNaN(number) || Math.abs(Number(text) * scale - number) > 1e-6) typed.value = text
    else { typed.value = String(number / scale) === text ? null : text; setAt(path, number) }
  }
  const unread = isBad && String(Number(typed.value)) !== told
  return (
    <TextField id={idOf(path)} label={label} hint={hint} inputMode="numeric" value={typed.value ?? told} placeholder={open ? words.unlimited : undefined}
      reason={unread ? words.notNumber : reasonAt(path)} onInput={take} onBlur={() => { typed.value = null }} />
  )
}

interface ChoiceProps extends Bound {
  options: readonly CheckOption[]
  /** Where the choice changes more than the one value. */
  onChoose?: (value: string) => void
}

/** One of a few. */
export function Choice({ path, label, hint, options, onChoose }: ChoiceProps) {
  return <SelectField id={idOf(path)} label={label} hint={hint} value={String(valueAt(edited.value!, path) ?? '')} reason={reasonAt(path)} options={options.map(([value, name]) => ({ value, label: name }))} onInput={onChoose ?? (value => setAt(path, value))} />
}

interface ManyProps extends Bound { options: readonly CheckOption[]; chosen: readonly string[]; onChange: (chosen: string[]) => void }

/** Any of them, each with a tick where it is chosen. */
export function Many({ path, label, hint, ...checks }: ManyProps) {
  const reason = reasonAt(path)
  return (
    <div class="field scheme-many">
      <b id={`${idOf(path)}-label`}>{label}</b>
      {hint && <p class="soft small">{hint}</p>}
      {reason && <p class="field-reason"><Icon name="alert" size={20} />{reason}</p>}
      <Checks labelledBy={`${idOf(path)}-label`} {...checks} />
    </div>
  )
}
