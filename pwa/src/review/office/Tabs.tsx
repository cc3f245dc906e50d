/** The queues of the desk side by side: submissions, amendments, held steps, and what the system could not process. */
import { Figure } from '../../answered'
import { to } from '../../route'
import { amendments, held } from './asked'
import { conflicts } from './conflicts'
import type { Listed } from './listing'
import { loadQuarantine, quarantine } from './quarantine'
import { queue } from './state'
import { words } from './words'

/** `count` is null until the server has told it. */
interface Tab { path: string; title: string; count: number | null; more?: boolean }

const countOf = ({ known, items, next, total }: Pick<Listed<unknown>, 'known' | 'items' | 'next' | 'total'>) => ({ count: known ? total ?? items.length : null, more: total === undefined && next !== null })

const tabs = (): Tab[] => [
  { path: 'review', title: words.tabs.pending, ...countOf(queue.value) },
  { path: 'review/amendments', title: words.tabs.amendments, ...countOf(amendments.state.value) },
  { path: 'review/held', title: words.tabs.held, ...countOf(held.state.value) },
]

export function DeskTabs({ current }: { current: string }) {
  const failed = quarantine.state.value.data?.count ?? 0
  // What the office decides always stands there; what it only asks after stands there when there is some.
  const rare = [{ path: 'review/conflicts', title: words.tabs.conflicts, ...countOf(conflicts.state.value) }, { path: 'quarantine', title: words.tabs.quarantine, count: failed, more: false }]
  const shown = [...tabs(), ...rare.filter(tab => tab.count)]
  return (
    <nav class="desk-tabs" aria-label={words.tabs.label}>
      {shown.map(({ path, title, count, more }) => (
        <a key={path} href={to(`office/${path}`)} aria-current={path === current ? 'page' : undefined}>{title} <b><Figure of={count} />{more && '+'}</b></a>
      ))}
    </nav>
  )
}

/** Everything that waits for the office, in all queues. */
export const waitingCount = (): { count: number; more: boolean } => {
  const all = tabs()
  return { count: all.reduce((sum, tab) => sum + (tab.count ?? 0), 0), more: all.some(tab => tab.more) }
}

export async function loadTabs(): Promise<void> {
  await Promise.all([amendments.load(), held.load(), conflicts.load(), loadQuarantine()])
}
