/** The office's pages of dispatch: orders, the month's work meeting, branches' task tables; what is overdue stands on its first page. */
import { api } from '../api'
import type { OrdersOut } from '../generated/http'
import type { Heed, OfficePage, SettingsTab } from '../office'
import { orderWords } from '../orderWords'
import { BRANCH_POSTS } from '../posts'
import { to } from '../route'
import { isBroad } from '../ui/wide'
import { ImportPage } from './office/ImportPage'
import { IssuePage } from './office/IssuePage'
import { MeetingPage } from './office/MeetingPage'
import { OrdersPage } from './office/OrdersPage'
import { SettingsPage } from './office/SettingsPage'
import { StoryPage } from './office/StoryPage'
import { TablePage } from './office/TablePage'
import { ledgerWords, words } from './office/words'
import type { PageProps } from '../part'

const READERS = ['office', 'committee_leader'] as const

function Orders({ path: [what], query }: PageProps) {
  if (what === 'new') return <IssuePage query={query} />
  if (what === 'import') return <ImportPage />
  return what && !isBroad.value ? <StoryPage key={what} id={what} /> : <OrdersPage query={query} open={what} />
}

export const pages: readonly OfficePage[] = [
  { path: 'orders', title: () => words.short, icon: 'send', menu: ['daily', 3], roles: READERS, view: Orders },
  { path: 'order', title: () => words.story, icon: 'send', roles: BRANCH_POSTS, view: ({ path: [id = ''] }) => <StoryPage key={id} id={id} /> },
  { path: 'work-meeting', title: () => words.meeting, icon: 'people', under: 'orders', roles: READERS, view: ({ path: [month] }) => <MeetingPage asked={month} /> },
  { path: 'month-table', title: () => words.table, icon: 'board', under: 'orders', roles: READERS, view: ({ path: [branch, month] }) => <TablePage branch={branch} asked={month} /> },
]

export const settings: readonly SettingsTab[] = [{ path: 'choices', title: () => words.title, place: 3, roles: ['office'], view: () => <SettingsPage /> }]

async function load(): Promise<Heed[]> {
  const [red, reported] = await Promise.all([api<OrdersOut>('/api/orders?colour=red'), api<OrdersOut>('/api/orders?state=reported')])
  const late = red.items.filter(one => one.state !== 'reported').map((one): Heed => ({
    key: one.order, title: one.branch_name, sub: `${orderWords.order} ${orderWords.standings[one.standing as keyof typeof orderWords.standings]}`, about: one.content, href: to(`office/orders/${one.order}`), tone: 'red', due_at: Date.parse(`${one.due_on}T23:59:59+08:00`), branch: one.branch,
  }))
  const waiting = reported.counts.reduce((sum, one) => sum + one.reported, 0)
  return waiting ? [...late, { key: 'orders-reported', title: words.short, sub: words.toClose(waiting), href: to('office/orders?state=reported'), tone: 'yellow', due_at: Date.now() }] : late
}

/** What the ledger tells of orders. */
export const sections = { orders: ledgerWords } as const

export const heeds = { roles: READERS, load } as const
