/** What the office's pages of facts share: tabs, and the quarter in front. */
import { signal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { useLive } from '../../live'
import { periodInYear, stepped } from '../../period'
import { to } from '../../route'
import type { As, Organisation } from '../../rows'
import { periodsOf } from '../../time'
import { IconButton } from '../../ui'
import { words } from './words'
import './facts.css'

const now = (): string => periodsOf(Date.now())[1]!
export const quarter = signal(now())

/** Branches by name, from the rows that every account of the mine holds. */
export function useBranches(): readonly Organisation[] {
  return useLive(['row:organisation'], async phone => {
    const all = await phone.rows<As<Organisation>>('organisation')
    return all.filter(one => one.kind === 'branch' && !one.closed_on).sort((one, other) => one.name.localeCompare(other.name, 'zh'))
  }) ?? []
}

const Quarter = () => (
  <div class="fact-quarter" role="group" aria-label={words.quarter}>
    <IconButton icon="back" label={words.earlier} size={20} onClick={() => { quarter.value = stepped(quarter.value, -1) }} />
    <b aria-live="polite">{periodInYear(quarter.value)}</b>
    {quarter.value < now() && <IconButton icon="go" label={words.later} size={20} onClick={() => { quarter.value = stepped(quarter.value, 1) }} />}
  </div>
)

const TABS = [['facts', 'ledger'], ['facts/coverage', 'coverage'], ['facts/import', 'importing']] as const

export function Frame({ current, children }: { current: 'ledger' | 'coverage' | 'importing'; children: ComponentChildren }) {
  useEffect(() => { document.title = `${words.short} · ${words[current]}` }, [current])
  return (
    <div class="office-facts">
      <header class="office-title"><h1 tabIndex={-1}>{words.short}</h1><Quarter /></header>
      <nav class="fact-tabs" aria-label={words.tabs}>
        {TABS.map(([path, name]) => <a key={path} href={to(`office/${path}`)} aria-current={name === current ? 'page' : undefined}>{words[name]}</a>)}
      </nav>
      {children}
    </div>
  )
}
