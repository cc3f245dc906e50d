/** One order with all that happened to it; closed or returned in two clicks, over exactly what is seen. */
import { signal, useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered, ProblemNotice } from '../../answered'
import { api, asProblem, type Problem } from '../../api'
import { keepFresh } from '../../fresh'
import type { DecidedOrderOut, StoryOut } from '../../generated/http'
import { Resource } from '../../load'
import { orderWords } from '../../orderWords'
import { route, to } from '../../route'
import { dayOf, dayText, momentText } from '../../time'
import { useTypedText } from '../../typing'
import { AreaField, Button, Card, Facts, Section, Status, Suggestions, type Colour } from '../../ui'
import { wordFor } from '../../words'
import { Head, mayDecide, pageOf } from './Tabs'
import { words } from './words'
import '../orders.css'

const found = new Resource<StoryOut>()
const refused = signal<Problem | null>(null)
const asMs = (day: string): number => Date.parse(`${day}T00:00:00+08:00`)

function Deciding({ story, again }: { story: StoryOut; again: () => void }) {
  const { order, steps, own } = story
  const reason = useTypedText(`order/${order.order}`)
  const busy = useSignal(false)
  if (own) return <p class="small heed">{words.own}</p>
  const send = async (verb: 'close' | 'return' | 'withdraw') => {
    busy.value = true
    refused.value = null
    await api<DecidedOrderOut>(`/api/orders/${order.order}/${verb}`, { method: 'POST', body: { seen: steps[steps.length - 1]!.step, reason: reason.value } }).then(() => { reason.value = '' }, (error: unknown) => { refused.value = asProblem(error) })
    busy.value = false
    again()
  }
  const told = reason.value.trim() !== ''
  const isReported = order.state === 'reported'
  return (
    <Card>
      <div class="story-decide">
        <AreaField id="order-reason" label={words.reason} hint={words.reasonHint} rows={3} maxLength={2000} value={reason.value} onInput={value => { reason.value = value }} />
        {isReported && <Suggestions label={words.reason} values={words.reasonPhrases} onChoose={value => { reason.value = value }} />}
        <div class="ways">
          <Button kind="main" icon="check" busy={busy.value} disabled={!isReported && !told} onClick={() => { void send('close') }}>{words.close}</Button>
          {isReported && <Button icon="undo" disabled={!told || busy.value} onClick={() => { void send('return') }}>{words.back}</Button>}
          <Button kind="quiet" disabled={!told || busy.value} onClick={() => { void send('withdraw') }}>{words.withdraw}</Button>
        </div>
      </div>
    </Card>
  )
}

function Steps({ story }: { story: StoryOut }) {
  return (
    <Section title={words.story}>
      <ol class="order-steps">
        {story.steps.map(one => (
          <li key={one.step} class="order-step">
            <p><b>{wordFor(orderWords.acts, one.act)}</b> <span class="soft small">{[one.by_name, momentText(one.at), dayOf(one.at) === one.on ? '' : words.on(dayText(asMs(one.on)))].filter(Boolean).join(' · ')}</span></p>
            {one.text && one.act !== 'issued' && <p>{one.text}</p>}
          </li>
        ))}
      </ol>
    </Section>
  )
}

const ENDED: readonly string[] = ['closed', 'withdrawn']

function Shown({ story, again, decided }: { story: StoryOut; again: () => void; decided: () => void }) {
  const { order, others } = story
  const pairs: [string, string][] = [[orderWords.branch, [order.branch_name, order.general_branch_name].filter(Boolean).join(' · ')], [words.due, dayText(asMs(order.due_on))], [words.issuedBy, `${order.issued_by_name} · ${momentText(order.issued_at)}`]]
  if (order.owner_name) pairs.push([words.owner, order.owner_name])
  if (order.source_text) pairs.push([words.source, order.source_text])
  if (order.done_on) pairs.push([words.doneOn, dayText(asMs(order.done_on))])
  return (
    <div class="story-grid">
      <div>
        <Card title={orderWords.number(order.year, order.number)} aside={<Status tone={order.colour as Colour} hollow={order.standing === 'late'}>{wordFor(orderWords.standings, order.standing)}</Status>}>
          <p class="order-content">{order.content}</p>
          <Facts pairs={pairs} />
        </Card>
        <Steps story={story} />
      </div>
      <div>
        {refused.value && <ProblemNotice problem={refused.value} again={again} />}
        {mayDecide() && !ENDED.includes(order.state) && <Deciding story={story} again={decided} />}
        {others.length > 0 && (
          <Section title={words.others}>
            <ul class="rows">{others.map(one => <li key={one.order}><a class="row" href={to(pageOf(one.order, route.value.query))}><span class="grow"><b>{one.branch_name}</b></span><Status tone={one.colour as Colour} hollow={one.standing === 'late'}>{wordFor(orderWords.standings, one.standing)}</Status></a></li>)}</ul>
          </Section>
        )}
      </div>
    </div>
  )
}

/** All of one order; `onDecided` hears that the office decided, or tried to. */
export function Story({ id, onDecided }: { id: string; onDecided?: () => void }) {
  const load = () => { void found.load(`/api/orders/${encodeURIComponent(id)}`) }
  useEffect(() => { refused.value = null; load(); return keepFresh(load) }, [id])
  const decided = () => { load(); onDecided?.() }
  return <Answered of={found.state.value} waiting={words.waitingStory} again={load}>{story => <Shown story={story} again={load} decided={decided} />}</Answered>
}

export function StoryPage({ id }: { id: string }) {
  const order = found.state.value.data?.order
  return (
    <div>
      <Head title={order ? orderWords.number(order.year, order.number) : words.title} tab={null} />
      <div class="office-column"><Story id={id} /></div>
    </div>
  )
}

