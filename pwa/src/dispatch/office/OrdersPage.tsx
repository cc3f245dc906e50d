/** All orders by deadline, the longest overdue first, narrowed by colour, kind and branch; on a wide screen one of them stands open beside them. */
import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered } from '../../answered'
import { api } from '../../api'
import { ExportButton } from '../../exporting'
import { keepFresh } from '../../fresh'
import type { OptionsOut, OrderOut, OrdersOut } from '../../generated/http'
import { Resource } from '../../load'
import { orderWords, whenText } from '../../orderWords'
import { go, to } from '../../route'
import { dayText, momentText } from '../../time'
import { Button, ButtonLink, Empty, Mark, type Colour } from '../../ui'
import { shell, wordFor } from '../../words'
import { isBroad } from '../../ui/wide'
import { Story } from './StoryPage'
import { Head, mayDecide, pageOf } from './Tabs'
import { words } from './words'

const LISTS = ['open', 'reported', 'closed', 'withdrawn'] as const
const COLOURS: readonly Colour[] = ['red', 'yellow', 'green', 'grey']

const found = new Resource<OrdersOut>()
const options = new Resource<OptionsOut>()
/** The pages after the first, which are asked for one by one. */
const later = signal<{ of: string; items: OrderOut[]; next: string | null } | null>(null)

const asMs = (day: string): number => Date.parse(`${day}T00:00:00+08:00`)

/** Whether an order's colour comes of another day than its deadline, which is then told beside it. */
const asksBefore = ({ standing }: OrderOut): boolean => ['progress_due', 'progress_missed', 'returned', 'not_mended'].includes(standing)

interface TableProps {
  items: readonly OrderOut[]
  /** The one that stands open beside the table. */
  open?: string | undefined
  /** What the list is narrowed to: an order that is opened beside it leaves it so. */
  query?: URLSearchParams
}

function OrderLine({ one, open, query }: Omit<TableProps, 'items'> & { one: OrderOut }) {
  const isOpen = one.order === open
  return (
    <tr class={isOpen ? 'open' : undefined}>
      <td><a href={to(pageOf(one.order, query))} aria-current={isOpen ? 'true' : undefined}><b class="order-line">{one.content}</b><small>{orderWords.number(one.year, one.number)} · {words.age(one.age_days)}</small></a></td>
      <td>{one.branch_name}{one.general_branch_name && <small>{one.general_branch_name}</small>}</td>
      <td>{dayText(asMs(one.due_on))}{asksBefore(one) && <small>{whenText({ ...one, due_at: asMs(one.due_on) }, Date.now())}</small>}</td>
      <td>{wordFor(orderWords.states, one.state)}</td>
      <td><span class={`status ${one.colour}`}><Mark tone={one.colour as Colour} size={20} hollow={one.standing === 'late'} />{wordFor(orderWords.standings, one.standing)}</span></td>
    </tr>
  )
}

export function OrderTable({ items, open, query }: TableProps) {
  const { order, branch, due, state, standing } = words.columns
  return (
    <table class="list-table orders-table">
      <thead><tr>{[order, branch, due, state, standing].map(one => <th key={one} scope="col">{one}</th>)}</tr></thead>
      <tbody>{items.map(one => <OrderLine key={one.order} one={one} open={open} query={query} />)}</tbody>
    </table>
  )
}

