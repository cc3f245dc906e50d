/** Asking for a room: on one day or on many, saved on this phone and decided when it arrives. */
import { useSignal } from '@preact/signals'
import { useBranch, type Branch } from '../branch'
import { DeliveryChip } from '../delivery'
import { useDraft } from '../keeping'
import { useLive } from '../live'
import { back, go } from '../route'
import { uuid7, type Intent } from '../sync'
import { dayOf, minute } from '../time'
import { Button, Empty, PageHead, SelectField, Suggestions, TextField, Waiting } from '../ui'
import { shell } from '../words'
import { readCentre, type Centre } from './reading'
import { clockOf, closureOf, dayAfter, halfHours, holderOf, instantOf, occurrences, SLOT_MINUTES, type Repeat } from './times'
import { t } from './words'
import './rooms.css'

interface Draft { room: string; on: string; start: number; end: number; purpose: string; people: string; repeat: Repeat; until: string }

const REPEATS: readonly Repeat[] = ['', 'weekly', 'monthly']
const optionsOf = (minutes: readonly number[]) => minutes.map(one => ({ value: String(one), label: clockOf(one) }))

/** What stands against sending it, by field. */
function faultsOf(draft: Draft): Partial<Record<'time' | 'purpose' | 'until', string>> {
  if (draft.end <= draft.start) return { time: t.order }
  if (instantOf(draft.on, draft.start) + SLOT_MINUTES * 60_000 <= minute.value) return { time: t.past }
  if (!draft.purpose.trim()) return { purpose: t.blank }
  return draft.repeat && draft.until < draft.on ? { until: t.untilBlank } : {}
}

function asking(row: string, draft: Draft, centre: Centre, branch: string): Intent {
  const { room, on, start, end, repeat } = draft
  const args = { branch, room, on, start, end, purpose: draft.purpose.trim(), people: Math.min(9999, Math.max(0, Math.round(Number(draft.people)) || 0)), repeat, until: repeat ? draft.until : '', instead: '' }
  const room_name = centre.rooms.find(one => one.id === room)?.name ?? ''
  return { name: 'booking.ask.v1', row, base: 0, args, shows: { room_name, series: repeat ? row : '', starts_at: instantOf(on, start), ends_at: instantOf(on, end) } }
}

/** Whether it is free as far as this phone knows; a series is looked at day by day by the server. */
function Foresight({ draft, centre }: { draft: Draft; centre: Centre }) {
  const holder = holderOf(draft, centre.taken)
  const closure = closureOf(draft, centre.closures)
  const told = closure ? t.closed(closure.reason) : holder ? t.seemsTaken(centre.names.get(holder.branch) ?? '') : t.seemsFree
  return <p class={closure || holder ? 'room-told heed' : 'room-told soft'} role="status"><b>{told}</b> <span class="small">{t.byRows}</span></p>
}

function Times({ draft, centre, put, reason }: { draft: Draft; centre: Centre; put: (part: Partial<Draft>) => void; reason: string | undefined }) {
  const { opens = 0, closes = 24 * 60 } = centre.rule ?? {}
  const starts = halfHours(opens, closes)
  return (
    <div class="room-pair">
      <SelectField id="book-start" label={t.start} value={String(draft.start)} options={optionsOf(starts)} onInput={value => put({ start: Number(value), end: Math.min(closes, Number(value) + Math.max(SLOT_MINUTES, draft.end - draft.start)) })} />
      <SelectField id="book-end" label={t.end} reason={reason} value={String(draft.end)} options={optionsOf(starts.map(one => one + SLOT_MINUTES))} onInput={value => put({ end: Number(value) })} />
    </div>
  )
}

function Repeating({ draft, put, reason }: { draft: Draft; put: (part: Partial<Draft>) => void; reason: string | undefined }) {
  const days = draft.repeat && draft.until >= draft.on ? occurrences(draft.on, draft.repeat, draft.until).length : 0
  return (
    <>
      <SelectField id="book-repeat" label={t.repeat} value={draft.repeat} options={REPEATS.map(value => ({ value, label: t.repeats[value] }))} onInput={value => put({ repeat: value as Repeat })} />
      {draft.repeat && <TextField id="book-until" type="date" label={t.until} hint={days ? t.days(days) : undefined} reason={reason} value={draft.until} onInput={until => put({ until })} />}
    </>
  )
}

function Form({ centre, branch, query }: { centre: Centre; branch: Branch; query: URLSearchParams }) {
  const tried = useSignal(false)
  const { writing: draft, put, send } = useDraft(`booking/${query.toString()}`, draftOf(query, centre))
  const faults = faultsOf(draft.value)
  const told = tried.value ? faults : {}
  const save = () => {
    tried.value = true
    const row = uuid7()
    if (!Object.keys(faults).length) send([asking(row, draft.value, centre, branch.id)], () => go(`rooms/booking/${row}`, true))
  }
  return (
    <>
      <SelectField id="book-room" label={t.room} value={draft.value.room} options={centre.rooms.map(one => ({ value: one.id, label: one.capacity ? `${one.name}（${t.seats(one.capacity)}）` : one.name }))} onInput={room => put({ room })} />
      <TextField id="book-on" type="date" label={t.day} value={draft.value.on} onInput={on => { if (on) put({ on }) }} />
      <Times draft={draft.value} centre={centre} put={put} reason={told.time} />
      <Foresight draft={draft.value} centre={centre} />
      <TextField id="book-purpose" label={t.purpose} hint={t.purposeHint} reason={told.purpose} maxLength={100} value={draft.value.purpose} onInput={purpose => put({ purpose })} />
      <Suggestions label={t.purpose} values={t.purposes} onChoose={purpose => put({ purpose })} />
      <TextField id="book-people" type="number" inputMode="numeric" label={t.people} value={draft.value.people} onInput={people => put({ people })} />
      <Repeating draft={draft.value} put={put} reason={told.until} />
      <p class="room-told small soft">{t.offlineHint}</p>
      <Button kind="main" wide icon="check" onClick={save}>{t.save}</Button>
    </>
  )
}

/** The first room, tomorrow at nine, where nothing else was said. */
const draftOf = (query: URLSearchParams, { rooms }: Centre): Draft => ({
  room: query.get('room') ?? rooms[0]?.id ?? '', on: query.get('on') ?? dayAfter(dayOf(Date.now()), 1), start: Number(query.get('start')) || 9 * 60, end: Number(query.get('end')) || 10 * 60, purpose: '', people: '', repeat: '', until: '',
})

export function BookPage({ query }: { query: URLSearchParams }) {
  const branch = useBranch()
  const centre = useLive(['row:room', 'row:room_rule', 'row:room_closure', 'row:booking', 'row:organisation'], readCentre)
  return (
    <main class="page rooms-page">
      <PageHead title={t.form} sub={branch?.name} onBack={() => back('rooms')} aside={<DeliveryChip />} />
      {branch === undefined || !centre ? <Waiting>{shell.loading}</Waiting> : branch ? <Form key={String(centre.rooms.length > 0)} centre={centre} branch={branch} query={query} /> : <Empty icon="lock" title={t.notAllowed} />}
    </main>
  )
}
