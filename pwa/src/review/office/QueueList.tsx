/** The queue: oldest first, so that nobody waits longest by accident. */
import { Button, Empty } from '../../ui'
import { isWide } from '../../ui/wide'
import { lengthText } from '../../length'
import { to } from '../../route'
import { wordFor } from '../../text'
import { dayText, minute, MINUTE_MS } from '../../time'
import { shell } from '../../words'
import { Flags } from './Evidence'
import { loadQueue, queue } from './state'
import type { QueueItem } from './types'
import { words } from './words'

const waitOf = ({ submitted_at }: QueueItem): string =>
  (minute.value - submitted_at < MINUTE_MS ? words.justNow : words.waited(lengthText(minute.value - submitted_at)))

function ItemLink({ item, current }: { item: QueueItem; current: boolean }) {
  const group = item.org_name && item.org_name !== item.branch_name ? ` · ${item.org_name}` : ''
  return (
    <li>
      <a class="queue-item" href={to(`office/review/${item.meeting}`)} aria-current={current ? 'true' : undefined}>
        <b>{item.branch_name}{group}</b>
        <span class="queue-title">{item.title || wordFor(shell.kinds, item.kind)}</span>
        <small>{item.held_start !== null && <>{words.held(dayText(item.held_start))} · </>}{waitOf(item)}</small>
        {item.flags.length > 0 && <span class="queue-flags"><Flags flags={item.flags} /></span>}
      </a>
    </li>
  )
}

export function QueueList({ open }: { open: string | null }) {
  const { items, next, busy, pages } = queue.value
  // A wide screen says it once, in the pane of the record.
  if (!items.length) return isWide.value ? null : <Empty icon="check" title={words.emptyTitle}>{words.emptyText}</Empty>
  return (
    <nav class="queue-list" aria-label={words.queue}>
      <ul>{items.map(item => <ItemLink key={item.review} item={item} current={item.meeting === open} />)}</ul>
      {next && <Button small wide busy={busy} onClick={() => { void loadQueue(pages + 1) }}>{words.more}</Button>}
    </nav>
  )
}
