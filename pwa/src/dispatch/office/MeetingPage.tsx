/** A month's work meeting, prepared: what is red, what became of the last decisions, what falls due; what is decided becomes an order in two clicks. */
import { signal, useSignal, type Signal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Answered, ProblemNotice } from '../../answered'
import { api, asProblem, type Problem } from '../../api'
import { ExportButton } from '../../exporting'
import type { AgendaOut, DecisionIn, DecisionOut, OrderOut } from '../../generated/http'
import { Resource } from '../../load'
import { orderWords } from '../../orderWords'
import { isPeriod, periodAt, stepped } from '../../period'
import { phrases } from '../../phrases'
import { go, to } from '../../route'
import { uuid7 } from '../../sync'
import { dayText, dutyText, momentText } from '../../time'
import { useTyping } from '../../typing'
import { AreaField, Button, ButtonLink, IconButton, Mark, Notice, TextField, type Colour } from '../../ui'
import { announce } from '../../ui/Announcer'
import { isBroad } from '../../ui/wide'
import { shell, wordFor } from '../../words'
import { OrderTable } from './OrdersPage'
import { beside, notedOf, writeOver, type Beside, type Noted } from './noting'
import { Head, mayDecide, monthText, Turn } from './Tabs'
import { words } from './words'
import '../orders.css'

const found = new Resource<AgendaOut>()
const refused = signal<Problem | null>(null)

const asMs = (day: string): number => Date.parse(`${day}T00:00:00+08:00`)

/** Duties have words of their own; orders and resolutions share theirs. */
const standingOf = (what: string, standing: string): string => (what === 'obligation' ? wordFor(shell.states, standing) : wordFor(orderWords.standings, standing))
const HREFS = { obligation: (ref: string) => `office/orders/new?obligation=${ref}`, order: (ref: string) => `office/orders/${ref}`, resolution: () => '' }

function Reds({ data }: { data: AgendaOut }) {
  if (!data.reds.length) return <p>{words.noReds}</p>
  return (
    <>
      {data.reds_total > data.reds.length && <p class="small soft">{words.redsMore(data.reds.length, data.reds_total)}</p>}
      <table class="list-table">
        <thead><tr><th scope="col">{words.branch}</th><th scope="col">{words.taskColumns.title}</th><th scope="col">{words.due}</th><th scope="col">{words.columns.standing}</th><th class="no-print" scope="col">{words.short}</th></tr></thead>
        <tbody>{data.reds.map(one => <Red key={one.what + one.ref} one={one} />)}</tbody>
      </table>
    </>
  )
}

function Red({ one }: { one: AgendaOut['reds'][number] }) {
  const title = one.what === 'obligation' ? dutyText(one.period, one.title) : one.title
  const href = one.what === 'resolution' ? `office/orders/new?meeting=${one.meeting ?? ''}&resolution=${one.ref}` : HREFS[one.what](one.ref)
  return (
    <tr>
      <td>{one.branch_name}</td><td><span class="order-line">{title}</span></td><td>{dayText(asMs(one.due_on))}{one.ends_on && <small>{words.ends(dayText(asMs(one.ends_on)))}</small>}</td>
      <td><span class="status red"><Mark tone="red" size={20} />{standingOf(one.what, one.standing)}</span></td>
      <td class="no-print">{(one.what === 'order' || mayDecide()) && <a class="link" href={to(href)}>{one.what === 'order' ? words.story : words.order}</a>}</td>
    </tr>
  )
}

const Orders = ({ orders }: { orders: readonly OrderOut[] }) => (
  <p class="agenda-orders">
    {orders.length ? orders.map(one => <a key={one.order} href={to(`office/orders/${one.order}`)}><Mark tone={one.colour as Colour} size={20} hollow={one.standing === 'late'} />{one.branch_name}{phrases.colon}{wordFor(orderWords.standings, one.standing)}</a>) : words.noOrder}
  </p>
)

const Last = ({ decisions }: { decisions: readonly DecisionOut[] }) => (
  <ol class="order-steps">{decisions.map(one => <li key={one.id} class="order-step"><p><b>{one.text}</b>{one.owner && <span class="soft"> · {one.owner}</span>}</p><Orders orders={one.orders} /></li>)}</ol>
)

