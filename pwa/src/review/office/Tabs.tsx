/** The queues of the desk side by side: submissions, amendments, held steps, and what the system could not process. */
import { to } from '../../route'
import { amendments, held } from './asked'
import { conflicts } from './conflicts'
import { loadQuarantine, quarantine } from './quarantine'
import { queue } from './state'
import { words } from './words'

interface Tab { path: string; title: string; count: number; more?: boolean }

const tabs = (): Tab[] => [
  { path: 'review', title: words.tabs.pending, count: queue.value.items.length, more: queue.value.next !== null },
  { path: 'review/amendments', title: words.tabs.amendments, count: amendments.state.value.items.length, more: amendments.state.value.next !== null },
  { path: 'review/held', title: words.tabs.held, count: held.state.value.items.length, more: held.state.value.next !== null },
]

export function DeskTabs({ current }: { current: string }) {
  const failed = quarantine.state.value.data?.count ?? 0
  const { items, next } = conflicts.state.value
  // What the office decides always stands there; what it only asks after stands there when there is some.
  const rare = [{ path: 'review/conflicts', title: words.tabs.conflicts, count: items.length, more: next !== null }, { path: 'quarantine', title: words.tabs.quarantine, count: failed, more: false }]
  const shown = [...tabs(), ...rare.filter(tab => tab.count > 0)]
  return (
    <nav class="desk-tabs" aria-label={words.tabs.label}>
      {shown.map(({ path, title, count, more }) => (
        <a key={path} href={to(`office/${path}`)} aria-current={path === current ? 'page' : undefined}>{title} <b>{count}{more && '+'}</b></a>
      ))}
    </nav>
  )
}

/** Everything that waits for the office, in all queues. */
export const waitingCount = (): { count: number; more: boolean } => {
  const all = tabs()
  return { count: all.reduce((sum, tab) => sum + tab.count, 0), more: all.some(tab => tab.more) }
}

export async function loadTabs(): Promise<void> {
  await Promise.all([amendments.load(), held.load(), conflicts.load(), loadQuarantine()])
}
