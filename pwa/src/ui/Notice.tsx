/** Notices, tags and empty places: what to know, and what to do next. */
import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from './Icon'
import type { Tone } from './Mark'
import { Spinner } from './Button'

interface NoticeProps {
  title: string
  /** `heed` waits for a decision, `ink` tells, `yellow` and `red` only speak of deadlines. */
  tone?: Tone
  icon?: IconName
  children?: ComponentChildren
  actions?: ComponentChildren
  /** Read out at once by a screen reader. */
  urgent?: boolean
}

export function Notice({ title, tone = 'ink', icon = 'info', children, actions, urgent }: NoticeProps) {
  return (
    <section class={`notice ${tone}`} role={urgent ? 'alert' : undefined}>
      <div class="notice-head"><Icon name={icon} size={26} /><b>{title}</b></div>
      {children && <div class="notice-text">{children}</div>}
      {actions && <div class="notice-actions">{actions}</div>}
    </section>
  )
}

export function Tag({ tone = 'ink', icon, children }: { tone?: Tone; icon?: IconName; children: ComponentChildren }) {
  return <span class={`tag ${tone}`}>{icon && <Icon name={icon} size={16} weight={2.4} />}{children}</span>
}

export function Empty({ icon, title, children, actions }: { icon: IconName; title: string; children?: ComponentChildren; actions?: ComponentChildren }) {
  return (
    <div class="empty">
      <Icon name={icon} size={44} weight={1.5} />
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {actions}
    </div>
  )
}

/** Something is being fetched; said in words, not only by a wheel. */
export const Waiting = ({ children }: { children: ComponentChildren }) => <p class="waiting" role="status"><Spinner />{children}</p>
