/** The pages of honours and stories beside each other, and what stands at the head of each; who may write. */
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { to } from '../../route'
import { me } from '../../session'
import { words } from './words'
import './office.css'

type Tab = keyof typeof words.tab

const HREFS: Record<Tab, string> = { honours: 'office/honours', stories: 'office/honours/stories', levels: 'office/honours/levels' }

/** The office writes; committee leaders read, and review. */
export const mayWrite = (): boolean => me.value?.roles.some(one => one.role === 'office') ?? false

export function Head({ title, tab, children }: { title: string; tab: Tab | null; children?: ComponentChildren }) {
  useEffect(() => { document.title = title }, [title])
  return (
    <header class="office-title honours-title">
      <h1 tabIndex={-1}>{title}</h1>
      <nav class="segments no-print" aria-label={words.tabs}>{(Object.keys(HREFS) as Tab[]).map(key => <a key={key} href={to(HREFS[key])} aria-current={key === tab ? 'page' : undefined}>{words.tab[key]}</a>)}</nav>
      {children && <div class="honours-tools">{children}</div>}
    </header>
  )
}
