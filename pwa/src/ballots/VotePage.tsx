/** The page for voting: the code, the ballot, and that it is done. */
import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { ProblemNotice } from '../answered'
import type { PaperOut } from '../generated/http'
import { periodText } from '../time'
import { ActionBar, Button, Chips, Empty, Icon, Notice, PageHead, Sheet, TextField, Waiting } from '../ui'
import { CHOICES, type Choice } from './choices'
import { begin, busy, choose, choosePaper, chosen, code, fault, offered, openPaper, paper, problem, refused, sendWaiting, step, vote, waiting } from './voting'
import { t } from './words'

/** How many ballots wait is all that a device tells. */
function Queue() {
  if (!waiting.value && !refused.value) return null
  return (
    <Notice icon="cloudOff" title={waiting.value ? t.waiting(waiting.value) : t.refused(refused.value)} actions={waiting.value > 0 && <Button small onClick={() => { void sendWaiting() }}>{t.send}</Button>}>
      {waiting.value > 0 && refused.value > 0 && t.refused(refused.value)}
    </Notice>
  )
}

function Offered() {
  if (!offered.value.length) return null
  return (
    <section class="vote-units">
      <p>{t.otherUnit}</p>
      <Chips label={t.unit} columns={1} value={null} choices={offered.value.map(one => ({ value: one.poll, label: one.name }))} onChoose={choosePaper} />
    </section>
  )
}

function CodeStep() {
  const typed = useSignal('')
  const submit = (event: Event) => { event.preventDefault(); void openPaper(typed.value) }
  return (
    <main class="page">
      <PageHead title={t.title} />
      <form onSubmit={submit}>
        <p class="vote-intro">{t.intro}</p>
        {problem.value && <ProblemNotice problem={problem.value} />}
        <TextField id="code" label={t.code} value={typed.value} hint={t.codeHint} reason={fault.value || undefined} maxLength={40} onInput={value => { typed.value = value; fault.value = '' }} />
        <Button kind="main" wide type="submit" busy={busy.value}>{t.next}</Button>
      </form>
      <Offered />
      <Queue />
    </main>
  )
}

const LABELLED = CHOICES.slice(1).concat('unknown')

function Person({ of, place }: { of: PaperOut; place: number }) {
  const { name, group_name } = of.people[place]!
  return (
    <li class="vote-person">
      <h2><span class="soft">{place + 1}</span> {name} <small>{group_name}</small></h2>
      <Chips<Choice> label={name} columns={3} choices={LABELLED.map(value => ({ value, label: t.choices[value] }))} value={chosen.value[place] ?? null} onChoose={choice => choose(place, choice)} />
    </li>
  )
}

function PaperStep({ of }: { of: PaperOut }) {
  const asking = useSignal(false)
  const left = chosen.value.filter(one => one === null).length
  return (
    <main class="page with-bar">
      <PageHead title={of.name} sub={`${t.title} · ${periodText(of.quarter)} · ${t.who(of.people.length)}`} />
      {problem.value && <ProblemNotice problem={problem.value} />}
      <Notice icon="lock" title={t.secret}>{t.secretText(of.voters)}</Notice>
      <ol class="vote-people">{of.people.map((_, place) => <Person key={place} of={of} place={place} />)}</ol>
      <Button wide onClick={begin}>{t.giveUp}</Button>
      <ActionBar note={<span role="status">{t.left(left)}</span>}><Button kind="main" wide busy={busy.value} onClick={() => { asking.value = true }}>{t.cast}</Button></ActionBar>
      <Sheet title={t.confirm} open={asking.value} onClose={() => { asking.value = false }}
        actions={<><Button kind="main" onClick={() => { asking.value = false; void vote() }}>{t.yes}</Button><Button onClick={() => { asking.value = false }}>{t.no}</Button></>}>
        <p>{t.left(left)}</p><p>{t.confirmText}</p>
      </Sheet>
    </main>
  )
}

function DoneStep() {
  const next = useRef<HTMLDivElement>(null)
  useEffect(() => { next.current?.focus() }, [])
  return (
    <main class="page">
      <div class="vote-done" ref={next} tabIndex={-1} role="status"><Icon name="check" size={72} /><h1>{t.done}</h1><p>{t.doneText}</p></div>
      <Button kind="main" wide onClick={begin}>{t.another}</Button>
      <Queue />
    </main>
  )
}

export function VotePage() {
  if (!(window.crypto as Crypto | undefined)?.subtle || !window.indexedDB) return <main class="page"><Notice icon="alert" tone="heed" urgent title={t.noSeal}>{t.noSealText}</Notice></main>
  if (step.value === 'done') return <DoneStep />
  if (step.value === 'paper' && paper.value) return <PaperStep of={paper.value} />
  if (busy.value && code.value) return <main class="page"><Empty icon="lock" title={t.title} /><Waiting>{t.busy}</Waiting></main>
  return <CodeStep />
}
