/** A branch's task table of a month: it fills itself from duties, orders and resolutions; printable. */
import { useEffect } from 'preact/hooks'
import { Answered } from '../../answered'
import type { MonthTableOut, TargetOut, TaskOut } from '../../generated/http'
import { ExportButton } from '../../exporting'
import { keepFresh } from '../../fresh'
import { Resource } from '../../load'
import { orderWords } from '../../orderWords'
import { isPeriod, periodAt, stepped } from '../../period'
import { go, to } from '../../route'
import { dayText, dutyText, momentText } from '../../time'
import { Button, Empty, Mark, type Colour } from '../../ui'
import { shell, wordFor } from '../../words'
import { Head, monthText, Turn } from './Tabs'
import { words } from './words'
import '../orders.css'

const branches = new Resource<TargetOut[]>()
const found = new Resource<MonthTableOut>()

const asMs = (day: string): number => Date.parse(`${day}T00:00:00+08:00`)

/** What stands behind a line: the record, or the order. */
const hrefOf = (one: TaskOut): string | null => (one.what === 'order' ? to(`office/orders/${one.ref}`) : one.meeting ? to(`office/record/${one.meeting}`) : null)

function Line({ one }: { one: TaskOut }) {
  const title = one.what === 'obligation' ? dutyText(one.period ?? '', one.title) : one.title
  const href = hrefOf(one)
  const standing = one.what === 'obligation' ? wordFor(shell.states, one.standing) : wordFor(orderWords.standings, one.standing)
  return (
    <tr>
      <td>{words.what[one.what]}</td><td>{href ? <a class="order-line" href={href}>{title}</a> : <span class="order-line">{title}</span>}</td><td>{one.owner}</td><td>{dayText(asMs(one.due_on))}</td>
      <td><span class={`status ${one.colour}`}><Mark tone={one.colour as Colour} size={20} hollow={one.standing === 'late'} />{standing}</span></td>
    </tr>
  )
}

function Table({ data }: { data: MonthTableOut }) {
  const { what, title, owner, due, standing } = words.taskColumns
  if (!data.items.length) return <Empty icon="check" title={words.noTasks} />
  return (
    <>
      <p class="as-of">{words.asOf(momentText(data.as_of))}</p>
      <table class="list-table tasks-table">
        <thead><tr>{[what, title, owner, due, standing].map(one => <th key={one} scope="col">{one}</th>)}</tr></thead>
        <tbody>{data.items.map(one => <Line key={one.what + one.ref} one={one} />)}</tbody>
      </table>
    </>
  )
}

export function TablePage({ branch, asked }: { branch: string | undefined; asked: string | undefined }) {
  const month = asked && isPeriod(asked) ? asked : periodAt('month', Date.now())
  const all = branches.state.value.data ?? []
  const chosen = branch || all[0]?.org || ''
  const load = () => { if (chosen) void found.load(`/api/month-tables/${chosen}/${month}`) }
  useEffect(() => { void branches.load('/api/month-tables') }, [])
  useEffect(() => { load(); return keepFresh(load) }, [chosen, month])
  const show = (org: string, of: string) => go(`office/month-table/${org}/${of}`, true)
  const name = all.find(one => one.org === chosen)?.name ?? words.table
  return (
    <div>
      <Head title={words.tableOf(name, monthText(month))} tab="month-table">
        <span class="no-print"><select class="control" aria-label={words.chooseBranch} value={chosen} onInput={event => show(event.currentTarget.value, month)}>{all.map(one => <option key={one.org} value={one.org}>{one.name}</option>)}</select></span>
        <Turn onTurn={by => show(chosen, stepped(month, by))} />
        <span class="no-print">{chosen && <ExportButton path={`/api/month-tables/${chosen}/${month}/export`} name={words.tableOf(name, monthText(month))} />}</span>
        <span class="no-print"><Button icon="text" onClick={() => print()}>{words.print}</Button></span>
      </Head>
      <div class="agenda"><Answered of={found.state.value} waiting={words.waitingTable} again={load}>{data => <Table data={data} />}</Answered></div>
    </div>
  )
}
