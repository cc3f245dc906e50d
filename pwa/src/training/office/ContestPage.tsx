/** One contest: its day and trades, and who had which rank; each rank counts for the member's stars. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered } from '../../answered'
import { gradeText } from '../../factWords'
import type { ContestOut, ContestResultOut, PersonItem } from '../../generated/http'
import { FindPerson } from '../../people'
import { go } from '../../route'
import { uuid7 } from '../../sync'
import { dayOf, momentText } from '../../time'
import { Button, Card, Empty, Facts, IconButton, Section, SelectField, TextField, AreaField, Waiting } from '../../ui'
import { contests, Head, isOffice, useFresh, useSending } from './Head'
import { words } from './words'

const RANKS = ['first', 'second', 'third', 'other'] as const
const tradesOf = (text: string): string[] => text.split(/[、，,\n]/).map(one => one.trim()).filter(Boolean)

function Describing({ id, one, onDone }: { id: string; one: ContestOut | null; onDone: () => void }) {
  const form = useSignal({ title: one?.title ?? '', held_on: one?.held_on ?? dayOf(Date.now()), trades: one?.trades.join('、') ?? '', note: one?.note ?? '' })
  const { busy, send, told } = useSending()
  const { title, held_on, trades, note } = form.value
  const set = (change: Partial<typeof form.value>) => { form.value = { ...form.value, ...change } }
  const save = async () => { if (await send(`/api/contests/${id}`, { rev: one?.rev ?? 0, title, held_on, trades: tradesOf(trades), note })) onDone() }
  return (
    <Card title={one ? words.edit : words.addContest}>
      <div class="training-form">
        <TextField id="contest-title" label={words.contest} maxLength={100} value={title} onInput={value => set({ title: value })} />
        <TextField id="contest-day" type="date" label={words.day} value={held_on} onInput={value => set({ held_on: value })} />
        <TextField id="contest-trades" label={words.trades} hint={words.tradesHint} maxLength={1000} value={trades} onInput={value => set({ trades: value })} />
        <AreaField id="contest-note" label={words.note} rows={1} maxLength={500} value={note} onInput={value => set({ note: value })} />
      </div>
      {told}
      <div class="ways"><Button kind="main" icon="check" busy={busy} disabled={!title.trim() || !held_on || !tradesOf(trades).length} onClick={() => { void save() }}>{words.save}</Button><Button onClick={onDone}>{words.cancel}</Button></div>
    </Card>
  )
}

function Adding({ one, again }: { one: ContestOut; again: () => void }) {
  const person = useSignal<PersonItem | null>(null)
  const trade = useSignal(one.trades[0] ?? '')
  const rank = useSignal<string>('first')
  const { busy, send, told } = useSending()
  const who = person.value
  const save = async () => {
    if (who && await send(`/api/contests/${one.contest}/results`, { member: who.member, trade: trade.value, rank: rank.value }, 'POST')) { person.value = null; again() }
  }
  return (
    <Card title={words.addRank}>
      <div class="training-form">
        <div>{who ? <p class="training-chosen"><b>{who.name}</b> <span class="soft">{who.employee_no} {who.branch_name}</span><IconButton icon="close" label={words.chooseAgain} onClick={() => { person.value = null }} /></p> : <FindPerson id="find-contestant" label={words.findMember} onChoose={found => { person.value = found }} />}</div>
        <SelectField id="rank-trade" label={words.trade} value={trade.value} options={one.trades.map(value => ({ value, label: value }))} onInput={value => { trade.value = value }} />
        <SelectField id="rank-rank" label={words.rank} value={rank.value} options={RANKS.map(value => ({ value: value as string, label: gradeText('contest', value) }))} onInput={value => { rank.value = value }} />
      </div>
      {told}
      <div class="ways"><Button kind="main" icon="check" busy={busy} disabled={!who} onClick={() => { void save() }}>{words.keepRank}</Button><span class="small soft">{words.rankCounts}</span></div>
    </Card>
  )
}

function Results({ one, again }: { one: ContestOut; again: () => void }) {
  const { send, told } = useSending()
  const remove = async (result: ContestResultOut) => { await send(`/api/contest-results/${result.result}/remove`); again() }
  if (!one.results.length) return <p class="soft">{words.noRanks}</p>
  return (
    <>
      {told}
      <table class="list-table training-table">
        <thead><tr>{[words.trade, words.rank, words.name, words.branch, words.by].map(name => <th key={name} scope="col">{name}</th>)}<td /></tr></thead>
        <tbody>{one.results.map(result => (
          <tr key={result.result}>
            <td>{result.trade}</td><td>{gradeText('contest', result.rank)}</td><td>{result.name}<small>{result.number}</small></td><td>{result.branch_name}</td><td>{result.entered_by_name}<small>{momentText(result.entered_at)}</small></td>
            <td>{isOffice() && <IconButton icon="bin" label={words.removeRank(result.name)} onClick={() => { void remove(result) }} />}</td>
          </tr>
        ))}</tbody>
      </table>
    </>
  )
}

function Shown({ one, again, onEdit }: { one: ContestOut; again: () => void; onEdit: () => void }) {
  const { send, told } = useSending()
  const remove = async () => { if (await send(`/api/contests/${one.contest}/remove`)) go('office/training', true) }
  return (
    <>
      <Card title={one.title} aside={isOffice() && <Button small icon="pencil" onClick={onEdit}>{words.edit}</Button>}>
        <Facts pairs={[[words.day, one.held_on], [words.trades, one.trades.join('、')], ...(one.note ? [[words.note, one.note] as const] : [])]} />
        {told}
        {isOffice() && !one.results.length && <div class="ways"><Button small kind="quiet" icon="bin" onClick={() => { void remove() }}>{words.remove}</Button></div>}
      </Card>
      <Section title={words.ranks}><Results one={one} again={again} /></Section>
      {isOffice() && <Adding one={one} again={again} />}
    </>
  )
}

export function ContestPage({ id }: { id: string }) {
  const fresh = id === 'new'
  const key = useSignal(fresh ? uuid7() : id).value
  const editing = useSignal(fresh)
  const load = useFresh(contests)
  const done = () => { editing.value = false; load(); if (fresh) go(`office/training/contests/${key}`, true) }
  return (
    <div>
      <Head title={fresh ? words.addContest : words.contest} tab={null} />
      <div class="office-column">
        {fresh ? <Describing id={key} one={null} onDone={done} /> : (
          <Answered of={contests.state.value} waiting={words.waiting} again={load}>
            {data => {
              const one = data.contests.find(contest => contest.contest === id)
              if (!one) return <Empty icon="search" title={words.notHere} />
              return editing.value ? <Describing id={id} one={one} onDone={done} /> : <Shown one={one} again={load} onEdit={() => { editing.value = true }} />
            }}
          </Answered>
        )}
      </div>
    </div>
  )
}

/** The contest in which a rank was reached: where a studio's record leads. */
export function ResultOf({ id }: { id: string }) {
  const load = useFresh(contests)
  const found = contests.state.value.data?.contests.find(one => one.results.some(result => result.result === id))
  useEffect(() => { if (found) go(`office/training/contests/${found.contest}`, true) }, [found])
  return <Answered of={contests.state.value} waiting={words.waiting} again={load}>{() => (found ? <Waiting>{words.waiting}</Waiting> : <Empty icon="search" title={words.notHere} />)}</Answered>
}
