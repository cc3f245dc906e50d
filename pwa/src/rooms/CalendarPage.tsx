/** Whose rooms are, by day and by room, and what the own branch has booked. From the rows on this phone, without a network too. */
import { useSignal } from '@preact/signals'
import { branchId } from '../branch'
import { AsOf, DeliveryChip } from '../delivery'
import type { RoomRow } from '../generated/http'
import { useLive } from '../live'
import { back, go, to } from '../route'
import type { As, Booking } from '../rows'
import { delivery } from '../session'
import { dayOf, dayText, minute, weekdayText } from '../time'
import { ButtonLink, Card, Chips, Empty, Icon, IconButton, PageHead, Row, Rows, SelectField, Section, Tag, Waiting } from '../ui'
import { shell } from '../words'
import { readCentre, readOwn, type Centre } from './reading'
import { clockOf, closureOf, dayAfter, instantOf } from './times'
import { t } from './words'
import './rooms.css'

const TWO_WEEKS = 14
const TONES = { asked: 'ink', accepted: 'green', refused: 'heed', cancelled: 'ink', replaced: 'ink' } as const
const ICONS = { asked: 'phone', accepted: 'check', refused: 'alert', cancelled: 'close', replaced: 'undo' } as const

export const StateTag = ({ state }: { state: Booking['state'] }) => <Tag tone={TONES[state]} icon={ICONS[state]}>{t.states[state]}</Tag>

export const dayWords = (on: string): string => `${dayText(instantOf(on, 0), minute.value)} ${weekdayText(instantOf(on, 0))}`
export const spanWords = ({ on, start, end }: Pick<Booking, 'on' | 'start' | 'end'>): string => t.span(dayWords(on), clockOf(start), clockOf(end))

function Own({ branch }: { branch: string }) {
  const own = useLive(['row:booking'], phone => readOwn(phone, branch, Date.now()), [branch]) ?? []
  if (!own.length) return null
  return (
    <Section title={t.own}>
      <Rows>{own.map(one => <Row key={one.id} href={to(`rooms/booking/${one.id}`)} title={one.purpose} sub={`${one.room_name} · ${spanWords(one)}`} tags={<StateTag state={one.state} />} />)}</Rows>
    </Section>
  )
}

const Line = ({ one, centre, withDay }: { one: As<Booking>; centre: Centre; withDay?: boolean }) => (
  <li class="room-line"><b>{withDay && `${dayWords(one.on)} `}{clockOf(one.start)}–{clockOf(one.end)}</b><span>{centre.names.get(one.branch) ?? ''} · {one.purpose}</span>{one.state === 'asked' && <StateTag state="asked" />}</li>
)

function RoomCard({ room, lines, centre, on }: { room: As<RoomRow>; lines: readonly As<Booking>[]; centre: Centre; on: string }) {
  const { opens = 0, closes = 24 * 60 } = centre.rule ?? {}
  const closure = closureOf({ room: room.id, on, start: opens, end: closes }, centre.closures)
  return (
    <Card title={room.name} aside={<span class="soft small">{room.capacity ? t.seats(room.capacity) : t.seatsUnknown}</span>}>
      {closure && <p class="heed"><Icon name="lock" size={20} /> {t.closed(closure.reason)}</p>}
      <div class="room-foot">
        {lines.length ? <ul class="room-lines">{lines.map(one => <Line key={one.id} one={one} centre={centre} />)}</ul> : <p class="soft">{!closure && t.free}</p>}
        {branchId.value && <ButtonLink small icon="plus" label={`${t.ask} ${room.name}`} href={to(`rooms/book?room=${room.id}&on=${on}`)}>{t.ask}</ButtonLink>}
      </div>
    </Card>
  )
}

function ByDay({ centre, on }: { centre: Centre; on: string }) {
  const turn = (days: number) => go(`rooms/${dayAfter(on, days)}`, true)
  return (
    <>
      <div class="room-turn" role="group" aria-label={t.day}><IconButton icon="back" label={t.earlier} onClick={() => turn(-1)} /><b aria-live="polite">{dayWords(on)}</b><IconButton icon="go" label={t.later} onClick={() => turn(1)} /></div>
      {centre.rooms.map(room => <RoomCard key={room.id} room={room} on={on} centre={centre} lines={centre.taken.filter(one => one.room === room.id && one.on === on)} />)}
    </>
  )
}

function ByRoom({ centre, today }: { centre: Centre; today: string }) {
  const chosen = useSignal(centre.rooms[0]?.id ?? '')
  const lines = centre.taken.filter(one => one.room === chosen.value && one.on >= today && one.on < dayAfter(today, TWO_WEEKS))
  return (
    <>
      <SelectField id="rooms-room" label={t.room} value={chosen.value} options={centre.rooms.map(one => ({ value: one.id, label: one.name }))} onInput={value => { chosen.value = value }} />
      <Section title={t.ahead}>
        <Card>
          {lines.length ? <ul class="room-lines">{lines.map(one => <Line key={one.id} one={one} centre={centre} withDay />)}</ul> : <p class="soft">{t.nobody}</p>}
          {branchId.value && <ButtonLink small icon="plus" href={to(`rooms/book?room=${chosen.value}&on=${today}`)}>{t.ask}</ButtonLink>}
        </Card>
      </Section>
    </>
  )
}

function Shown({ centre, on }: { centre: Centre; on: string }) {
  const view = useSignal<'day' | 'room'>('day')
  if (!centre.rooms.length) return <Empty icon="home" title={t.none}>{t.noneText}</Empty>
  return (
    <>
      <AsOf at={delivery.value?.server.answered_at} />
      {branchId.value && <Own branch={branchId.value} />}
      <div class="room-view"><Chips label={t.view} columns={2} choices={[{ value: 'day', label: t.byDay }, { value: 'room', label: t.byRoom }]} value={view.value} onChoose={value => { view.value = value }} /></div>
      {view.value === 'day' ? <ByDay centre={centre} on={on} /> : <ByRoom centre={centre} today={dayOf(minute.value)} />}
    </>
  )
}

export function CalendarPage({ asked }: { asked: string | undefined }) {
  const centre = useLive(['row:room', 'row:room_rule', 'row:room_closure', 'row:booking', 'row:organisation'], readCentre)
  const on = asked && /^\d{4}-\d\d-\d\d$/.test(asked) ? asked : dayOf(minute.value)
  return (
    <main class="page rooms-page">
      <PageHead title={t.title} onBack={() => back('more')} aside={<DeliveryChip />} />
      {centre ? <Shown centre={centre} on={on} /> : <Waiting>{shell.loading}</Waiting>}
    </main>
  )
}
