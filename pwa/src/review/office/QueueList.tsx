/** The queue: oldest first, so that nobody waits longest by accident, or what needs an eye most. */
import { Button, ButtonLink, Empty } from '../../ui'
import { isWide } from '../../ui/wide'
import { lengthText } from '../../length'
import { to } from '../../route'
import { wordFor } from '../../text'
import { dayText, minute, MINUTE_MS } from '../../time'
import { shell } from '../../words'
import { Remarks } from './Evidence'
import { loadQueue, order, queue, sortBy, type Order } from './state'
import type { QueueItem } from './types'
import { words } from './words'

const ORDERS: readonly Order[] = ['age', 'risk']

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
        {item.remarks.length > 0 && <span class="queue-flags"><Remarks remarks={item.remarks} /></span>}
      </a>
    </li>
  )
}

export function QueueList({ open }: { open: string | null }) {
  const { items, next, busy, pages, plain } = queue.value
  // A wide screen says it once, in the pane of the record.
  if (!items.length) return isWide.value ? null : <Empty icon="check" title={words.emptyTitle}>{words.emptyText}</Empty>
  return (
    <nav class="queue-list" aria-label={words.queue}>
      <div class="segments queue-order" role="group" aria-label={words.order}>
        {ORDERS.map(one => <button key={one} type="button" aria-pressed={one === order.value} onClick={() => sortBy(one)}>{words.orders[one]}</button>)}
      </div>
      {plain !== 0 && plain !== 1 && <ButtonLink kind="quiet" small wide icon="check" href={to('office/review/together')}>{words.togetherLink(plain ?? null)}</ButtonLink>}
      <ul>{items.map(item => <ItemLink key={item.review} item={item} current={item.meeting === open} />)}</ul>
      {next && <Button small wide busy={busy} onClick={() => { void loadQueue(pages + 1) }}>{words.more}</Button>}
    </nav>
  )
}
