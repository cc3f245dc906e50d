/** Fields of a form: label, control, hint, and the reason when something must be mended. */
import type { ComponentChildren, InputHTMLAttributes } from 'preact'
import { Icon } from './Icon'
import { Tag } from './Notice'

export interface FieldProps {
  id: string
  label: string
  /** Shown as a word beside the label, not as a star. */
  needed?: string | undefined
  hint?: string | undefined
  /** Why the value is not accepted, or what a reviewer wrote. */
  reason?: string | undefined
  children: ComponentChildren
}

export const describedBy = ({ id, hint, reason }: { id: string; hint?: string | undefined; reason?: string | undefined }): string | undefined =>
  [hint && `${id}-hint`, reason && `${id}-reason`].filter(Boolean).join(' ') || undefined

export function Field({ id, label, needed, hint, reason, children }: FieldProps) {
  return (
    <div class={reason ? 'field has-reason' : 'field'} id={`field-${id}`}>
      <div class="field-head"><label for={id}>{label}</label>{needed && <Tag tone="ink">{needed}</Tag>}</div>
      {children}
      {hint && <p class="field-hint" id={`${id}-hint`}>{hint}</p>}
      {reason && <p class="field-reason" id={`${id}-reason`}><Icon name="alert" size={20} />{reason}</p>}
    </div>
  )
}

interface TextProps extends Omit<FieldProps, 'children'> {
  value: string
  onInput: (value: string) => void
  type?: 'text' | 'password' | 'search' | 'datetime-local' | 'date' | 'time' | 'number'
  inputMode?: 'text' | 'numeric' | 'search'
  autocomplete?: string
  placeholder?: string
  readOnly?: boolean
  maxLength?: number
  onBlur?: () => void
}

export function TextField(props: TextProps) {
  const { id, value, onInput, type = 'text', inputMode, autocomplete = 'off', placeholder, readOnly, maxLength, onBlur } = props
  // One cast: the library types every kind of input apart, this control takes its kind as a value.
  const kind = { type } as InputHTMLAttributes<HTMLInputElement>
  return (
    <Field {...props}>
      <input {...kind} id={id} class="control" value={value} inputMode={inputMode} autocomplete={autocomplete} placeholder={placeholder}
        readOnly={readOnly} maxLength={maxLength} aria-invalid={props.reason ? 'true' : undefined} aria-describedby={describedBy(props)}
        onInput={event => onInput(event.currentTarget.value)} onBlur={onBlur} />
    </Field>
  )
}

interface AreaProps extends Omit<TextProps, 'type' | 'inputMode' | 'autocomplete'> { rows?: number }

/** A text that grows with what is written. */
export function AreaField(props: AreaProps) {
  const { id, value, onInput, placeholder, rows = 3, maxLength, onBlur } = props
  const lines = Math.max(rows, value.split('\n').reduce((sum, line) => sum + 1 + Math.floor(line.length / 19), 0))
  return (
    <Field {...props}>
      <textarea id={id} class="control" rows={Math.min(lines, 14)} value={value} placeholder={placeholder} maxLength={maxLength}
        aria-invalid={props.reason ? 'true' : undefined} aria-describedby={describedBy(props)}
        onInput={event => onInput(event.currentTarget.value)} onBlur={onBlur} />
    </Field>
  )
}

export interface Option { value: string; label: string }

export function SelectField(props: Omit<FieldProps, 'children'> & { value: string; options: readonly Option[]; onInput: (value: string) => void }) {
  return (
    <Field {...props}>
      <select id={props.id} class="control" value={props.value} aria-invalid={props.reason ? 'true' : undefined} aria-describedby={describedBy(props)}
        onInput={event => props.onInput(event.currentTarget.value)}>
        {props.options.map(one => <option key={one.value} value={one.value}>{one.label}</option>)}
      </select>
    </Field>
  )
}
