/** What is due on the home page beside meetings: the branch's orders, and the visits of whoever is a guide too. */
import { useEffect } from 'preact/hooks'
import { branchId, useBranch } from '../branch'
import { useLive } from '../live'
import { byOrderUrgency, isOpen, orderColour, standingAt } from '../orders'
import { orderWords, whenText } from '../orderWords'
import { to } from '../route'
import type { As, Order } from '../rows'
import { minute } from '../time'
import { Mark, Row, Rows, Section, Tag } from '../ui'
import { ordersDue } from './duties'
import { Visits } from './Visits'

/** A new order is to be received; one that is grey has time. */
const needsBranch = (order: Order, now: number): boolean => order.state === 'issued' || orderColour(standingAt(order, now)) !== 'grey'

function OrderRow({ order, now }: { order: As<Order>; now: number }) {
  const standing = standingAt(order, now)
  const colour = orderColour(standing)
  return (
    <Row href={to(`order/${order.id}`)} lead={<Mark tone={colour} size={34} />} title={order.content.length > 32 ? `${order.content.slice(0, 30)}…` : order.content}
      sub={<><em class={colour}>{orderWords.standings[standing]}</em>{whenText({ ...order, standing }, now)}</>} tags={order.state === 'issued' && <Tag icon="inbox">{orderWords.sign}</Tag>} />
  )
}

function OfBranch() {
  const branch = branchId.value
  const now = minute.value
  const open = useLive(['row:dispatch_order'], async phone => (await phone.rows<As<Order>>('dispatch_order')).filter(one => one.branch === branch && isOpen(one)), [branch]) ?? []
  const due = open.filter(one => needsBranch(one, now)).sort(byOrderUrgency(now))
  useEffect(() => { ordersDue.value = due.length; return () => { ordersDue.value = 0 } }, [due.length])
  if (!due.length) return null
  return <Section title={orderWords.order}><Rows>{due.map(one => <OrderRow key={one.id} order={one} now={now} />)}</Rows></Section>
}

export function Orders() {
  const branch = useBranch()
  return <>{branch?.leads && <OfBranch />}<Visits /></>
}
