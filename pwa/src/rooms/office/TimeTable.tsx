/** Bookings over the hours of a day: a line a room, or a line a day. What is free is a button that books it. */
import type { ComponentChildren } from 'preact'
import type { BookingOut, ClosureOut } from '../../generated/http'
import { clockOf, halfHours, instantOf, SLOT_MINUTES } from '../times'
import { words } from './words'

export interface Line { key: string; room: string; on: string; title: ComponentChildren; name: string }

interface TimeTableProps {
  label: string
  lines: readonly Line[]
  opens: number
  closes: number
  bookings: readonly BookingOut[]
  closures: readonly ClosureOut[]
  onFree: ((line: Line, start: number) => void) | null
  onBooking: (booking: BookingOut) => void
}

/** What all names end in: half an hour has room for four letters. */
const SUFFIX = /党支部$/
/** Half hours from which there is room for what it is for. */
const ROOMY = 4

interface Cell { start: number; span: number; booking: BookingOut | null; closure: ClosureOut | null }

/** What follows what in a line; a booking that lies outside of the hours is cut to them. */
function cellsOf(line: Line, { opens, closes, bookings, closures }: TimeTableProps): Cell[] {
  const own = bookings.filter(one => one.room === line.room && one.on === line.on && one.state === 'accepted')
  const cells: Cell[] = []
  let free = opens
  for (const start of halfHours(opens, closes)) {
    if (start < free) continue
    const booking = own.find(one => one.start <= start && start < one.end) ?? null
    const end = booking ? Math.min(booking.end, closes) : start + SLOT_MINUTES
    const closure = booking ? null : closures.find(one => one.room === line.room && one.starts_at < instantOf(line.on, end) && instantOf(line.on, start) < one.ends_at) ?? null
    cells.push({ start, span: Math.max(1, Math.round((end - start) / SLOT_MINUTES)), booking, closure })
    free = end
  }
  return cells
}

const fullName = ({ branch_name, start, end, purpose }: BookingOut): string => `${branch_name} ${clockOf(start)}–${clockOf(end)} ${purpose}`

function Half({ cell, line, onFree, onBooking }: { cell: Cell; line: Line } & Pick<TimeTableProps, 'onFree' | 'onBooking'>) {
  const { booking, closure, start, span } = cell
  if (booking) return <td colSpan={span} class="taken"><button type="button" title={fullName(booking)} aria-label={fullName(booking)} onClick={() => onBooking(booking)}><b>{booking.branch_name.replace(SUFFIX, '')}</b><small>{clockOf(booking.start)}–{clockOf(booking.end)}{span >= ROOMY && ` ${booking.purpose}`}</small></button></td>
  if (closure) return <td class="shut" title={closure.reason}><span class="sr">{words.closedMark}</span></td>
  return <td>{onFree && <button type="button" class="free" tabIndex={-1} aria-label={words.free(line.name, clockOf(start))} onClick={() => onFree(line, start)} />}</td>
}

export function TimeTable(props: TimeTableProps) {
  const { label, lines, opens, closes, onFree, onBooking } = props
  const hours = Array.from({ length: Math.ceil((closes - opens) / 60) }, (_, at) => opens + at * 60)
  return (
    <div class="rooms-table" tabIndex={0} role="region" aria-label={label}>
      <table>
        <thead><tr><th scope="col">{words.room}</th>{hours.map(one => (closes - one < 60 ? <td key={one} /> : <th key={one} scope="col" colSpan={2}>{clockOf(one)}</th>))}</tr></thead>
        <tbody>{lines.map(line => <tr key={line.key}><th scope="row">{line.title}</th>{cellsOf(line, props).map(cell => <Half key={cell.start} cell={cell} line={line} onFree={onFree} onBooking={onBooking} />)}</tr>)}</tbody>
      </table>
    </div>
  )
}
