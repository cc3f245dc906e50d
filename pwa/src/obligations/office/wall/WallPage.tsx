/** The wall screen (可视监管): the mine's tri-colours, the last months and today's events, read from five metres and touched by nobody. */
import { useComputed, useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Figure } from '../../../answered'
import type { EventOut, Trend, WallOut } from '../../../generated/http'
import type { Heed } from '../../../office'
import { to } from '../../../route'
import { wordFor } from '../../../text'
import { clockOf } from '../../../time'
import { Icon, Mark, Waiting, type Colour } from '../../../ui'
import { shell } from '../../../words'
import { columnsOf, filterHeeds, kindsOf, NO_FILTER, tally, type Line, type Tally } from '../matrix'
import { heeds, kindName, periodName, shortName } from '../state'
import type { Board } from '../types'
import { words } from '../words'
import { board, live, wall } from './state'
import { fitting, pageAt, pagesOf, shareOf, sideFitting, sideRoom, TURN_MS, wallLines } from './turning'
import { t } from './words'
import './wall.css'

function useNow(every_ms: number) {
  const now = useSignal(Date.now())
  useEffect(() => {
    const timer = setInterval(() => { now.value = Date.now() }, every_ms)
    return () => clearInterval(timer)
  }, [])
  return now
}

/** Lines that fit on the screen as it is now. */
function useFit(fits: (height: number, unit: number) => number) {
  const measure = () => fits(innerHeight, parseFloat(getComputedStyle(document.querySelector('.wall') ?? document.body).fontSize))
  const fit = useSignal(12)
  useEffect(() => {
    const look = () => { fit.value = measure() }
    look()
    addEventListener('resize', look)
    return () => removeEventListener('resize', look)
  }, [])
  return fit
}

/** `rare` ones stand there only when there are some, as on the board. */
const HEADS: readonly { head: keyof Tally; tone: Colour; rare?: boolean }[] = [
  { head: 'red', tone: 'red' }, { head: 'yellow', tone: 'yellow' }, { head: 'green', tone: 'green' }, { head: 'grey', tone: 'grey' },
  { head: 'late', tone: 'red', rare: true }, { head: 'excused', tone: 'grey', rare: true },
]

function Counts({ data }: { data: Board }) {
  const counts = tally(data.rows, filterHeeds(heeds.value, data.rows, NO_FILTER))
  const shown = HEADS.filter(({ head, rare }) => !rare || counts[head] !== 0)
  return <ul class="wall-counts">{shown.map(({ head, tone, rare }) => <li key={head} class={rare ? 'grey' : tone}><Mark tone={tone} size={44} hollow={head === 'late'} /><span>{words.heads[head]}</span><b><Figure of={counts[head]} /></b></li>)}</ul>
}

function WallLine({ line, kinds }: { line: Line; kinds: readonly string[] }) {
  return (
    <tr>
      <th scope="row">{shortName(line.name)}{line.size > 0 && <small>{t.summed(line.size)}</small>}</th>
      {columnsOf(line, kinds).map((sum, column) => (
        <td key={kinds[column]} class={sum ? `${sum.colour} ${sum.state}` : undefined}>
          {sum ? <span><Mark tone={sum.colour} size={30} hollow={sum.state === 'late'} /><b>{wordFor(words.short, sum.state)}</b></span> : <span class="soft" aria-label={words.nothingOwed}>–</span>}
        </td>
      ))}
    </tr>
  )
}

function Matrix({ data }: { data: Board }) {
  const now = useNow(1_000)
  const fit = useFit(fitting)
  const kinds = kindsOf(data)
  const pages = pagesOf(wallLines(data.rows), fit.value)
  const shown = useComputed(() => pageAt(now.value, pages.length)).value
  return (
    <section class="wall-matrix" style={{ '--kinds': kinds.length }}>
      <table aria-label={t.matrix}>
        <thead><tr><th scope="col">{t.branch}</th>{kinds.map(kind => <th key={kind} scope="col">{kindName(kind)}</th>)}</tr></thead>
        <tbody key={shown}>{pages[Math.min(shown, pages.length - 1)]!.map(line => <WallLine key={line.key} line={line} kinds={kinds} />)}</tbody>
      </table>
      {pages.length > 1 && <p class="wall-page"><span>{t.page(shown + 1, pages.length)}</span><i class="wall-turn" key={shown} style={{ animationDuration: `${TURN_MS}ms` }} /></p>}
    </section>
  )
}

const PARTS = ['done', 'late', 'red'] as const
const TONES: Record<(typeof PARTS)[number], Colour> = { done: 'green', late: 'yellow', red: 'red' }

