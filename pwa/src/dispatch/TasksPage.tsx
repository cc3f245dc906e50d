/** What the branch has to do in a month: meetings, orders, resolutions by deadline, from the rows on this phone; printable. */
import { useBranch, useNames, type Branch, type Names } from '../branch'
import { AsOf, DeliveryChip } from '../delivery'
import { useLive } from '../live'
import { orderWords } from '../orderWords'
import type { PageProps } from '../part'
import { periodAt, stepped } from '../period'
import { back, go, to } from '../route'
import { delivery } from '../session'
import { dayText, dutyText, minute, periodText } from '../time'
import { Button, Empty, IconButton, Mark, PageHead, Row, Rows, Tag, Waiting } from '../ui'
import { shell, wordFor } from '../words'
import { readTasks, type Task } from './reading'
import { t } from './words'
import './orders.css'

const titleOf = (task: Task): string => task.title || dutyText(task.period, wordFor(shell.kinds, task.kind))
const standingOf = (task: Task): string => (task.what === 'obligation' ? wordFor(shell.states, task.standing) : wordFor(orderWords.standings, task.standing))

function TaskRow({ task, branch, names }: { task: Task; branch: Branch; names: Names }) {
  const owner = task.what === 'obligation' ? (task.owner === branch.id ? '' : names.get(task.owner)) : task.owner
  return (
    <Row href={to(task.href)} lead={<Mark tone={task.colour} size={34} hollow={task.standing === 'late'} />} title={<span class="order-line">{titleOf(task)}</span>}
      sub={<><em class={task.colour}>{standingOf(task)}</em>{orderWords.due(dayText(Date.parse(`${task.due_on}T00:00:00Z`), minute.value))}</>} tags={<><Tag>{t.what[task.what]}</Tag>{owner && <Tag icon="person">{owner}</Tag>}</>} />
  )
}

function OfBranch({ branch, month }: { branch: Branch; month: string }) {
  const names = useNames()
  const tasks = useLive(['row:obligation', 'row:dispatch_order', 'row:meeting', 'row:resolution_done'], phone => readTasks(phone, branch.id, month, Date.now()), [branch.id, month, Math.floor(minute.value / 900_000)])
  if (!tasks) return <Waiting>{shell.loading}</Waiting>
  if (!tasks.length) return <Empty icon="check" title={t.noTasks}>{t.noTasksText}</Empty>
  return <><AsOf at={delivery.value?.server.answered_at} /><Rows>{tasks.map(one => <TaskRow key={one.id} task={one} branch={branch} names={names} />)}</Rows><p class="as-of">{t.byClock}</p></>
}

export function TasksPage({ path: [asked] }: PageProps) {
  const branch = useBranch()
  const month = asked ?? periodAt('month', minute.value)
  const turn = (by: number) => go(`tasks/${stepped(month, by)}`, true)
  return (
    <main class="page tasks-page">
      <PageHead title={t.tasks} sub={branch?.name} onBack={() => back('today')} aside={<DeliveryChip />} />
      <div class="month-turn" role="group" aria-label={t.tasks}><IconButton icon="back" label={t.earlier} onClick={() => turn(-1)} /><b aria-live="polite">{t.monthOf(month.slice(0, 4), periodText(month))}</b><IconButton icon="go" label={t.later} onClick={() => turn(1)} /></div>
      {branch === undefined ? <Waiting>{shell.loading}</Waiting> : branch ? <OfBranch branch={branch} month={month} /> : <Empty icon="check" title={t.noTasks} />}
      <div class="no-print tasks-print"><Button icon="text" onClick={() => print()}>{t.print}</Button></div>
    </main>
  )
}
