/** The branch's orders: what is to be done first, what waits for the office, what has ended. Works without a network. */
import { useBranch, type Branch } from '../branch'
import { AsOf, DeliveryChip } from '../delivery'
import { useLive } from '../live'
import { hasEnded, isOpen, orderColour, standingAt } from '../orders'
import { orderWords, whenText } from '../orderWords'
import { back, to } from '../route'
import type { As, Order } from '../rows'
import { delivery } from '../session'
import { minute } from '../time'
import { Empty, Icon, Mark, PageHead, Row, Rows, Section, Tag, Waiting } from '../ui'
import { shell } from '../words'
import { readOrders } from './reading'
import { t } from './words'
import './orders.css'

export function OrderRow({ order, now }: { order: Order & { id: string }; now: number }) {
  const standing = standingAt(order, now)
  const colour = orderColour(standing)
  const tags = order.state === 'issued' && <Tag icon="inbox">{orderWords.sign}</Tag>
  return (
    <Row href={to(`order/${order.id}`)} lead={<Mark tone={colour} size={34} hollow={standing === 'late'} />} title={<span class="order-line">{order.content}</span>}
      sub={<><em class={colour}>{orderWords.standings[standing]}</em>{isOpen(order) ? whenText({ ...order, standing }, now) : `${orderWords.states[order.state]} · ${orderWords.number(order.year, order.number)}`}</>} tags={tags} />
  )
}

const Pile = ({ orders, now }: { orders: readonly As<Order>[]; now: number }) => <Rows>{orders.map(one => <OrderRow key={one.id} order={one} now={now} />)}</Rows>

function Shown({ orders }: { orders: readonly As<Order>[] }) {
  const now = minute.value
  const [toDo, waits, ended] = [orders.filter(isOpen), orders.filter(one => one.state === 'reported'), orders.filter(hasEnded)]
  if (!orders.length) return <Empty icon="check" title={t.none}>{t.noneText}</Empty>
  return (
    <>
      {toDo.length > 0 && <Section title={t.toDo}><Pile orders={toDo} now={now} /></Section>}
      {waits.length > 0 && <Section title={t.waits}><Pile orders={waits} now={now} /></Section>}
      {ended.length > 0 && <details class="pile"><summary>{t.ended} <b>{ended.length}</b><Icon name="down" size={20} /></summary><Pile orders={[...ended].reverse()} now={now} /></details>}
    </>
  )
}

function OfBranch({ branch }: { branch: Branch }) {
  const orders = useLive(['row:dispatch_order'], phone => readOrders(phone, branch.id, Date.now()), [branch.id, Math.floor(minute.value / 900_000)])
  return orders ? <><AsOf at={Math.max(0, ...orders.map(one => one.computed_at)) || delivery.value?.server.answered_at} /><Shown orders={orders} /></> : <Waiting>{shell.loading}</Waiting>
}

export function OrdersPage() {
  const branch = useBranch()
  return (
    <main class="page">
      <PageHead title={t.title} sub={branch?.name} onBack={() => back('today')} aside={<DeliveryChip />} />
      {branch === undefined ? <Waiting>{shell.loading}</Waiting> : branch ? <><OfBranch branch={branch} /><Section title={t.tasks}><Rows><Row href={to('tasks')} lead={<Icon name="board" size={28} />} title={t.tasks} sub={t.tasksSub} /></Rows></Section></> : <Empty icon="check" title={t.none} />}
    </main>
  )
}