/** One month: how much of what was owed was done in time; what was made up or is missing stands above it, in another hatching. */
function Bar({ trend, running }: { trend: Trend; running: boolean }) {
  const month = t.month(Number(trend.month.slice(5)))
  const share = running ? null : shareOf(trend)
  const counted = Math.max(1, trend.owed - trend.excused)
  return (
    <li aria-label={t.trendText(month, trend.owed, trend.done, trend.late, trend.red, trend.turned_red)} class={running ? 'running' : undefined}>
      <b aria-hidden="true">{share === null ? t.none : t.share(share)}</b>
      <span class="wall-bar" aria-hidden="true">{PARTS.map(part => <i key={part} class={`${TONES[part]} ${part}`} style={{ height: `${(trend[part] * 100) / counted}%` }} />)}</span>
      <span aria-hidden="true">{month}</span>
    </li>
  )
}

function Trends({ trends }: { trends: readonly Trend[] }) {
  return (
    <section class="wall-trends">
      <h2>{t.trends}</h2>
      <ul>{trends.map((trend, at) => <Bar key={trend.month} trend={trend} running={at === trends.length - 1} />)}</ul>
      <p class="wall-legend" aria-hidden="true">{PARTS.map(part => <span key={part}><i class={`${TONES[part]} ${part}`} />{t.legend[part]}</span>)}</p>
    </section>
  )
}

const LOOKS: Record<string, Colour> = { filed: 'grey', approved: 'green', returned: 'yellow', red: 'red', excused: 'grey' }

const Happened = ({ one }: { one: EventOut }) => (
  <li class={LOOKS[one.event] ?? 'grey'}><time>{clockOf(one.at)}</time><b>{wordFor(t.happened, one.event)}</b><span>{t.line(shortName(one.org_name), kindName(one.kind))}</span></li>
)

function Events({ data, room }: { data: WallOut; room: number }) {
  const counts = (['filed', 'approved', 'red'] as const).map(event => [t.today[event], data.today[event] ?? 0] as const)
  return (
    <section class="wall-events">
      <h2>{t.events}</h2>
      <ul class="wall-today">{counts.map(([name, count]) => <li key={name}><b>{count}</b><span>{name}</span></li>)}</ul>
      {data.events.length ? <ol>{data.events.slice(0, room).map(one => <Happened key={one.event + one.id} one={one} />)}</ol> : <p class="soft">{t.nothingYet}</p>}
    </section>
  )
}

/** What is overdue beside the meetings of the table, so that its count above can be told from here: all of it, page by page. */
function Late({ late, room }: { late: readonly Heed[]; room: number }) {
  const now = useNow(1_000)
  const pages = pagesOf(late, room)
  const shown = useComputed(() => pageAt(now.value, pages.length)).value
  if (!late.length) return null
  return (
    <section class="wall-late">
      <h2>{t.late(late.length)}{pages.length > 1 && <small role="img" aria-label={t.page(shown + 1, pages.length)}>{shown + 1}/{pages.length}</small>}</h2>
      <ol key={shown}>{pages[Math.min(shown, pages.length - 1)]!.map(one => <li key={one.key}><Mark tone="red" size={30} /><b>{shortName(one.title)}</b><span>{one.sub}</span></li>)}</ol>
    </section>
  )
}

/** Beside the table: the months, today, and what is overdue beside meetings. */
function Side({ told, data }: { told: WallOut; data: Board | null }) {
  const fit = useFit(sideFitting).value
  const late = (data && filterHeeds(heeds.value, data.rows, { ...NO_FILTER, only: 'red' })) ?? []
  const room = sideRoom(fit, told.events.length, late.length)
  return <aside class="wall-side" aria-label={shell.product}><Trends trends={told.trends} /><Events data={told} room={room.events} /><Late late={late} room={room.late} /></aside>
}

/** How old what stands here is; told large when the server cannot be asked. */
function AsOf({ at }: { at: number }) {
  const problem = wall.state.value.problem ?? board.state.value.problem
  const unsent = board.state.value.data?.rows.reduce((sum, row) => sum + row.unsent, 0) ?? 0
  if (problem) return <p class="wall-lost" role="status"><Icon name="cloudOff" size={36} /><span>{problem.status === 401 ? t.login : t.lost(clockOf(at))}</span></p>
  return <p class="wall-as-of">{t.asOf(clockOf(at))}{unsent > 0 && <span> · {t.unsent(unsent)}</span>}</p>
}

export function WallPage() {
  useEffect(live, [])
  useEffect(() => { document.title = t.title }, [])
  const [mine, told] = [board.state.value.data, wall.state.value.data]
  return (
    <div class="wall">
      <header class="wall-head">
        <h1 tabIndex={-1}>{t.title}{mine && <small>{periodName(mine.period)}</small>}</h1>
        {mine && <Counts data={mine} />}
        <div class="wall-side-head">{mine ? <AsOf at={mine.as_of} /> : <Waiting>{t.waiting}</Waiting>}<a class="wall-leave" href={to('office/board')} aria-label={t.leave}><Icon name="close" size={28} /></a></div>
      </header>
      {mine && <Matrix data={mine} />}
      {told && <Side told={told} data={mine} />}
    </div>
  )
}
