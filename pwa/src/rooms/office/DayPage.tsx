/** A day of all rooms: who has which when, what was refused, and booking in a branch's name. */
import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered } from '../../answered'
import { TakeButton } from '../../exporting'
import { keepFresh } from '../../fresh'
import type { BookingOut, BookingsOut, RoomsOut } from '../../generated/http'
import { go, to } from '../../route'
import { dayOf, momentText } from '../../time'
import { Button, Section, Tag } from '../../ui'
import { wordFor } from '../../words'
import { clockOf, dayAfter } from '../times'
import { booked, centre, dayWords, Head, isDay, mayChange, Turn } from './Head'
import { BookSheet, OneSheet, type Wish } from './Sheets'
import { TimeTable, type Line } from './TimeTable'
import { words } from './words'

export const wish = signal<Wish | null>(null)
export const looked = signal<BookingOut | null>(null)

/** The sheets that lie over a page; once one is closed the page asks again. */
export function Over({ data, again }: { data: RoomsOut | null; again: () => void }) {
  const close = () => { wish.value = null; looked.value = null; again() }
  if (wish.value && data) return <BookSheet wish={wish.value} data={data} onClose={close} />
  return looked.value && <OneSheet one={looked.value} onClose={close} />
}

function Others({ items }: { items: readonly BookingOut[] }) {
  return (
    <Section title={words.others}>
      {items.length ? <ul class="rooms-refused">{items.map(one => <li key={one.booking}><button type="button" class="link" onClick={() => { looked.value = one }}>{one.branch_name} {one.room_name} {clockOf(one.start)}–{clockOf(one.end)} {one.purpose}</button> <Tag>{wordFor(words.states, one.state)}</Tag></li>)}</ul> : <p class="soft">{words.noOthers}</p>}
    </Section>
  )
}

function Shown({ data, found, on }: { data: RoomsOut; found: BookingsOut; on: string }) {
  const rooms = data.rooms.filter(one => one.state === 'open' || found.items.some(other => other.room === one.room && other.state === 'accepted'))
  const lines: Line[] = rooms.map(one => ({ key: one.room, room: one.room, on, name: one.name, title: <a href={to(`office/rooms/week/${one.room}`)}>{one.name}</a> }))
  const free = mayChange() ? (line: Line, start: number) => { wish.value = { room: line.room, on, start } } : null
  return (
    <div class="rooms-column">
      <p class="as-of">{words.asOf(momentText(found.as_of))}</p>
      <TimeTable label={dayWords(on)} lines={lines} opens={data.rule.opens} closes={data.rule.closes} bookings={found.items} closures={data.closures} onFree={free} onBooking={one => { looked.value = one }} />
      <Others items={found.items.filter(one => one.state !== 'accepted')} />
    </div>
  )
}

export function DayPage({ asked }: { asked: string | undefined }) {
  const on = isDay(asked) ? asked : dayOf(Date.now())
  const load = () => { void centre.load('/api/rooms'); void booked.load(`/api/bookings?first=${on}&last=${on}`) }
  useEffect(() => { load(); return keepFresh(load) }, [on])
  const data = centre.state.value.data
  const first = data?.rooms.find(one => one.state === 'open')
  return (
    <div>
      <Head title={`${words.short} ${dayWords(on)}`} tab="day">
        <Turn onTurn={by => go(`office/rooms/day/${dayAfter(on, by)}`, true)} />
        <input class="control" type="date" aria-label={words.date} value={on} onInput={event => { if (event.currentTarget.value) go(`office/rooms/day/${event.currentTarget.value}`, true) }} />
        {mayChange() && first && <Button kind="main" icon="plus" onClick={() => { wish.value = { room: first.room, on, start: 9 * 60 } }}>{words.book}</Button>}
      </Head>
      <Answered of={booked.state.value} waiting={words.waiting} again={load}>{found => data && <Shown data={data} found={found} on={on} />}</Answered>
      <Over data={data} again={load} />
    </div>
  )
}

/** The door sheets of a room, from a day on. */
export const DoorSheets = ({ room, name, first }: { room: string; name: string; first: string }) => (
  <>
    <TakeButton path={`/api/rooms/${room}/door-sheet`} query={{ first, days: '1' }} file={`${name} ${first}.pdf`}>{words.sheetDay}</TakeButton>
    <TakeButton path={`/api/rooms/${room}/door-sheet`} query={{ first, days: '7' }} file={`${name} ${first}.pdf`}>{words.sheetWeek}</TakeButton>
  </>
)
