/** Approves together what is unremarkable: what that means, exactly which versions, and each refusal by itself. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered, ProblemNotice } from '../../answered'
import { api, asProblem, type Problem } from '../../api'
import type { ApprovedOut, ApprovedTogetherOut } from '../../generated/http'
import { lengthText } from '../../length'
import { phrases } from '../../phrases'
import { to } from '../../route'
import { served, wordFor } from '../../text'
import { dayText, minute } from '../../time'
import { Button, ButtonLink, Card, Empty, Icon, Notice } from '../../ui'
import { announce } from '../../ui/Announcer'
import { shell } from '../../words'
import { Listing } from './listing'
import { loadQueue } from './state'
import type { QueueItem } from './types'
import { words } from './words'
import './desk.css'

/** Of the whole queue, not of what the desk fetched; a page is as many as are approved at once. */
const unremarkable = new Listing<QueueItem>('/api/review?state=pending&order=plain')
const titleOf = (item: QueueItem): string => phrases.clauses([item.branch_name, item.org_name === item.branch_name ? '' : item.org_name, item.title || wordFor(shell.kinds, item.kind)])

const Means = () => <Card><p>{words.together.lead}</p><ul class="together-means">{words.together.means.map(one => <li key={one}><Icon name="check" size={18} weight={2.6} />{one}</li>)}</ul></Card>

function Line({ item, picked, onPick }: { item: QueueItem; picked: boolean; onPick: () => void }) {
  return (
    <li class="together-line">
      <label><input type="checkbox" checked={picked} onChange={onPick} aria-label={words.together.pick(titleOf(item))} /><span class="grow"><b>{titleOf(item)}</b><small>{phrases.clauses([item.held_start === null ? '' : words.held(dayText(item.held_start)), words.waited(lengthText(minute.value - item.submitted_at))])}</small></span></label>
      <a class="link" href={to(`office/review/${item.meeting}`)} aria-label={`${words.together.open} ${titleOf(item)}`}>{words.together.open}</a>
    </li>
  )
}

/** What became of them; a refusal names the record and why. */
function Results({ results, shown }: { results: readonly ApprovedOut[]; shown: readonly QueueItem[] }) {
  const refused = results.filter(one => one.state === 'refused')
  const nameOf = (meeting: string) => { const item = shown.find(one => one.meeting === meeting); return item ? titleOf(item) : meeting }
  return (
    <>
      <Notice icon="check" title={words.together.approved(results.length - refused.length)} />
      {refused.length > 0 && (
        <Notice tone="heed" icon="alert" urgent title={words.together.refused(refused.length)}>
          <ul>{served.value(refused).map(one => <li key={one.meeting}><a class="link" href={to(`office/review/${one.meeting}`)}>{nameOf(one.meeting)}</a> {one.detail} {one.remedy}</li>)}</ul>
        </Notice>
      )}
    </>
  )
}

function Listed({ shown, total, again }: { shown: readonly QueueItem[]; total: number; again: () => void }) {
  const dropped = useSignal<ReadonlySet<string>>(new Set())
  const results = useSignal<ApprovedOut[] | null>(null)
  const problem = useSignal<Problem | null>(null)
  const busy = useSignal(false)
  const picked = shown.filter(item => !dropped.value.has(item.meeting))
  const pick = (meeting: string) => { const next = new Set(dropped.value); if (!next.delete(meeting)) next.add(meeting); dropped.value = next }
  const approve = async () => {
    busy.value = true
    problem.value = null
    const records = picked.map(({ meeting, digest }) => ({ meeting, digest }))
    await api<ApprovedTogetherOut>('/api/review/approve', { method: 'POST', body: { records }, timeout_ms: 60_000 }).then(
      answer => { results.value = answer.results; announce(words.together.approved(answer.results.filter(one => one.state === 'approved').length)); void loadQueue() },
      (error: unknown) => { problem.value = asProblem(error) },
    )
    busy.value = false
  }
  if (results.value) return <><Results results={results.value} shown={shown} /><Button wide icon="refresh" onClick={again}>{words.together.again}</Button></>
  if (!shown.length) return <Empty icon="check" title={words.together.none}>{words.together.noneText}</Empty>
  return (
    <>
      <Means />
      {problem.value && <ProblemNotice problem={problem.value} />}
      {total > shown.length && <p class="soft small">{words.together.first(shown.length, total)}</p>}
      <Card><ul class="together-list">{shown.map(item => <Line key={item.meeting} item={item} picked={!dropped.value.has(item.meeting)} onPick={() => pick(item.meeting)} />)}</ul></Card>
      <div class="page-actions"><p class="soft small grow">{words.together.exactly}</p><Button kind="main" icon="check" busy={busy.value} disabled={!picked.length} onClick={() => { void approve() }}>{words.together.chosen(picked.length)}</Button></div>
    </>
  )
}

/** The list stands as it was fetched: what the queue learns meanwhile does not move it under the reader, and the server holds to the versions shown. */
export function TogetherPage() {
  const shown = useSignal<readonly QueueItem[] | null>(null)
  const fetch = async () => {
    shown.value = null
    await unremarkable.load(1)
    const { items, problem } = unremarkable.state.value
    if (!problem) shown.value = items
  }
  useEffect(() => { document.title = words.together.title; void fetch() }, [])
  return (
    <div class="office-column">
      <header class="office-title"><h1 tabIndex={-1}>{words.together.title}</h1><ButtonLink kind="quiet" small icon="back" href={to('office/review')}>{words.together.backToDesk}</ButtonLink></header>
      <Answered of={{ path: '', data: shown.value, problem: unremarkable.state.value.problem, busy: false }} waiting={words.together.waiting} again={() => { void fetch() }}>
        {items => <Listed key={items.map(item => item.digest).join()} shown={items} total={unremarkable.state.value.total ?? items.length} again={() => { void fetch() }} />}
      </Answered>
    </div>
  )
}
