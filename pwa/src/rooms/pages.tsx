/** The pages of rooms and what their mutations say, fetched together. */
import type { PageProps, Place } from '../part'
import { BookingPage } from './BookingPage'
import { BookPage } from './BookPage'
import { CalendarPage } from './CalendarPage'
import { t } from './words'

export { telling } from './telling'

export const places = (): readonly Place[] => [{ page: 'rooms', title: t.title, sub: t.placeSub, icon: 'home', for: 'everyone' }]

export function RoomsPage({ path: [what, id = ''], query }: PageProps) {
  if (what === 'book') return <BookPage query={query} />
  return what === 'booking' ? <BookingPage key={id} id={id} /> : <CalendarPage asked={what} />
}
