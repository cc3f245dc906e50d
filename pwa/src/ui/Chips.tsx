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
    const group = event.currentTarget as HTMLElement
    // From where the focus is: a key may come before the last choice is drawn.
    const at = [...group.children].indexOf(document.activeElement!)
    const next = (at + step + choices.length) % choices.length
    onChoose(choices[next]!.value)
    ;(group.children[next] as HTMLElement).focus()
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

/** What vanishes once it is pressed hands the focus on to its neighbour: whoever uses keys or a screen reader would be sent back to the page's beginning. */
export function handOn({ currentTarget: one }: { currentTarget: Element }): void {
  const next = one.nextElementSibling ?? one.previousElementSibling
  setTimeout(() => { if (!one.isConnected) (next as HTMLElement | null)?.focus({ preventScroll: true }) })
}

/** Suggestions that fill a field with one tap. */
export function Suggestions({ label, values, onChoose }: { label: string; values: readonly string[]; onChoose: (value: string) => void }) {
  if (!values.length) return null
  return (
    <div class="chips suggestions" role="group" aria-label={label}>
      {values.map(value => <button key={value} type="button" class="chip" onClick={event => { handOn(event); onChoose(value) }}>{value}</button>)}
    </div>
  )
}
