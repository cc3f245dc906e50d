/** One mass review: what can be done now, its results after the count, and the account of its slips. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered, ProblemNotice } from '../../answered'
import { ExportButton } from '../../exporting'
import type { EntryOut, PollDetailOut, PollOut, ResultOut } from '../../generated/http'
import { to } from '../../route'
import { momentText, periodText } from '../../time'
import { Button, ButtonLink, Sheet, TextField } from '../../ui'
import { phrases } from '../../phrases'
import { wordFor } from '../../words'
import { Reconciliation } from './Reconciliation'
import { Tallies } from './Tallies'
import { doing, loadPoll, problem, reprint, shown, step, withdraw } from './polls'
import { words } from './words'
import './polls.css'

function Numbers({ of }: { of: PollOut }) {
  const told = [of.by_paper && words.paperPoll, words.printedCount(of.printed), of.voided > 0 && words.voidedCount(of.voided), of.used !== null && words.usedCount(of.used), (of.spoiled ?? 0) > 0 && words.spoiledCount(of.spoiled ?? 0)]
  return (
    <section class="office-card">
      <h2>{words.states[of.state]}</h2>
      <p>{told.filter(Boolean).join(' · ')} · {words.lastDay} {of.closes_on}</p>
      {of.state === 'open' && <p class="soft small">{words.hidden}</p>}
      {of.by_paper && of.state !== 'counted' && <div class="poll-paper"><ButtonLink kind={of.state === 'open' ? 'main' : 'plain'} icon="text" href={to(`office/polls/${of.id}/paper`)}>{words.paper.go}</ButtonLink></div>}
    </section>
  )
}

function Open({ of }: { of: PollOut }) {
  const asking = useSignal<'close' | 'reprint' | 'withdraw' | null>(null)
  const more = of.by_paper ? { name: words.more, text: words.moreText, count: words.moreCount } : { name: words.reprint, text: words.reprintText, count: words.reprintCount }
  const count = useSignal(of.by_paper ? '' : String(of.printed - of.voided))
  const shut = () => { asking.value = null }
  return (
    <div class="page-actions">
      <Button onClick={() => { asking.value = 'withdraw' }}>{words.withdraw}</Button>
      <Button onClick={() => { asking.value = 'reprint' }}>{more.name}</Button>
      <Button kind={of.by_paper ? 'plain' : 'main'} onClick={() => { asking.value = 'close' }}>{words.close}</Button>
      <Sheet title={words.closeTitle} open={asking.value === 'close'} onClose={shut}
        actions={<><Button kind="main" onClick={() => { shut(); void step(of.id, 'close') }}>{words.close}</Button><Button onClick={shut}>{words.no}</Button></>}><p>{words.closeText}</p></Sheet>
      <Sheet title={words.withdraw} open={asking.value === 'withdraw'} onClose={shut}
        actions={<><Button kind="main" onClick={() => { shut(); void withdraw(of.id) }}>{words.withdraw}</Button><Button onClick={shut}>{words.no}</Button></>}><p>{words.withdrawText}</p></Sheet>
      <Sheet title={more.name} open={asking.value === 'reprint'} onClose={shut}
        actions={<><Button kind="main" disabled={!Number(count.value)} onClick={() => { shut(); void reprint(of.id, Number(count.value)) }}>{more.name}</Button><Button onClick={shut}>{words.no}</Button></>}>
        <p>{more.text}</p>
        <TextField id="reprint" label={more.count} type="number" inputMode="numeric" value={count.value} onInput={value => { count.value = value }} />
      </Sheet>
    </div>
  )
}

function Count({ of }: { of: PollOut }) {
  const keys = useSignal(['', ''])
  const submit = (event: Event) => { event.preventDefault(); void step(of.id, 'count', { keys: keys.value }) }
  return (
    <form class="office-card" onSubmit={submit}>
      <h2>{words.countTitle}</h2>
      <p class="small">{words.countText}</p>
      <div class="poll-fields">
        {keys.value.map((key, at) => <TextField key={at} id={`key-${at}`} label={words.key(at)} value={key} maxLength={40} onInput={value => { keys.value = keys.value.map((one, place) => (place === at ? value : one)) }} />)}
      </div>
      <div class="page-actions"><Button kind="main" type="submit" busy={doing.value} disabled={keys.value.some(key => !key.trim())}>{words.count}</Button></div>
    </form>
  )
}

const meanText = (of: ResultOut) => (of.mean_tenths === null || of.mean_tenths === undefined ? words.withheld : (of.mean_tenths / 10).toFixed(1))

function Results({ of }: { of: PollDetailOut }) {
  const { unit_spread } = of.poll
  return (
    <section class="office-card">
      <h2>{words.results}</h2>
      {of.results.some(one => one.state === 'withheld') && <p class="soft small">{words.withheld}{phrases.colon}{words.withheldText}</p>}
      <p>{words.unitSpread}{phrases.colon}{unit_spread ? unit_spread.map((count, at) => `${words.choices[at]} ${count}`).join(' · ') : words.unitHidden}</p>
      {of.results.some(one => one.state !== 'withheld' && !one.spread) && <p class="soft small">{words.spreadText}</p>}
      <table class="list-table poll-results">
        <thead><tr><th scope="col">{words.member}</th><th scope="col">{words.mean}</th><th scope="col">{words.valid}</th><th scope="col">{words.spread}</th></tr></thead>
        <tbody>{of.results.map(one => <tr key={one.member}><th scope="row">{one.name}</th><td>{meanText(one)}</td><td data-label={words.valid}>{one.ballots ?? ''}</td><td data-label={words.spread}>{one.spread?.join(' / ') ?? words.withheld}</td></tr>)}</tbody>
      </table>
    </section>
  )
}

/** Who has entered what from paper; where two differ, by names and not by figures. */
export function Entries({ of, kind }: { of: PollDetailOut; kind: EntryOut['kind'] }) {
  const names = new Map(of.results.map(one => [one.member, one.name]))
  const entries = of.entries.filter(one => one.kind === kind)
  if (!entries.length) return null
  const differs = [...new Set(entries.flatMap(one => one.differs ?? []))]
  return (
    <div class="poll-entries">
      <ul>{entries.map(one => <li key={one.entered_by_name + one.entered_at}>{words.entered(one.entered_by_name, momentText(one.entered_at))}</li>)}</ul>
      {entries.length === 1 && <p>{words.awaits}</p>}
      {differs.length > 0 && <p class="fault" role="alert">{words.differs}{differs.map(one => names.get(one) ?? wordFor(words.fields, one)).join(phrases.and)}</p>}
    </div>
  )
}

