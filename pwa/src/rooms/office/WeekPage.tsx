/** A week of one room, and its door sheets. */
import { useEffect } from 'preact/hooks'
import { Answered } from '../../answered'
import { keepFresh } from '../../fresh'
import { go } from '../../route'
import { dayOf, momentText } from '../../time'
import { dayAfter } from '../times'
import { DoorSheets, looked, Over, wish } from './DayPage'
import { booked, centre, dayWords, Head, isDay, mayChange, Turn } from './Head'
import { TimeTable, type Line } from './TimeTable'
import { words } from './words'

/** The Monday of a day's week. */
const mondayOf = (day: string): string => dayAfter(day, -((new Date(day).getUTCDay() + 6) % 7))

export function WeekPage({ room, asked }: { room: string | undefined; asked: string | undefined }) {
  const monday = mondayOf(isDay(asked) ? asked : dayOf(Date.now()))
  const load = () => { void centre.load('/api/rooms'); void booked.load(`/api/bookings?first=${monday}&last=${dayAfter(monday, 6)}`) }
  useEffect(() => { load(); return keepFresh(load) }, [monday])
  const data = centre.state.value.data
  const one = data?.rooms.find(other => other.room === room) ?? data?.rooms[0]
  const lines: Line[] = one ? Array.from({ length: 7 }, (_, at) => dayAfter(monday, at)).map(on => ({ key: on, room: one.room, on, name: `${one.name} ${dayWords(on)}`, title: dayWords(on) })) : []
  return (
    <div>
      <Head title={one?.name ?? words.short} tab="week">
        <select class="control" aria-label={words.room} value={one?.room ?? ''} onInput={event => go(`office/rooms/week/${event.currentTarget.value}/${monday}`, true)}>{data?.rooms.map(other => <option key={other.room} value={other.room}>{other.name}</option>)}</select>
        <Turn onTurn={by => go(`office/rooms/week/${one?.room ?? ''}/${dayAfter(monday, 7 * by)}`, true)} />
        {one && <DoorSheets room={one.room} name={one.name} first={monday <= dayOf(Date.now()) && dayOf(Date.now()) <= dayAfter(monday, 6) ? dayOf(Date.now()) : monday} />}
      </Head>
      <Answered of={booked.state.value} waiting={words.waiting} again={load}>
        {found => data && (
          <div class="rooms-column">
            <p class="as-of">{words.asOf(momentText(found.as_of))}</p>
            <TimeTable label={one?.name ?? ''} lines={lines} opens={data.rule.opens} closes={data.rule.closes} bookings={found.items} closures={data.closures} onFree={mayChange() ? (line, start) => { wish.value = { room: line.room, on: line.on, start } } : null} onBooking={booking => { looked.value = booking }} />
          </div>
        )}
      </Answered>
      <Over data={data} again={load} />
    </div>
  )
}
