/** Mentor pairs: those that run first; written down, and ended with what came of it. */
import { useSignal } from '@preact/signals'
import { Answered } from '../../answered'
import type { PairOut } from '../../generated/http'
import { FindPerson } from '../../people'
import { go, to } from '../../route'
import { uuid7 } from '../../sync'
import { dayOf, momentText } from '../../time'
import { AreaField, Button, ButtonLink, Card, Empty, IconButton, SelectField, Tag, TextField } from '../../ui'
import { wordFor } from '../../words'
import { Head, isOffice, pairs, useFresh, useSending } from './Head'
import { words } from './words'

const RESULTS = ['', 'passed', 'failed'] as const

const Line = ({ one }: { one: PairOut }) => (
  <tr>
    <td><a href={to(`office/training/pairs/${one.pair}`)}><b>{words.pairOf(one.mentor_name, one.apprentice_name)}</b><small>{one.trade}</small></a></td>
    <td>{one.branch_name}</td>
    <td>{one.goal}</td>
    <td>{one.from_on}<small>{one.to_on}</small></td>
    <td><Tag tone={one.result === 'passed' ? 'green' : 'ink'}>{wordFor(words.results, one.result)}</Tag>{one.ended_on && <small>{one.ended_on}</small>}</td>
  </tr>
)

export function PairsPage() {
  const load = useFresh(pairs)
  return (
    <div>
      <Head title={words.names.pairs} tab="pairs" as_of={pairs.state.value.data?.as_of}>{isOffice() && <ButtonLink kind="main" icon="plus" href={to('office/training/pairs/new')}>{words.addPair}</ButtonLink>}</Head>
      <div class="office-column">
        <Answered of={pairs.state.value} waiting={words.waiting} again={load}>
          {data => (data.pairs.length ? (
            <table class="list-table training-table">
              <thead><tr>{[words.pair, words.branch, words.goal, words.span, words.result].map(one => <th key={one} scope="col">{one}</th>)}</tr></thead>
              <tbody>{data.pairs.map(one => <Line key={one.pair} one={one} />)}</tbody>
            </table>
          ) : <Empty icon="people" title={words.noPairs}>{words.noPairsText}</Empty>)}
        </Answered>
      </div>
    </div>
  )
}

interface Described { mentor: string; mentor_name: string; apprentice: string; apprentice_name: string; trade: string; goal: string; from_on: string; to_on: string; result: string; ended_on: string; note: string }

function describedOf(one: PairOut | null): Described {
  const today = dayOf(Date.now())
  const blank = { mentor: '', mentor_name: '', apprentice: '', apprentice_name: '', trade: '', goal: '', from_on: today, to_on: `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`, result: '', ended_on: '', note: '' }
  return one ? (Object.fromEntries(Object.keys(blank).map(name => [name, one[name as keyof Described]])) as unknown as Described) : blank
}

function Person({ id, label, hint, name, onChoose, onClear }: { id: string; label: string; hint?: string; name: string; onChoose: (member: string, name: string) => void; onClear: () => void }) {
  if (name) return <div><p class="small soft">{label}</p><p class="training-chosen"><b>{name}</b><IconButton icon="close" label={`${words.chooseAgain} ${label}`} onClick={onClear} /></p></div>
  return <div><FindPerson id={id} label={label} {...(hint ? { hint } : {})} onChoose={person => onChoose(person.member, person.name)} /></div>
}

function Describing({ id, one, onDone }: { id: string; one: PairOut | null; onDone: () => void }) {
  const form = useSignal(describedOf(one))
  const { busy, send, told } = useSending()
  const set = (change: Partial<Described>) => { form.value = { ...form.value, ...change } }
  const { mentor, mentor_name, apprentice, apprentice_name, trade, goal, from_on, to_on, result, ended_on, note } = form.value
  const { mentor_name: _, ...body } = form.value
  const save = async () => { if (await send(`/api/mentor-pairs/${id}`, { rev: one?.rev ?? 0, ...body })) onDone() }
  const remove = async () => { if (await send(`/api/mentor-pairs/${id}/remove`)) onDone() }
  return (
    <Card title={one ? words.pairOf(one.mentor_name, one.apprentice_name) : words.addPair} aside={one && <span class="small soft">{one.branch_name}</span>}>
      <div class="training-form">
        <Person id="find-mentor" label={words.mentor} name={mentor_name} onChoose={(found, name) => set({ mentor: found, mentor_name: name })} onClear={() => set({ mentor: '', mentor_name: '' })} />
        <Person id="find-apprentice" label={words.apprentice} name={apprentice && apprentice_name} onChoose={(found, name) => set({ apprentice: found, apprentice_name: name })} onClear={() => set({ apprentice: '', apprentice_name: '' })} />
        {!apprentice && <TextField id="pair-apprentice" label={words.notMember} hint={words.notMemberHint} maxLength={100} value={apprentice_name} onInput={value => set({ apprentice_name: value })} />}
        <TextField id="pair-trade" label={words.trade} maxLength={60} value={trade} onInput={value => set({ trade: value })} />
        <TextField id="pair-from" type="date" label={words.from} value={from_on} onInput={value => set({ from_on: value })} />
        <TextField id="pair-to" type="date" label={words.until} value={to_on} onInput={value => set({ to_on: value })} />
      </div>
      <AreaField id="pair-goal" label={words.goal} rows={2} maxLength={500} value={goal} onInput={value => set({ goal: value })} />
      <div class="training-form">
        <SelectField id="pair-result" label={words.result} hint={words.resultHint} value={result} options={RESULTS.map(value => ({ value: value as string, label: words.results[value] }))} onInput={value => set({ result: value, ended_on: value ? ended_on || dayOf(Date.now()) : '' })} />
        {result && <TextField id="pair-ended" type="date" label={words.endedOn} value={ended_on} onInput={value => set({ ended_on: value })} />}
        <TextField id="pair-note" label={words.note} maxLength={500} value={note} onInput={value => set({ note: value })} />
      </div>
      {one && <p class="small soft">{words.writtenBy(one.edited_by_name, momentText(one.edited_at))}</p>}
      {told}
      <div class="ways">
        {isOffice() && <Button kind="main" icon="check" busy={busy} disabled={!mentor || !apprentice_name.trim() || !goal.trim()} onClick={() => { void save() }}>{words.save}</Button>}
        <Button onClick={onDone}>{words.cancel}</Button>
        {isOffice() && one && <Button kind="quiet" icon="bin" onClick={() => { void remove() }}>{words.remove}</Button>}
      </div>
    </Card>
  )
}

export function PairPage({ id }: { id: string }) {
  const fresh = id === 'new'
  const key = useSignal(fresh ? uuid7() : id).value
  const load = useFresh(pairs)
  const done = () => { load(); go('office/training/pairs', true) }
  return (
    <div>
      <Head title={fresh ? words.addPair : words.names.pairs} tab={null} />
      <div class="office-column">
        {fresh ? <Describing id={key} one={null} onDone={done} /> : (
          <Answered of={pairs.state.value} waiting={words.waiting} again={load}>
            {data => {
              const one = data.pairs.find(pair => pair.pair === id)
              return one ? <Describing key={one.rev} id={id} one={one} onDone={done} /> : <Empty icon="search" title={words.notHere} />
            }}
          </Answered>
        )}
      </div>
    </div>
  )
}
