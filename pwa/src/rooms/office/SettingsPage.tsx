/** What rooms there are, the rules for all, when one is closed, the feed's address, and bookings from a workbook. */
import { signal, useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered, ProblemNotice } from '../../answered'
import { api, asProblem, type Problem } from '../../api'
import type { FeedOut, RoomOut, RoomsOut } from '../../generated/http'
import { phrases } from '../../phrases'
import { ReasonSheet } from '../../reasoning'
import { uuid7 } from '../../sync'
import { momentText } from '../../time'
import { Button, Card, Section, SelectField, Tag, TextField } from '../../ui'
import { clockOf, halfHours } from '../times'
import { Closing } from './Closing'
import { centre, Head, mayChange } from './Head'
import { Importing } from './Importing'
import { words } from './words'

const refused = signal<Problem | null>(null)
const load = () => { void centre.load('/api/rooms') }

async function change<T>(path: string, method: 'POST' | 'DELETE'): Promise<T | null> {
  refused.value = null
  const found = await api<T>(path, { method }).catch((error: unknown) => { refused.value = asProblem(error); return null })
  load()
  return found
}

const BLANK: RoomOut = { room: '', name: '', place: 99, capacity: 0, equipment: '', note: '', state: 'open', is_confirmed: false }

function RoomForm({ one, id }: { one: RoomOut; id: string }) {
  const draft = useSignal(one)
  const put = (part: Partial<RoomOut>) => { draft.value = { ...draft.value, ...part } }
  const asking = useSignal<string | null>(null)
  const keep = async (reason: string) => {
    const { name, place, capacity, equipment, note } = draft.value
    await api(`/api/rooms/${id}`, { method: 'PUT', body: { name, place, capacity, equipment, note, state: asking.value, is_confirmed: true, reason } })
    load()
  }
  const number = (value: string) => Math.max(0, Math.round(Number(value)) || 0)
  return (
    <div class="rooms-form">
      <TextField id={`name-${id}`} label={words.name} maxLength={40} value={draft.value.name} onInput={name => put({ name })} />
      <TextField id={`capacity-${id}`} type="number" inputMode="numeric" label={words.capacity} value={draft.value.capacity ? String(draft.value.capacity) : ''} onInput={value => put({ capacity: number(value) })} />
      <TextField id={`equipment-${id}`} label={words.equipment} maxLength={300} value={draft.value.equipment} onInput={equipment => put({ equipment })} />
      <TextField id={`note-${id}`} label={words.note} maxLength={300} value={draft.value.note} onInput={note => put({ note })} />
      <TextField id={`place-${id}`} type="number" inputMode="numeric" label={words.place} value={String(draft.value.place)} onInput={value => put({ place: number(value) })} />
      <div class="ways">
        <Button small icon="check" label={`${words.confirm}${phrases.colon}${draft.value.name}`} disabled={!draft.value.name.trim()} onClick={() => { asking.value = 'open' }}>{one.state === 'off' ? words.turnOn : words.confirm}</Button>
        {one.room && one.state === 'open' && <Button small kind="quiet" label={`${words.turnOff}${phrases.colon}${one.name}`} onClick={() => { asking.value = 'off' }}>{words.turnOff}</Button>}
      </div>
      {asking.value !== null && <ReasonSheet title={draft.value.name} send={asking.value === 'off' ? words.turnOff : words.confirm} onSend={keep} onClose={() => { asking.value = null }} />}
    </div>
  )
}

function RoomCard({ one }: { one: RoomOut }) {
  const state = one.state === 'off' ? words.off : one.is_confirmed ? words.confirmed : words.unconfirmed
  return <Card title={one.name} aside={<Tag tone={one.is_confirmed && one.state === 'open' ? 'green' : 'heed'}>{state}</Tag>}>{mayChange() ? <RoomForm one={one} id={one.room} /> : <p>{one.equipment}</p>}</Card>
}