function Ahead({ data }: { data: AgendaOut }) {
  if (!data.ahead.length) return <p>{words.noAhead}</p>
  return (
    <table class="list-table">
      <thead><tr><th scope="col">{words.due}</th><th scope="col">{words.taskColumns.title}</th><th scope="col">{words.taskColumns.owner}</th></tr></thead>
      <tbody>{data.ahead.map(one => <tr key={one.what + one.title + one.due_on}><td>{dayText(asMs(one.due_on))}</td><td><span class="order-line">{one.what === 'obligation' ? dutyText(one.period ?? '', one.title) : one.title}</span></td><td>{words.count(one.count)}</td></tr>)}</tbody>
    </table>
  )
}

function Decision({ one, at, noted, saved, month }: { one: Required<DecisionIn>; at: number; noted: Signal<Noted>; saved: DecisionOut | undefined; month: string }) {
  const put = (part: Partial<DecisionIn>) => { noted.value = { ...noted.value, decisions: noted.value.decisions.map(other => (other.id === one.id ? { ...other, ...part } : other)) } }
  const remove = () => { noted.value = { ...noted.value, decisions: noted.value.decisions.filter(other => other.id !== one.id) } }
  const isSaved = saved !== undefined && saved.text === one.text && saved.owner === one.owner && saved.due_on === one.due_on
  return (
    <li class="agenda-decision">
      <AreaField id={`decision-${one.id}`} label={`${words.decision} ${at + 1}`} rows={2} maxLength={2000} value={one.text} onInput={text => put({ text })} />
      <TextField id={`owner-${one.id}`} label={words.owner} maxLength={100} value={one.owner} onInput={owner => put({ owner })} />
      <TextField id={`due-${one.id}`} type="date" label={words.decisionDue} value={one.due_on} onInput={due_on => put({ due_on })} />
      <div class="agenda-acts no-print">
        {isSaved && <ButtonLink small icon="send" href={to(`office/orders/new?month=${month}&decision=${one.id}`)}>{words.toOrder}</ButtonLink>}
        {!saved?.orders.length && <IconButton icon="bin" label={words.remove} onClick={remove} />}
      </div>
      {saved && saved.orders.length > 0 && <Orders orders={saved.orders} />}
      {!isSaved && <p class="agenda-orders small no-print">{words.saveFirst}</p>}
    </li>
  )
}

/** What another noted while this was written; nothing is saved over it unseen, so it comes into sight by itself. */
function Changed({ what, onOver }: { what: readonly Beside[]; onOver: () => void }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => { place.current?.scrollIntoView({ block: 'center' }) }, [])
  return (
    <div ref={place} class="no-print">
      <Notice tone="heed" icon="fork" title={words.changedTitle} urgent actions={<Button small onClick={onOver}>{words.writeOver}</Button>}>
        <p>{words.changedText}</p>
        {what.map(one => <div key={one.field}><b>{words.fields[one.field]}</b><p class="history-text">{one.text || words.blank}</p></div>)}
      </Notice>
    </div>
  )
}

function Noting({ data, again }: { data: AgendaOut; again: () => void }) {
  const { typed: noted, differs, settle, drop } = useTyping<Noted>(`work-meeting/${data.month}`, notedOf(data))
  const busy = useSignal(false)
  const put = (part: Partial<Noted>) => { noted.value = { ...noted.value, ...part } }
  const others = beside(noted.value, data)
  const onRefused = (error: unknown): void => {
    const problem = asProblem(error)
    if (problem.code === 'dispatch.meeting_changed') again()
    else refused.value = problem
  }
  const save = async () => {
    busy.value = true
    refused.value = null
    await api<AgendaOut>(`/api/work-meetings/${data.month}`, { method: 'PUT', body: { ...noted.value, rev: data.rev } }).then(told => { settle(notedOf(told)); announce(words.saved); again() }, onRefused)
    busy.value = false
  }
  const add = () => put({ decisions: [...noted.value.decisions, { id: uuid7(), text: '', owner: '', due_on: '' }] })
  const { held_on, place, chair, attended, notes, decisions } = noted.value
  return (
    <>
      <div class="agenda-head">
        <TextField id="meeting-held-on" type="date" label={words.heldOn} value={held_on ?? ''} onInput={value => put({ held_on: value })} />
        <TextField id="meeting-place" label={words.place} maxLength={200} value={place ?? ''} onInput={value => put({ place: value })} />
        <TextField id="meeting-chair" label={words.chair} maxLength={100} value={chair ?? ''} onInput={value => put({ chair: value })} />
      </div>
      <AreaField id="meeting-attended" label={words.attended} rows={2} maxLength={2000} value={attended ?? ''} onInput={value => put({ attended: value })} />
      <ol>{decisions.map((one, at) => <Decision key={one.id} one={one} at={at} noted={noted} month={data.month} saved={data.decisions.find(other => other.id === one.id)} />)}</ol>
      <div class="no-print"><Button icon="plus" onClick={add}>{words.addDecision}</Button></div>
      <AreaField id="meeting-notes" label={words.notes} rows={3} maxLength={2000} value={notes ?? ''} onInput={value => put({ notes: value })} />
      {refused.value && <ProblemNotice problem={refused.value} again={again} />}
      {others.length > 0 && <Changed what={others} onOver={() => { noted.value = writeOver(noted.value, data) }} />}
      <div class="page-actions no-print">
        {differs && <><p class="small page-said">{others.length ? words.changedTitle : words.unsaved}</p><Button kind="quiet" onClick={drop}>{words.dropTyped}</Button></>}
        <Button kind="main" icon="check" busy={busy.value} disabled={others.length > 0} onClick={() => { void save() }}>{words.save}</Button>
      </div>
    </>
  )
}