function Filters({ query }: { query: URLSearchParams }) {
  const { choices = [], targets = [] } = options.state.value.data ?? {}
  const counts = new Map(found.state.value.data?.counts.map(one => [one.colour, one.orders]))
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(query)
    if (value) next.set(name, value)
    else next.delete(name)
    go(`office/orders?${next.toString()}`, true)
  }
  const [list, colour] = [query.get('state') ?? 'open', query.get('colour') ?? '']
  return (
    <div class="orders-bar">
      <div class="segments" role="group" aria-label={words.list}>{LISTS.map(one => <button key={one} type="button" aria-pressed={one === list} onClick={() => set('state', one)}>{words.lists[one]}</button>)}</div>
      <div class="orders-colours" role="group" aria-label={words.colour}>
        {COLOURS.map(one => <button key={one} type="button" class="chip" aria-pressed={one === colour ? 'true' : 'false'} onClick={() => set('colour', one === colour ? '' : one)}><Mark tone={one} size={18} />{shell.colours[one]}{list === 'open' && ` ${counts.get(one) ?? 0}`}</button>)}
      </div>
      <select class="control" aria-label={words.kind} value={query.get('kind') ?? ''} onInput={event => set('kind', event.currentTarget.value)}>
        <option value="">{words.anyKind}</option>
        {choices.filter(one => one.field === 'kind').map(one => <option key={one.key} value={one.key}>{one.title}</option>)}
      </select>
      <select class="control" aria-label={words.branch} value={query.get('org') ?? ''} onInput={event => set('org', event.currentTarget.value)}>
        <option value="">{words.anyBranch}</option>
        {targets.filter(one => one.kind !== 'committee').map(one => <option key={one.org} value={one.org}>{one.name}</option>)}
      </select>
    </div>
  )
}

function pathOf(query: URLSearchParams): string {
  const asked = new URLSearchParams()
  for (const name of ['state', 'colour', 'kind', 'org']) if (query.get(name)) asked.set(name, query.get(name)!)
  return `/api/orders?${asked.toString()}`
}

async function showMore(path: string, next: string): Promise<void> {
  const before = later.value?.of === path ? later.value.items : []
  const page = await api<OrdersOut>(`${path}&cursor=${encodeURIComponent(next)}`).catch(() => null)
  if (page) later.value = { of: path, items: [...before, ...page.items], next: page.next }
}

function List({ data, path, open, query }: { data: OrdersOut; path: string; open: string | undefined; query: URLSearchParams }) {
  const more = later.value?.of === path ? later.value : null
  const items = [...data.items, ...(more?.items ?? [])]
  const next = more ? more.next : data.next
  if (!items.length) return <Empty icon="check" title={words.none}>{words.noneText}</Empty>
  return (
    <>
      <OrderTable items={items} open={open} query={query} />
      {next && <div class="orders-more"><Button onClick={() => { void showMore(path, next) }}>{words.more}</Button></div>}
    </>
  )
}

/** `open` is the one in the address; without it a wide screen shows the first, until something is decided on it: then it stays in sight. */
export function OrdersPage({ query, open }: { query: URLSearchParams; open: string | undefined }) {
  const path = pathOf(query)
  const load = () => { later.value = null; void found.load(path) }
  useEffect(() => { load(); return keepFresh(load) }, [path])
  useEffect(() => { void options.load('/api/orders/options') }, [])
  const { data } = found.state.value
  const shown = isBroad.value ? open ?? data?.items[0]?.order : undefined
  const decided = () => { if (shown && !open) go(pageOf(shown, query), true); load() }
  return (
    <div>
      <Head title={words.title} tab="orders">
        {data && <p class="board-as-of">{words.asOf(momentText(data.as_of))}{data.data_up_to !== null && ` · ${words.dataUpTo(momentText(data.data_up_to))}`}</p>}
        <ExportButton path="/api/orders/export" query={Object.fromEntries(query)} name={`${words.title} ${words.lists[(query.get('state') ?? 'open') as keyof typeof words.lists]}`} />
        {mayDecide() && <ButtonLink kind="main" icon="plus" href={to('office/orders/new')}>{words.issue}</ButtonLink>}
      </Head>
      <div class={shown ? 'office-column broad orders-desk' : 'office-column broad orders-column'}>
        <Filters query={query} />
        <div>
          <Answered of={found.state.value} waiting={words.waiting} again={load}>{list => <List data={list} path={path} open={shown} query={query} />}</Answered>
        </div>
        {shown && <aside class="orders-open" aria-label={words.story} tabIndex={0}><Story key={shown} id={shown} onDecided={decided} /></aside>}
      </div>
    </div>
  )
}
