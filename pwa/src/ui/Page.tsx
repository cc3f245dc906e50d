/** The frame of a page: its head, and the bar that carries the main action. */
import type { ComponentChildren, TargetedMouseEvent } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Emblem } from './Icon'
import { IconButton } from './Button'
import { ui } from './words'

interface PageHeadProps {
  title: string
  sub?: ComponentChildren
  /** Gives a back button instead of the emblem. */
  onBack?: () => void
  aside?: ComponentChildren
}

/** The head takes the focus when the page opens, so that a screen reader says where it is. */
export function PageHead({ title, sub, onBack, aside }: PageHeadProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => { heading.current?.focus({ preventScroll: true }) }, [])
  useEffect(() => { document.title = title }, [title])
  return (
    <header class="page-head">
      {onBack ? <IconButton icon="back" label={ui.back} onClick={onBack} size={28} /> : <Emblem />}
      <div class="grow"><h1 ref={heading} tabIndex={-1}>{title}</h1>{sub && <p class="page-sub">{sub}</p>}</div>
      {aside}
    </header>
  )
}

interface ActionBarProps {
  note?: ComponentChildren
  children: ComponentChildren
  /** Is told which button of the bar is pressed, by a finger or a key, before the button acts; and leaves the focus where it is: to move it, and to paint what that changes, holds up what the press is for. */
  onPress?: (button: HTMLElement) => void
}

/** Stands at the bottom within the thumb's reach; the page keeps as much room as the bar takes, whatever the size of type. */
export function ActionBar({ note, children, onPress }: ActionBarProps) {
  const bar = useRef<HTMLElement>(null)
  useEffect(() => {
    const measure = () => document.documentElement.style.setProperty('--foot', `${bar.current?.offsetHeight ?? 0}px`)
    const watch = new ResizeObserver(measure)
    watch.observe(bar.current!)
    return () => { watch.disconnect(); document.documentElement.style.removeProperty('--foot') }
  }, [])
  const press = (event: TargetedMouseEvent<HTMLElement>) => {
    const button = (event.target as Element).closest<HTMLElement>('.action-buttons > .button')
    if (!button || !onPress) return
    if (event.type === 'click') onPress(button)
    else event.preventDefault()
  }
  return (
    <footer class={onPress ? 'action-bar swift' : 'action-bar'} ref={bar} onMouseDown={press} onClickCapture={press}><div class="action-bar-inside">{note && <div class="action-note">{note}</div>}<div class="action-buttons">{children}</div></div></footer>
  )
}

export interface MeterPart { share: number; tone: string }

/** A bar of shares between 0 and 1; the words beside it say the same. */
export const Meter = ({ parts, label }: { parts: readonly MeterPart[]; label: string }) => (
  <div class="meter" role="img" aria-label={label}>
    {parts.map(part => <i key={part.tone} class={part.tone} style={{ width: `${Math.max(0, Math.min(1, part.share)) * 100}%` }} />)}
  </div>
)
