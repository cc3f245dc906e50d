/** The office books in the name of an organisation, and looks at one booking and cancels it with a reason. */
import { useSignal } from '@preact/signals'
import { ProblemNotice } from '../../answered'
import { api, asProblem, type Problem } from '../../api'
import type { BookingOut, BookingsOut, CancelledOut, RoomsOut } from '../../generated/http'
import { uuid7 } from '../../sync'
import { momentText } from '../../time'
import { Button, Facts, SelectField, Sheet, Tag, TextField } from '../../ui'
import { announce } from '../../ui/Announcer'
import { wordFor } from '../../words'
import { clockOf, halfHours, SLOT_MINUTES, type Repeat } from '../times'
import { dayWords, mayChange } from './Head'
import { words } from './words'

const REPEATS: readonly Repeat[] = ['', 'weekly', 'monthly']
const optionsOf = (minutes: readonly number[]) => minutes.map(one => ({ value: String(one), label: clockOf(one) }))

export interface Wish { room: string; on: string; start: number }

interface Draft extends Wish { end: number; branch: string; purpose: string; people: string; repeat: Repeat; until: string }

function Fields({ draft, put, data }: { draft: Draft; put: (part: Partial<Draft>) => void; data: RoomsOut }) {
  const starts = halfHours(data.rule.opens, data.rule.closes)
  return (
    <>
      <SelectField id="book-branch" label={words.branch} value={draft.branch} options={data.orgs.map(one => ({ value: one.org, label: one.name }))} onInput={branch => put({ branch })} />
      <SelectField id="book-room" label={words.room} value={draft.room} options={data.rooms.filter(one => one.state === 'open').map(one => ({ value: one.room, label: one.name }))} onInput={room => put({ room })} />
      <TextField id="book-on" type="date" label={words.date} value={draft.on} onInput={on => put({ on })} />
      <div class="rooms-pair">
        <SelectField id="book-start" label={words.start} value={String(draft.start)} options={optionsOf(starts)} onInput={value => put({ start: Number(value) })} />
        <SelectField id="book-end" label={words.end} value={String(draft.end)} options={optionsOf(starts.map(one => one + SLOT_MINUTES))} onInput={value => put({ end: Number(value) })} />
        <TextField id="book-people" type="number" inputMode="numeric" label={words.people} value={draft.people} onInput={people => put({ people })} />
      </div>
      <TextField id="book-purpose" label={words.purpose} maxLength={100} value={draft.purpose} onInput={purpose => put({ purpose })} />
      <div class="rooms-pair">
        <SelectField id="book-repeat" label={words.repeat} value={draft.repeat} options={REPEATS.map(value => ({ value, label: words.repeats[value] }))} onInput={value => put({ repeat: value as Repeat })} />
        {draft.repeat && <TextField id="book-until" type="date" label={words.until} value={draft.until} onInput={until => put({ until })} />}
      </div>
    </>
  )
}

/** What became of each day that could not be had, with what is free instead. */
function Refused({ items, data }: { items: readonly BookingOut[]; data: RoomsOut }) {
  const nameOf = (room: string) => data.rooms.find(one => one.room === room)?.name ?? ''
  const offers = (one: BookingOut) => one.offers.map(other => words.span(nameOf(other.room), dayWords(other.on), clockOf(other.start), clockOf(other.end))).join(words.comma)
  return (
    <div role="status">
      <p><b>{words.made(items.filter(one => one.state === 'accepted').length)}</b></p>
      <ul class="rooms-refused">{items.filter(one => one.state === 'refused').map(one => <li key={one.booking}><Tag tone="heed" icon="alert">{words.refused}</Tag> {words.refusedDay(dayWords(one.on), wordFor(words.causes, one.cause), one.offers.length ? words.offer(offers(one)) : '')}</li>)}</ul>
    </div>
  )
}

export function BookSheet({ wish, data, onClose }: { wish: Wish; data: RoomsOut; onClose: () => void }) {
  const draft = useSignal<Draft>({ ...wish, end: Math.min(wish.start + 60, data.rule.closes), branch: data.orgs[0]?.org ?? '', purpose: '', people: '', repeat: '', until: '' })
  const problem = useSignal<Problem | null>(null)
  const made = useSignal<BookingsOut | null>(null)
  const busy = useSignal(false)
  const id = useSignal(uuid7())
  const book = async () => {
    const { people, until, repeat, ...said } = draft.value
    ;[busy.value, problem.value] = [true, null]
    await api<BookingsOut>('/api/bookings', { method: 'POST', body: { ...said, booking: id.value, people: Math.round(Number(people)) || 0, repeat, until: repeat ? until : '' } })
      .then(found => { if (found.items.some(one => one.state === 'refused')) made.value = found; else { announce(words.made(found.items.length)); onClose() } }, (error: unknown) => { problem.value = asProblem(error) })
    ;[busy.value, id.value] = [false, uuid7()]
  }
  const actions = made.value ? <Button kind="main" onClick={onClose}>{words.close}</Button> : <Button kind="main" icon="check" busy={busy.value} disabled={!draft.value.purpose.trim()} onClick={() => { void book() }}>{words.save}</Button>
  return (
    <Sheet title={words.book} open onClose={onClose} actions={actions}>
      {problem.value && <ProblemNotice problem={problem.value} />}
      {made.value ? <Refused items={made.value.items} data={data} /> : <Fields draft={draft.value} put={part => { draft.value = { ...draft.value, ...part } }} data={data} />}
    </Sheet>
  )
}

export function OneSheet({ one, onClose }: { one: BookingOut; onClose: () => void }) {
  const reason = useSignal('')
  const later = useSignal(false)
  const problem = useSignal<Problem | null>(null)
  const cancel = () => api<CancelledOut>(`/api/bookings/${one.booking}/cancel`, { method: 'POST', body: { reason: reason.value, later: later.value } })
    .then(found => { announce(words.cancelled(found.cancelled.length)); onClose() }, (error: unknown) => { problem.value = asProblem(error) })
  const may = mayChange() && one.state === 'accepted' && one.ends_at > Date.now()
  const pairs: [string, string][] = [[words.branch, one.branch_name], [words.room, one.room_name], [words.date, `${dayWords(one.on)} ${clockOf(one.start)}–${clockOf(one.end)}`], ...(one.people ? [[words.people, words.count(one.people)] as [string, string]] : [])]
  return (
    <Sheet title={one.purpose} open onClose={onClose} actions={may && <Button kind="main" icon="close" disabled={!reason.value.trim()} onClick={() => { void cancel() }}>{words.cancel}</Button>}>
      {problem.value && <ProblemNotice problem={problem.value} />}
      <Facts pairs={pairs} />
      <p class="soft small">{wordFor(words.states, one.state)} · {words.askedBy(one.by_name, momentText(one.asked_at))}{one.reason && ` · ${one.reason}`}</p>
      {may && <TextField id="cancel-reason" label={words.reason} maxLength={300} value={reason.value} onInput={value => { reason.value = value }} />}
      {may && one.series && <label class="rooms-later"><input type="checkbox" checked={later.value} onChange={event => { later.value = event.currentTarget.checked }} />{words.laterToo}</label>}
    </Sheet>
  )
}
