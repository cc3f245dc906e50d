/** One booking: what became of it, what is free instead with one tap to take it, and how it is given back. */
import { useSignal } from '@preact/signals'
import { act } from '../acting'
import { branchIds } from '../branch'
import { DeliveryChip } from '../delivery'
import { useDraft } from '../keeping'
import { useLive } from '../live'
import { back, go, to } from '../route'
import type { As, Booking, Offer } from '../rows'
import { uuid7 } from '../sync'
import { HOUR_MS, minute, momentText } from '../time'
import { Button, Card, Chips, Empty, Facts, Notice, PageHead, Row, Rows, Section, Sheet, TextField, Waiting } from '../ui'
import { shell, wordFor } from '../words'
import { readBooking, type BookingStory } from './reading'
import { dayWords, spanWords, StateTag } from './CalendarPage'
import { clockOf, instantOf } from './times'
import { t } from './words'
import './rooms.css'

function take(booking: As<Booking>, { room, on, start, end }: Offer, room_name: string): void {
  const row = uuid7()
  const { branch, purpose, people } = booking
  const args = { branch, room, on, start, end, purpose, people, repeat: '', until: '', instead: booking.id }
  act([{ name: 'booking.ask.v1', row, base: 0, args, shows: { room_name, series: '', starts_at: instantOf(on, start), ends_at: instantOf(on, end) } }])
  go(`rooms/booking/${row}`, true)
}

function Offers({ story: { booking, rooms } }: { story: BookingStory }) {
  const open = booking.offers.filter(one => instantOf(one.on, one.start) > minute.value)
  return (
    <Section title={t.offers}>
      {open.length === 0 && <p class="soft">{t.noOffers}</p>}
      <div class="room-offers">
        {open.map(one => {
          const name = rooms.get(one.room) ?? ''
          return <Button key={`${one.room}/${one.on}/${one.start}`} wide icon="check" onClick={() => take(booking, one, name)}>{t.take(`${name} ${dayWords(one.on)} ${clockOf(one.start)}–${clockOf(one.end)}`)}</Button>
        })}
      </div>
    </Section>
  )
}

function CancelSheet({ story: { booking, series }, onClose }: { story: BookingStory; onClose: () => void }) {
  const { writing, put, send } = useDraft<{ reason: string; scope: 'one' | 'later' }>(`booking-cancel/${booking.id}`, { reason: '', scope: 'one' })
  const { reason, scope } = writing.value
  const hasLater = series.some(one => one.state === 'accepted' && one.starts_at > booking.starts_at)
  const cancel = () => send([{ name: 'booking.cancel.v1', row: booking.id, base: booking.rev, args: { reason: reason.trim(), later: scope === 'later' } }], onClose)
  return (
    <Sheet title={t.cancelTitle} open onClose={onClose} actions={<><Button kind="main" onClick={cancel}>{t.cancel}</Button><Button onClick={onClose}>{t.keep}</Button></>}>
      {hasLater && <Chips label={t.which} columns={1} choices={[{ value: 'one', label: t.onlyThis }, { value: 'later', label: t.alsoLater }]} value={scope} onChoose={value => put({ scope: value })} />}
      <TextField id="cancel-reason" label={t.reason} maxLength={300} value={reason} onInput={value => put({ reason: value })} />
    </Sheet>
  )
}

function Cancelling({ story }: { story: BookingStory }) {
  const asking = useSignal(false)
  const { booking, rule } = story
  const left = booking.starts_at - minute.value
  if (booking.state !== 'accepted' || left <= 0 || !branchIds.value.includes(booking.branch)) return null
  if (rule && left < rule.cancel_hours * HOUR_MS) return <p class="small soft">{t.lateText(rule.cancel_hours)}</p>
  return (
    <>
      <Button wide icon="close" onClick={() => { asking.value = true }}>{t.cancel}</Button>
      {asking.value && <CancelSheet story={story} onClose={() => { asking.value = false }} />}
    </>
  )
}

function Became({ story: { booking, waiting, refused } }: { story: BookingStory }) {
  if (refused) return <Notice tone="heed" icon="alert" title={t.rejected} actions={<a class="button small" href={to('delivery')}>{t.why}</a>} />
  if (waiting && booking.state === 'asked') return <Notice icon="phone" title={t.states.asked}>{t.askedText}</Notice>
  if (booking.state === 'refused') return <Notice tone="heed" icon="alert" title={t.states.refused}>{wordFor(t.causes, booking.cause)}</Notice>
  if (booking.state === 'cancelled' && booking.by_office) return <Notice tone="heed" icon="close" title={t.states.cancelled}>{t.cancelledBy(booking.reason)}</Notice>
  return null
}

const Series = ({ series, own }: { series: readonly As<Booking>[]; own: string }) => (
  <Section title={t.series}>
    <Rows>{series.map(one => <Row key={one.id} href={to(`rooms/booking/${one.id}`)} current={one.id === own} title={spanWords(one)} tags={<StateTag state={one.state} />} />)}</Rows>
  </Section>
)

function Shown({ story }: { story: BookingStory }) {
  const { booking, steps, series } = story
  const pairs: [string, string][] = [[t.room, booking.room_name], [t.day, dayWords(booking.on)], [t.time, `${clockOf(booking.start)}–${clockOf(booking.end)}`], ...(booking.people ? [[t.people, t.people2(booking.people)] as [string, string]] : [])]
  return (
    <>
      <Became story={story} />
      <Card title={booking.purpose} aside={<StateTag state={booking.state} />}><Facts pairs={pairs} /></Card>
      {booking.state === 'refused' && <Offers story={story} />}
      <Cancelling story={story} />
      {series.length > 1 && <Series series={series} own={booking.id} />}
      {steps.length > 0 && <Section title={t.story}><ul class="room-lines card">{steps.map(one => <li key={one.id} class="room-line"><b>{wordFor(t.acts, one.act)}</b><span>{[one.by_name, momentText(one.at, minute.value), one.act === 'cancelled' && one.text].filter(Boolean).join(' · ')}</span></li>)}</ul></Section>}
    </>
  )
}

export function BookingPage({ id }: { id: string }) {
  const story = useLive(['row:booking', 'row:booking_step', 'row:room', 'row:room_rule', 'log'], phone => readBooking(phone, id), [id])
  return (
    <main class="page rooms-page">
      <PageHead title={t.one} onBack={() => back('rooms')} aside={<DeliveryChip />} />
      {story === undefined ? <Waiting>{shell.loading}</Waiting> : story ? <Shown key={id} story={story} /> : <Empty icon="search" title={t.notHere}>{t.notHereText}</Empty>}
    </main>
  )
}