/** Who is on the ballot sees what others have entered, and enters nothing. */
const Own = ({ of, kind }: { of: PollDetailOut; kind: EntryOut['kind'] }) => <section class="office-card"><p>{words.own}</p><Entries of={of} kind={kind} /></section>

function Shown({ found }: { found: PollDetailOut }) {
  const { poll } = found
  return (
    <>
      <Numbers of={poll} />
      {problem.value && <ProblemNotice problem={problem.value} />}
      {poll.state === 'open' && <Open of={poll} />}
      {poll.state === 'closed' && (!poll.by_paper ? <Count of={poll} /> : found.own ? <Own of={found} kind="tallies" /> : <Tallies of={found}><Entries of={found} kind="tallies" /></Tallies>)}
      {poll.state === 'counted' && <>{found.own ? <Own of={found} kind="reconciliation" /> : <Reconciliation of={found}><Entries of={found} kind="reconciliation" /></Reconciliation>}<Results of={found} /></>}
      <div class="poll-back"><ButtonLink href={to('office/polls')}>{words.back}</ButtonLink></div>
    </>
  )
}

export function PollPage({ id }: { id: string }) {
  useEffect(() => { document.title = words.title; problem.value = null; void loadPoll(id) }, [id])
  const found = shown.state.value.data
  return (
    <div class="polls">
      <header class="office-title"><h1 tabIndex={-1}>{found ? `${found.poll.name} · ${periodText(found.poll.quarter)}` : words.title}</h1>{found?.poll.state === 'counted' && <ExportButton path={`/api/polls/${id}/export`} name={`${words.results} ${found.poll.name} ${found.poll.quarter}`} />}</header>
      <div class="office-column"><Answered of={shown.state.value} waiting={words.waiting} again={() => { void loadPoll(id) }}>{one => <Shown found={one} />}</Answered></div>
    </div>
  )
}
