/** Resolutions that branches tell are carried out: the office confirms them, or returns them with a reason. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered, ProblemNotice } from '../../answered'
import { api, asProblem, type Problem } from '../../api'
import { ExportButton } from '../../exporting'
import { keepFresh } from '../../fresh'
import type { OverdueResolutionOut, OverdueResolutionsOut, ResolutionOut, ResolutionsOut } from '../../generated/http'
import { Resource } from '../../load'
import { go, to } from '../../route'
import { daysBetween, momentText } from '../../time'
import { useTypedText } from '../../typing'
import { AreaField, Button, ButtonLink, Card, Empty, Sheet, Tag } from '../../ui'
import { shell, wordFor } from '../../words'
import { endOfDay } from './days'
import { words } from './words'
import '../meetings.css'

const STATES = ['waiting', 'overdue', 'confirmed', 'returned'] as const
type State = (typeof STATES)[number]

const found = new Resource<ResolutionsOut>()
const late = new Resource<OverdueResolutionsOut>()

function AnswerSheet({ one, onClose, onDone }: { one: ResolutionOut; onClose: () => void; onDone: () => void }) {
  const reason = useTypedText(`resolution/${one.resolution}`)
  const busy = useSignal(false)
  const problem = useSignal<Problem | null>(null)
  const send = async (verdict: 'confirmed' | 'returned') => {
    busy.value = true
    try {
      await api(`/api/resolutions/${one.resolution}/decide`, { method: 'POST', body: { rev: one.rev, verdict, reason: reason.value } })
      reason.value = ''
      onDone()
    } catch (error) {
      problem.value = asProblem(error)
    } finally {
      busy.value = false
    }
  }
  return (
    <Sheet title={words.sheet} open onClose={onClose}
      actions={<><Button kind="main" icon="check" busy={busy.value} onClick={() => { void send('confirmed') }}>{words.confirm}</Button><Button icon="undo" disabled={!reason.value.trim()} busy={busy.value} onClick={() => { void send('returned') }}>{words.back}</Button><Button kind="quiet" onClick={onClose}>{words.close}</Button></>}>
      {problem.value && <ProblemNotice problem={problem.value} />}
      <p class="resolution-text">{one.text}</p>
      <p>{one.note || words.noNote}</p>
      <AreaField id="resolution-reason" label={words.reason} hint={words.reasonHint} maxLength={500} value={reason.value} onInput={value => { reason.value = value }} />
    </Sheet>
  )
}

function Told({ one, onAnswer }: { one: ResolutionOut; onAnswer: () => void }) {
  return (
    <Card title={one.text} aside={one.done_on > one.due_on && <Tag icon="clock" tone="yellow">{words.late}</Tag>}>
      <p>{one.branch_name} · {words.due(one.owner, one.due_on)} · {words.done(one.done_on)}</p>
      <p>{one.note || <span class="soft">{words.noNote}</span>}</p>
      <p class="soft small">{one.meeting_title || wordFor(shell.kinds, one.meeting_kind)} · {words.by(one.done_by_name, momentText(one.done_at))}</p>
      {one.decided_reason && <p class="small">{words.said(one.decided_reason)}</p>}
      <div class="resolution-acts">{one.verdict === '' && <Button onClick={onAnswer}>{words.answer}</Button>}<ButtonLink href={to(`office/record/${one.meeting}`)}>{words.record}</ButtonLink></div>
    </Card>
  )
}

const Overdue = ({ one, today }: { one: OverdueResolutionOut; today: string }) => (
  <Card title={one.text} aside={<Tag icon="alert" tone="red">{words.overdueDays(daysBetween(endOfDay(one.due_on), endOfDay(today)))}</Tag>}>
    <p>{one.branch_name} · {words.due(one.owner, one.due_on)}</p>
    <p class="soft small">{one.meeting_title || wordFor(shell.kinds, one.meeting_kind)} · {one.returned_reason ? words.wasReturned(one.returned_reason) : words.notTold}</p>
    <div class="resolution-acts"><ButtonLink icon="send" href={to(`office/orders/new?meeting=${one.meeting}&resolution=${one.resolution}`)}>{words.order}</ButtonLink><ButtonLink href={to(`office/record/${one.meeting}`)}>{words.record}</ButtonLink></div>
  </Card>
)

function OverdueList({ again }: { again: () => void }) {
  return (
    <Answered of={late.state.value} waiting={words.waiting} again={again}>
      {data => (data.items.length ? <div class="cards pairs">{data.items.map(one => <Overdue key={one.resolution} one={one} today={data.today} />)}</div> : <Empty icon="check" title={words.noneOverdue}>{words.noneOverdueText}</Empty>)}
    </Answered>
  )
}

function ToldList({ state, again }: { state: State; again: () => void }) {
  const chosen = useSignal<ResolutionOut | null>(null)
  const close = () => { chosen.value = null }
  return (
    <>
      <Answered of={found.state.value} waiting={words.waiting} again={again}>
        {data => (data.items.length ? <div class="cards pairs">{data.items.map(one => <Told key={one.resolution} one={one} onAnswer={() => { chosen.value = one }} />)}</div> : <Empty icon="check" title={state === 'waiting' ? words.none : words.noneOf}>{words.noneText}</Empty>)}
      </Answered>
      {chosen.value && <AnswerSheet key={chosen.value.resolution} one={chosen.value} onClose={close} onDone={() => { close(); again() }} />}
    </>
  )
}

/** `asked` is the list that the address names. */
export function ResolutionsPage({ asked }: { asked: string | null }) {
  const state = STATES.find(one => one === asked) ?? 'waiting'
  const load = () => { void (state === 'overdue' ? late.load('/api/resolutions/overdue') : found.load(`/api/resolutions?state=${state}`)) }
  useEffect(() => { load(); return keepFresh(load) }, [state])
  useEffect(() => { document.title = words.title }, [])
  return (
    <div>
      <header class="office-title"><h1 tabIndex={-1}>{words.title}</h1><ExportButton path="/api/resolutions/export" query={{ state }} name={`${words.title} ${words.states[state]}`} /></header>
      <div class="office-column broad">
        <p class="intro">{words.intro}</p>
        <div class="segments resolution-states" role="group" aria-label={words.title}>{STATES.map(one => <button key={one} type="button" aria-pressed={one === state} onClick={() => go(`office/resolutions?state=${one}`, true)}>{words.states[one]}</button>)}</div>
        {state === 'overdue' ? <OverdueList again={load} /> : <ToldList state={state} again={load} />}
      </div>
    </div>
  )
}
