/** A few choices side by side, each large enough for a glove. */
import type { IconName } from './Icon'
import { Icon } from './Icon'

export interface Choice<T extends string = string> { value: T; label: string; icon?: IconName; note?: string }

interface ChipsProps<T extends string> {
  label: string
  choices: readonly Choice<T>[]
  value: T | null
  onChoose: (value: T) => void
  /** Columns of equal width; without it the chips flow. */
  columns?: 1 | 2 | 3 | 4
}

/** Choose one. Arrow keys move within the group, as screen readers expect of radio buttons. */
export function Chips<T extends string>({ label, choices, value, onChoose, columns }: ChipsProps<T>) {
  const move = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' || event.key === 'ArrowDown' ? 1 : event.key === 'ArrowLeft' || event.key === 'ArrowUp' ? -1 : 0
    if (!step) return
    event.preventDefault()
    const at = Math.max(0, choices.findIndex(one => one.value === value))
    const next = choices[(at + step + choices.length) % choices.length]!
    onChoose(next.value)
    const group = event.currentTarget as HTMLElement
    ;(group.children[choices.indexOf(next)] as HTMLElement).focus()
  }
  const reachable = choices.some(one => one.value === value) ? value : choices[0]?.value
  return (
    <div class={columns ? `chips columns-${columns}` : 'chips'} role="radiogroup" aria-label={label} onKeyDown={move}>
      {choices.map(one => (
        <button key={one.value} type="button" role="radio" class="chip" aria-checked={one.value === value ? 'true' : 'false'}
          tabIndex={one.value === reachable ? 0 : -1} onClick={() => onChoose(one.value)}>
          {one.icon && <Icon name={one.icon} size={22} />}
          <span>{one.label}{one.note && <small>{one.note}</small>}</span>
        </button>
      ))}
    </div>
  )
}

/** Suggestions that fill a field with one tap. */
export function Suggestions({ label, values, onChoose }: { label: string; values: readonly string[]; onChoose: (value: string) => void }) {
  if (!values.length) return null
  return (
    <div class="chips suggestions" role="group" aria-label={label}>
      {values.map(value => <button key={value} type="button" class="chip" onClick={() => onChoose(value)}>{value}</button>)}
    </div>
  )
}
