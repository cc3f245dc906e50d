/** Resolutions that branches tell are carried out: the office confirms them, or returns them with a reason. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered, ProblemNotice } from '../../answered'
import { api, asProblem, type Problem } from '../../api'
import { keepFresh } from '../../fresh'
import type { ResolutionOut, ResolutionsOut } from '../../generated/http'
import { Resource } from '../../load'
import { to } from '../../route'
import { momentText } from '../../time'
import { AreaField, Button, ButtonLink, Card, Empty, Sheet, Tag } from '../../ui'
import { shell, wordFor } from '../../words'
import { words } from './words'
import '../meetings.css'

const STATES = ['waiting', 'confirmed', 'returned'] as const
type State = (typeof STATES)[number]

const found = new Resource<ResolutionsOut>()

function AnswerSheet({ one, onClose, onDone }: { one: ResolutionOut; onClose: () => void; onDone: () => void }) {
  const reason = useSignal('')
  const busy = useSignal(false)
  const problem = useSignal<Problem | null>(null)
  const send = async (verdict: 'confirmed' | 'returned') => {
    busy.value = true
    try {
      await api(`/api/resolutions/${one.resolution}/decide`, { method: 'POST', body: { rev: one.rev, verdict, reason: reason.value } })
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

export function ResolutionsPage() {
  const state = useSignal<State>('waiting')
  const chosen = useSignal<ResolutionOut | null>(null)
  const load = () => { void found.load(`/api/resolutions?state=${state.value}`) }
  useEffect(load, [state.value])
  useEffect(() => keepFresh(load), [])
  useEffect(() => { document.title = words.title }, [])
  const close = () => { chosen.value = null }
  return (
    <div>
      <header class="office-title"><h1 tabIndex={-1}>{words.title}</h1></header>
      <div class="office-column">
        <p class="intro">{words.intro}</p>
        <div class="segments resolution-states" role="group" aria-label={words.title}>{STATES.map(one => <button key={one} type="button" aria-pressed={one === state.value} onClick={() => { state.value = one }}>{words.states[one]}</button>)}</div>
        <Answered of={found.state.value} waiting={words.waiting} again={load}>
          {data => (data.items.length ? <div class="cards">{data.items.map(one => <Told key={one.resolution} one={one} onAnswer={() => { chosen.value = one }} />)}</div> : <Empty icon="check" title={state.value === 'waiting' ? words.none : words.noneOf}>{words.noneText}</Empty>)}
        </Answered>
      </div>
      {chosen.value && <AnswerSheet key={chosen.value.resolution} one={chosen.value} onClose={close} onDone={() => { close(); load() }} />}
    </div>
  )
}