type Point = keyof typeof words.marks

/** One point of the agenda; a mark leads to its heading. */
const Part = ({ of, title, children }: { of: Point; title: string; children: ComponentChildren }) => (
  <section><h2 id={`agenda-${of}`} tabIndex={-1}>{title}</h2>{children}</section>
)

function leadTo(point: Point): void {
  const heading = document.getElementById(`agenda-${point}`)
  // On a wide screen the decisions stand beside the rest, and are in sight already.
  heading?.scrollIntoView({ block: isBroad.value && point === 'decided' ? 'nearest' : 'start' })
  heading?.focus({ preventScroll: true })
}

/** The points of the agenda, which stay in sight: a month's end fills several screens. */
function Marks({ data }: { data: AgendaOut }) {
  const counts: Record<Point, number> = { reds: data.reds_total, last: data.last_decisions.length, issued: data.issued_total, ahead: data.ahead.length, decided: data.decisions.length }
  return (
    <nav class="agenda-marks no-print" aria-label={words.agenda}>
      {(Object.keys(counts) as Point[]).map(point => <button key={point} type="button" onClick={() => leadTo(point)}>{words.marks[point]}<b>{counts[point]}</b></button>)}
    </nav>
  )
}

function Shown({ data, again }: { data: AgendaOut; again: () => void }) {
  return (
    <div class={isBroad.value ? 'agenda beside' : 'agenda'}>
      <p class="as-of">{words.asOf(momentText(data.as_of))}</p>
      <Marks data={data} />
      <div class="agenda-past">
        <Part of="reds" title={words.reds(data.reds_total)}><Reds data={data} /></Part>
        <Part of="last" title={words.last(monthText(data.last_month))}>{data.last_decisions.length ? <Last decisions={data.last_decisions} /> : <p>{words.noLast}</p>}</Part>
        <Part of="issued" title={words.issuedTitle(data.issued_total)}>{data.issued.length ? <OrderTable items={data.issued} /> : <p>{words.noIssued}</p>}</Part>
        <Part of="ahead" title={words.ahead}><Ahead data={data} /></Part>
      </div>
      <aside class="agenda-next" aria-label={words.marks.decided} tabIndex={isBroad.value ? 0 : undefined}>
        <Part of="decided" title={words.decided}>{mayDecide() ? <Noting key={data.month} data={data} again={again} /> : <Last decisions={data.decisions} />}</Part>
      </aside>
    </div>
  )
}

export function MeetingPage({ asked }: { asked: string | undefined }) {
  const month = asked && isPeriod(asked) ? asked : periodAt('month', Date.now())
  const load = () => { void found.load(`/api/work-meetings/${month}`) }
  useEffect(() => { refused.value = null; load() }, [month])
  const turn = (by: number) => go(`office/work-meeting/${stepped(month, by)}`, true)
  return (
    <div>
      <Head title={words.meetingTitle(monthText(month))} tab="work-meeting">
        <Turn onTurn={turn} />
        <span class="no-print"><ExportButton path={`/api/work-meetings/${month}/export`} name={words.meetingTitle(monthText(month))} /></span>
        <span class="no-print"><Button icon="text" onClick={() => print()}>{words.print}</Button></span>
      </Head>
      <Answered of={found.state.value} waiting={words.waitingMeeting} again={load}>{data => <Shown data={data} again={load} />}</Answered>
    </div>
  )
}
