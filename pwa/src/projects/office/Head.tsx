/** The pages of projects beside each other, and what stands at the head of each. */
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { to } from '../../route'
import { me } from '../../session'
import { words } from './words'
import './office.css'

type Tab = 'list' | 'wall' | 'importing' | 'settings'

const HREFS: Record<Tab, string> = { list: 'office/projects', wall: 'office/projects?view=wall', importing: 'office/projects/import', settings: 'office/settings/choices' }

export const isOffice = (): boolean => me.value?.roles.some(one => one.role === 'office') ?? false

export function Head({ title, tab, children }: { title: string; tab: Tab | null; children?: ComponentChildren }) {
  useEffect(() => { document.title = title }, [title])
  const tabs: Tab[] = isOffice() ? ['list', 'wall', 'importing', 'settings'] : ['list', 'wall']
  return (
    <header class="office-title project-title">
      <h1 tabIndex={-1}>{title}</h1>
      <nav class="segments no-print" aria-label={words.tabs}>{tabs.map(key => <a key={key} href={to(HREFS[key])} aria-current={key === tab ? 'page' : undefined}>{words[key]}</a>)}</nav>
      {children && <div class="project-tools">{children}</div>}
    </header>
  )
}
