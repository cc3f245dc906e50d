/** The head of an office's page that stands beside others: its title, the way to the others, and what may be done here. */
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { to } from './route'

export interface OfficeTab { key: string; name: string; href: string }

interface HeadProps {
  title: string
  tabs: readonly OfficeTab[]
  /** Which of the tabs this page is; null for one below them. */
  tab: string | null
  /** What the tabs are called together. */
  label: string
  children?: ComponentChildren
}

export function OfficeHead({ title, tabs, tab, label, children }: HeadProps) {
  useEffect(() => { document.title = title }, [title])
  return (
    <header class="office-title tabbed">
      <h1 tabIndex={-1}>{title}</h1>
      {tabs.length > 0 && <nav class="segments no-print" aria-label={label}>{tabs.map(one => <a key={one.key} href={to(one.href)} aria-current={one.key === tab ? 'page' : undefined}>{one.name}</a>)}</nav>}
      {children && <div class="office-tools no-print">{children}</div>}
    </header>
  )
}
