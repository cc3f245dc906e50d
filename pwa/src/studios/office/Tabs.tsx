/** The pages of studios beside each other, and what stands at the head of each. */
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { to } from '../../route'
import { me } from '../../session'
import { words } from './words'
import './office.css'

type Tab = 'studios' | 'achievements' | 'import' | 'settings'

export const mayDecide = (): boolean => me.value?.roles.some(one => one.role === 'office') ?? false

/** An amount as people say it. */
export const yuanText = (yuan: number): string => (yuan < 10_000 ? words.plain(String(yuan)) : words.wan(String(Math.round(yuan / 100) / 100)))

export function Head({ title, tab, children }: { title: string; tab: Tab | null; children?: ComponentChildren }) {
  useEffect(() => { document.title = title }, [title])
  const names: [Tab, string, string][] = [['studios', words.studios, 'office/studios'], ['achievements', words.achievements, 'office/studios/achievements'], ['settings', words.settings, 'office/studios/settings']]
  if (mayDecide()) names.splice(2, 0, ['import', words.importing, 'office/studios/import'])
  return (
    <header class="office-title studio-head">
      <h1 tabIndex={-1}>{title}</h1>
      <nav class="segments no-print" aria-label={words.tabs}>{names.map(([key, name, href]) => <a key={key} href={to(href)} aria-current={key === tab ? 'page' : undefined}>{name}</a>)}</nav>
      {children && <div class="studio-tools no-print">{children}</div>}
    </header>
  )
}
