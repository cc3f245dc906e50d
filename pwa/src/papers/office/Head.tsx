/** What the office's pages of papers share: title and tabs; templates and exports are the office's alone. */
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { to } from '../../route'
import { me } from '../../session'
import { words } from './words'
import './papers.css'

const TABS = [['papers', 'ledger'], ['papers/templates', 'templates'], ['papers/taken', 'taken']] as const

/** What the office alone takes and sees. */
export const isOffice = (): boolean => me.value?.roles.some(one => one.role === 'office') ?? false

export function Frame({ current, head, children }: { current: 'ledger' | 'templates' | 'taken'; head?: ComponentChildren; children: ComponentChildren }) {
  useEffect(() => { document.title = `${words.short} · ${words[current]}` }, [current])
  return (
    <div class="office-papers">
      <header class="office-title"><h1 tabIndex={-1}>{words.short}</h1>{head}</header>
      {isOffice() && (
        <nav class="tabs-line" aria-label={words.tabs}>
          {TABS.map(([path, name]) => <a key={path} href={to(`office/${path}`)} aria-current={name === current ? 'page' : undefined}>{words[name]}</a>)}
        </nav>
      )}
      {children}
    </div>
  )
}
