/** The pages of brands beside each other, and what stands at the head of each. */
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { to } from '../../route'
import { me } from '../../session'
import { words } from './words'
import './office.css'

type Tab = 'list' | 'importing'

const HREFS: Record<Tab, string> = { list: 'office/brands', importing: 'office/brands/import' }

export function Head({ title, tab, children }: { title: string; tab: Tab | null; children?: ComponentChildren }) {
  useEffect(() => { document.title = title }, [title])
  const isOffice = me.value?.roles.some(one => one.role === 'office')
  const tabs: Tab[] = isOffice ? ['list', 'importing'] : ['list']
  return (
    <header class="office-title brand-title">
      <h1 tabIndex={-1}>{title}</h1>
      <nav class="segments no-print" aria-label={words.tabs}>{tabs.map(key => <a key={key} href={to(HREFS[key])} aria-current={key === tab ? 'page' : undefined}>{words[key]}</a>)}</nav>
      {children && <div class="brand-tools">{children}</div>}
    </header>
  )
}
