/** The mass reviews of a quarter, and the form that opens one. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered, ProblemNotice } from '../../answered'
import { ExportButton } from '../../exporting'
import type { FreeBranchOut, PollOut, PollsOut } from '../../generated/http'
import { stepped } from '../../period'
import { phrases } from '../../phrases'
import { to } from '../../route'
import { DAY_MS, dayOf, periodText } from '../../time'
import { Button, Chips, IconButton, TextField } from '../../ui'
import { doing, loadPolls, openPoll, polls, problem, quarter } from './polls'
import { words } from './words'
import './polls.css'

const slipsText = ({ by_paper, printed, used }: PollOut) => [by_paper ? words.paperPoll : words.printedCount(printed), used !== null && words.usedCount(used)].filter(Boolean).join(' · ')

const stateText = (one: PollOut) => [words.states[one.state], one.state === 'counted' && !one.by_paper && (one.reconciled ? words.isReconciled : words.notReconciled)].filter(Boolean).join(' · ')

function Table({ items }: { items: readonly PollOut[] }) {
  if (!items.length) return <p class="soft">{words.none}</p>
  return (
    <ul class="poll-list">
      {items.map(one => <li key={one.id}><a href={to(`office/polls/${one.id}`)}><b>{one.name}</b><span>{stateText(one)}</span><small>{slipsText(one)} · {words.lastDay} {one.closes_on}</small></a></li>)}
    </ul>
  )
}

function Branches({ free, picked, onPick }: { free: readonly FreeBranchOut[]; picked: readonly string[]; onPick: (next: string[]) => void }) {
  return (
    <fieldset class="poll-branches">
      <legend>{words.branches}</legend>
      <p class="soft small">{words.branchesHint}</p>
      <div>{free.map(one => (
        <label key={one.id}>
          <input type="checkbox" checked={picked.includes(one.id)} onChange={event => onPick(event.currentTarget.checked ? [...picked, one.id] : picked.filter(id => id !== one.id))} />
          <span>{one.name} <small>{words.members(one.members)}{one.voters < one.members && ` · ${words.noVote(one.members - one.voters)}`}</small></span>
        </label>
      ))}</div>
    </fieldset>
  )
}

const LASTS_DAYS = 7
/** Fields that say by themselves why they were not accepted. */
const FIELDS = new Set(['voters', 'closes_on'])

function Opening({ free }: { free: readonly FreeBranchOut[] }) {
  const picked = useSignal<string[]>([])
  const voters = useSignal('')
  const closes_on = useSignal(dayOf(Date.now() + LASTS_DAYS * DAY_MS))
  const way = useSignal<'codes' | 'paper'>('codes')
  const isPaper = way.value === 'paper'
  const pick = (next: string[]) => {
    picked.value = next
    voters.value = String(free.filter(one => next.includes(one.id)).reduce((sum, one) => sum + one.voters, 0) || '')
  }
  const submit = (event: Event) => {
    event.preventDefault()
    void openPoll({ quarter: quarter.value, branches: picked.value, voters: Number(voters.value), closes_on: closes_on.value, by_paper: isPaper })
  }
  const faultOf = (field: string) => (problem.value?.body.field === field ? `${problem.value.body.detail}${phrases.gap}${problem.value.remedy}` : undefined)
  return (
    <form class="office-card poll-opening" onSubmit={submit}>
      <h2>{words.begin}</h2>
      <Chips label={words.way} value={way.value} choices={[{ value: 'codes', label: words.ways.codes }, { value: 'paper', label: words.ways.paper }]} onChoose={value => { way.value = value }} />
      <p class="small poll-rule">{isPaper ? words.paperRule : words.rule}</p>
      {problem.value && !FIELDS.has(problem.value.body.field ?? '') && <ProblemNotice problem={problem.value} />}
      <Branches free={free} picked={picked.value} onPick={pick} />
      <div class="poll-fields">
        <TextField id="voters" label={words.voters} hint={isPaper ? words.paperVotersHint : words.votersHint} type="number" inputMode="numeric" value={voters.value} reason={faultOf('voters')} onInput={value => { voters.value = value }} />
        <TextField id="closes_on" label={words.closesOn} type="date" value={closes_on.value} reason={faultOf('closes_on')} onInput={value => { closes_on.value = value }} />
      </div>
      <div class="page-actions"><Button kind="main" type="submit" busy={doing.value} disabled={!picked.value.length || !voters.value}>{isPaper ? words.openPaper : words.open}</Button></div>
    </form>
  )
}

const Shown = ({ found }: { found: PollsOut }) => (
  <>
    <section class="office-card"><Table items={found.items} /></section>
    {found.free.length > 0 && <Opening key={found.quarter} free={found.free} />}
  </>
)

export function PollsPage() {
  useEffect(() => { document.title = words.title; problem.value = null }, [])
  useEffect(() => { void loadPolls() }, [quarter.value])
  const move = (by: number) => { quarter.value = stepped(quarter.value, by) }
  return (
    <div class="polls">
      <header class="office-title">
        <h1 tabIndex={-1}>{words.title}</h1>
        <IconButton icon="back" label={words.earlier} onClick={() => move(-1)} /><b>{periodText(quarter.value)}</b><IconButton icon="go" label={words.later} onClick={() => move(1)} />
        {(polls.state.value.data?.items.length ?? 0) > 0 && <ExportButton path="/api/polls/export" query={{ quarter: quarter.value }} name={`${words.short} ${quarter.value}`} />}
      </header>
      <div class="office-column"><Answered of={polls.state.value} waiting={words.waiting} again={() => { void loadPolls() }}>{found => <Shown found={found} />}</Answered></div>
    </div>
  )
}
