/** Buttons: one main action a page, the rest quieter. */
import type { ComponentChildren, TargetedMouseEvent } from 'preact'
import { Icon, type IconName } from './Icon'

export interface ButtonProps {
  children: ComponentChildren
  /** `main` is the page's one action; `plain` has an edge; `quiet` has none. */
  kind?: 'main' | 'plain' | 'quiet'
  icon?: IconName
  wide?: boolean
  small?: boolean
  busy?: boolean
  disabled?: boolean
  type?: 'button' | 'submit'
  label?: string
  pressed?: boolean
  onClick?: (event: TargetedMouseEvent<HTMLElement>) => void
}

const classes = ({ kind = 'plain', wide, small }: ButtonProps) => `button ${kind}${wide ? ' wide' : ''}${small ? ' small' : ''}`

export function Button(props: ButtonProps) {
  const { children, icon, busy, disabled, type = 'button', label, pressed, onClick } = props
  return (
    <button type={type} class={classes(props)} disabled={disabled} aria-busy={busy ? 'true' : undefined} aria-label={label}
      aria-pressed={pressed} onClick={event => { if (!busy) onClick?.(event) }}>
      {busy ? <Spinner /> : icon && <Icon name={icon} size={props.small ? 20 : 24} />}
      <span>{children}</span>
    </button>
  )
}

/** A link that looks like a button, for going to a page. */
export function ButtonLink(props: ButtonProps & { href: string }) {
  return <a class={classes(props)} href={props.href} aria-label={props.label}>{props.icon && <Icon name={props.icon} />}<span>{props.children}</span></a>
}

export function IconButton({ icon, label, onClick, size = 26 }: { icon: IconName; label: string; size?: number; onClick: () => void }) {
  return <button type="button" class="icon-button" aria-label={label} onClick={onClick}><Icon name={icon} size={size} /></button>
}

export const Spinner = () => <span class="spinner" aria-hidden="true" />
