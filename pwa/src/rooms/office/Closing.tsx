/** Closes a room for a time: what is booked then is told first, and cancelled only on a second click. */
import { useSignal } from '@preact/signals'
import { ProblemNotice } from '../../answered'
import { api, asProblem, type Problem } from '../../api'
import type { ClosedOut, RoomsOut } from '../../generated/http'
import { momentText } from '../../time'
import { Button, Card, SelectField, TextField } from '../../ui'
import { clockOf, halfHours } from '../times'
import { centre } from './Head'
import { words } from './words'

const CLOCKS = [...halfHours(0, 24 * 60), 24 * 60].map(value => ({ value: String(value), label: clockOf(value) }))
const again = () => { void centre.load('/api/rooms') }

export function Closing({ data }: { data: RoomsOut }) {
  const draft = useSignal({ room: data.rooms[0]?.room ?? '', from_on: data.today, from_minute: data.rule.opens, until_on: data.today, until_minute: data.rule.closes, reason: '' })
  const problem = useSignal<Problem | null>(null)
  const put = (part: Partial<typeof draft.value>) => { problem.value = null; draft.value = { ...draft.value, ...part } }
  const { room, ...said } = draft.value
  const close = (cancel: boolean) => api<ClosedOut>(`/api/rooms/${room}/closures`, { method: 'POST', body: { ...said, cancel } })
    .then(() => { put({ reason: '' }); again() }, (error: unknown) => { problem.value = asProblem(error) })
  const lift = (closure: string) => api(`/api/room-closures/${closure}`, { method: 'DELETE' }).then(again, (error: unknown) => { problem.value = asProblem(error) })
  const meets = problem.value?.code === 'rooms.closure_meets'
  return (
    <Card>
      <div class="rooms-form">
        <SelectField id="close-room" label={words.room} value={room} options={data.rooms.map(one => ({ value: one.room, label: one.name }))} onInput={value => put({ room: value })} />
        <TextField id="close-from" type="date" label={words.closeFrom} value={said.from_on} onInput={from_on => put({ from_on })} />
        <SelectField id="close-from-time" label={words.start} value={String(said.from_minute)} options={CLOCKS} onInput={value => put({ from_minute: Number(value) })} />
        <TextField id="close-until" type="date" label={words.closeUntil} value={said.until_on} onInput={until_on => put({ until_on })} />
        <SelectField id="close-until-time" label={words.end} value={String(said.until_minute)} options={CLOCKS} onInput={value => put({ until_minute: Number(value) })} />
        <TextField id="close-reason" label={words.closeReason} maxLength={300} value={said.reason} onInput={reason => put({ reason })} />
      </div>
      {problem.value && <ProblemNotice problem={problem.value} />}
      <Button icon="lock" disabled={!said.reason.trim()} onClick={() => { void close(meets) }}>{meets ? words.closeAnyway : words.closeRoom}</Button>
      <h3 class="rooms-standing">{words.standing}</h3>
      {data.closures.length ? <ul class="rooms-refused">{data.closures.map(one => <li key={one.closure}>{data.rooms.find(other => other.room === one.room)?.name} {momentText(one.starts_at)} – {momentText(one.ends_at)} {one.reason} <Button small onClick={() => { void lift(one.closure) }}>{words.lift}</Button></li>)}</ul> : <p class="soft">{words.noClosures}</p>}
    </Card>
  )
}
