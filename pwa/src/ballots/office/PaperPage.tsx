/** What a unit that votes on paper needs in print: a blank ballot with everyone on it, and the form on which each of two people counts. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered } from '../../answered'
import type { PollDetailOut, ResultOut } from '../../generated/http'
import { go } from '../../route'
import { periodText } from '../../time'
import { Button, IconButton } from '../../ui'
import { loadPoll, shown } from './polls'
import { words } from './words'
import './polls.css'
import './paper.css'

/** As many names as one side of A4 holds, in two columns. */
const NAMES_A_SIDE = 60
const COUNTERS = 2

type People = readonly ResultOut[]

const parts = (people: People, size: number): People[] => Array.from({ length: Math.ceil(people.length / size) }, (_, at) => people.slice(at * size, (at + 1) * size))

function Head({ title, of }: { title: string; of: PollDetailOut }) {
  const { name, quarter, closes_on } = of.poll
  return <header><h2>{title}</h2><p>{name} · {quarter.slice(0, 4)} {periodText(quarter)} · {words.lastDay} {closes_on}</p></header>
}

const Ticks = ({ people, from }: { people: People; from: number }) => (
  <table>
    <colgroup><col class="name" /><col span={words.paper.choices.length} /></colgroup>
    <thead><tr><th scope="col">{words.member}</th>{words.paper.choices.map(one => <th key={one} scope="col">{one}</th>)}</tr></thead>
    <tbody>{people.map((one, at) => <tr key={one.member}><th scope="row"><small>{from + at + 1}</small> {one.name}</th>{words.paper.choices.map(choice => <td key={choice}><i class="tick" /></td>)}</tr>)}</tbody>
  </table>
)

/** One ballot; nothing on it tells whose it is, and all are alike. */
function Ballot({ of }: { of: PollDetailOut }) {
  const sides = parts(of.results, NAMES_A_SIDE)
  return (
    <>
      {sides.map((side, at) => {
        const half = Math.ceil(side.length / 2)
        return (
          <section key={at} class="paper-sheet">
            <Head title={words.paper.ballot} of={of} />
            {at === 0 && <ul class="paper-how">{words.paper.how.map(one => <li key={one}>{one}</li>)}</ul>}
            <div class="paper-columns"><Ticks people={side.slice(0, half)} from={at * NAMES_A_SIDE} />{side.length > half && <Ticks people={side.slice(half)} from={at * NAMES_A_SIDE + half} />}</div>
            <p class="paper-foot">{words.paper.side(at + 1, sides.length, of.results.length)}</p>
          </section>
        )
      })}
    </>
  )
}

/** Strokes by fives in the wide cell, their sum in the narrow one: the sums are what is entered afterwards. */
const TallyForm = ({ of }: { of: PollDetailOut }) => (
  <section class="paper-sheet paper-tally" tabIndex={0} role="region" aria-label={words.paper.tally}>
    <Head title={words.paper.tally} of={of} />
    <ul class="paper-how">{words.paper.counting.map(one => <li key={one}>{one}</li>)}</ul>
    <p class="paper-lines">{words.paper.lines.map(one => <span key={one}>{one}</span>)}</p>
    <table>
      <colgroup><col class="name" />{words.choices.flatMap(one => [<col key={one} />, <col key={`${one} sum`} class="sum" />])}</colgroup>
      <thead><tr><th scope="col">{words.member}</th>{words.choices.map(one => <th key={one} scope="col" colSpan={2}>{one}</th>)}</tr></thead>
      <tbody>{of.results.map((one, at) => <tr key={one.member}><th scope="row"><small>{at + 1}</small> {one.name}</th>{words.choices.flatMap(choice => [<td key={choice} class="strokes" />, <td key={`${choice} sum`} class="sum" />])}</tr>)}</tbody>
    </table>
  </section>
)

type Printed = 'ballot' | 'tally'

function Shown({ of }: { of: PollDetailOut }) {
  const alone = useSignal<Printed | null>(null)
  useEffect(() => {
    const all = () => { alone.value = null }
    addEventListener('afterprint', all)
    return () => removeEventListener('afterprint', all)
  }, [])
  const printAlone = (what: Printed) => { alone.value = what; setTimeout(() => print(), 50) }
  const hidden = (what: Printed) => (alone.value && alone.value !== what ? 'no-print' : '')
  const copies = of.poll.printed - of.poll.voided
  return (
    <>
      <div class="poll-print no-print">
        <p class="grow">{words.paper.text(copies, COUNTERS)}</p>
        <Button kind="main" onClick={() => printAlone('ballot')}>{words.paper.printBallot(copies)}</Button><Button onClick={() => printAlone('tally')}>{words.paper.printTally(COUNTERS)}</Button>
      </div>
      <div class={hidden('ballot')}><Ballot of={of} /></div>
      <div class={hidden('tally')}><TallyForm of={of} /></div>
    </>
  )
}

export function PaperPage({ id }: { id: string }) {
  useEffect(() => { document.title = words.paper.title; void loadPoll(id) }, [id])
  return (
    <div class="polls">
      <header class="office-title no-print"><IconButton icon="back" label={words.back} onClick={() => go(`office/polls/${id}`)} /><h1 tabIndex={-1}>{words.paper.title}</h1></header>
      <div class="office-column"><Answered of={shown.state.value} waiting={words.waiting} again={() => { void loadPoll(id) }}>{found => <Shown of={found} />}</Answered></div>
    </div>
  )
}
