/** A count of paper ballots, entered by each of two people. */
import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import type { PollDetailOut } from '../../generated/http'
import { Button, TextField } from '../../ui'
import { doing, step } from './polls'
import { words } from './words'

const NONE = ['', '', '', '']

export function Tallies({ of, children }: { of: PollDetailOut; children: ComponentChildren }) {
  const ballots = useSignal('')
  const typed = useSignal<Record<string, string[]>>({})
  const put = (member: string, at: number, value: string) => {
    typed.value = { ...typed.value, [member]: (typed.value[member] ?? NONE).map((one, place) => (place === at ? value : one)) }
  }
  const submit = (event: Event) => {
    event.preventDefault()
    const tallies = Object.fromEntries(of.results.map(one => [one.member, (typed.value[one.member] ?? NONE).map(Number)]))
    void step(of.poll.id, 'tallies', { ballots: Number(ballots.value), tallies })
  }
  return (
    <form class="office-card" onSubmit={submit}>
      <h2>{words.tallyTitle}</h2>
      <p class="small">{words.tallyText}</p>
      {children}
      <TextField id="ballots" label={words.ballots} type="number" inputMode="numeric" value={ballots.value} onInput={value => { ballots.value = value }} />
      <table class="list-table poll-tallies">
        <thead><tr><th scope="col">{words.member}</th>{words.choices.map(one => <th key={one} scope="col">{one}</th>)}</tr></thead>
        <tbody>
          {of.results.map(one => (
            <tr key={one.member}>
              <th scope="row">{one.name}</th>
              {words.choices.map((choice, at) => (
                <td key={choice}><input class="control" type="number" inputMode="numeric" min="0" aria-label={`${one.name} ${choice}`} value={typed.value[one.member]?.[at] ?? ''} onInput={event => put(one.member, at, event.currentTarget.value)} /></td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <div class="page-actions"><Button kind="main" type="submit" busy={doing.value} disabled={!ballots.value}>{words.enter}</Button></div>
    </form>
  )
}