function NewRoom() {
  const id = useSignal('')
  if (!id.value) return <Button icon="plus" onClick={() => { id.value = uuid7() }}>{words.add}</Button>
  return <Card title={words.newRoom}><RoomForm one={BLANK} id={id.value} /></Card>
}

function RuleForm({ data }: { data: RoomsOut }) {
  const draft = useSignal(data.rule)
  const put = (part: Partial<RoomsOut['rule']>) => { draft.value = { ...draft.value, ...part } }
  const clocks = [...halfHours(0, 24 * 60), 24 * 60].map(value => ({ value: String(value), label: clockOf(value) }))
  const asking = useSignal(false)
  const { opens, closes, ahead_days, cancel_hours } = draft.value
  const keep = async (reason: string) => {
    await api('/api/room-rule', { method: 'PUT', body: { opens, closes, ahead_days, cancel_hours, reason } })
    load()
  }
  return (
    <Card title={words.rule} aside={<Tag tone={data.rule.is_confirmed ? 'green' : 'heed'}>{data.rule.is_confirmed ? words.confirmed : words.unconfirmed}</Tag>}>
      <div class="rooms-form">
        <SelectField id="rule-opens" label={words.opens} value={String(opens)} options={clocks} onInput={value => put({ opens: Number(value) })} />
        <SelectField id="rule-closes" label={words.closes} value={String(closes)} options={clocks} onInput={value => put({ closes: Number(value) })} />
        <TextField id="rule-ahead" type="number" inputMode="numeric" label={words.aheadDays} value={String(ahead_days)} onInput={value => put({ ahead_days: Number(value) })} />
        <TextField id="rule-cancel" type="number" inputMode="numeric" label={words.cancelHours} value={String(cancel_hours)} onInput={value => put({ cancel_hours: Number(value) })} />
      </div>
      <Button icon="check" onClick={() => { asking.value = true }}>{words.saveRule}</Button>
      {asking.value && <ReasonSheet title={words.rule} send={words.saveRule} onSend={keep} onClose={() => { asking.value = false }} />}
    </Card>
  )
}

function Feed({ made_at }: { made_at: number | null }) {
  const shown = useSignal('')
  const make = () => change<FeedOut>('/api/room-feed', 'POST').then(found => { if (found) shown.value = location.origin + found.path })
  return (
    <Card title={words.feed}>
      <p>{words.feedText}</p>
      <p class="soft">{made_at === null ? words.feedNone : words.feedSince(momentText(made_at))}</p>
      {shown.value && <TextField id="feed-address" label={words.feedShown} readOnly value={shown.value} onInput={() => undefined} />}
      <div class="ways"><Button icon="refresh" onClick={() => { void make() }}>{words.feedMake}</Button>{made_at !== null && <Button kind="quiet" onClick={() => { shown.value = ''; void change('/api/room-feed', 'DELETE') }}>{words.feedDrop}</Button>}</div>
    </Card>
  )
}

function Shown({ data }: { data: RoomsOut }) {
  return (
    <div class="rooms-column">
      {refused.value && <ProblemNotice problem={refused.value} />}
      {data.rooms.some(one => !one.is_confirmed) && <p class="intro">{words.unconfirmedText}</p>}
      {data.rooms.map(one => <RoomCard key={JSON.stringify(one)} one={one} />)}
      {mayChange() && (
        <>
          <NewRoom key={data.rooms.length} />
          <Section title={words.rule}><RuleForm key={JSON.stringify(data.rule)} data={data} /></Section>
          <Section title={words.closures}><Closing data={data} /></Section>
          <Section title={words.feed}><Feed made_at={data.feed_made_at} /></Section>
          <Section title={words.importing}><Importing /></Section>
        </>
      )}
    </div>
  )
}

export function SettingsPage() {
  useEffect(load, [])
  return (
    <div>
      <Head title={words.settings} tab="settings" />
      <Answered of={centre.state.value} waiting={words.waiting} again={load}>{data => <Shown data={data} />}</Answered>
    </div>
  )
}
