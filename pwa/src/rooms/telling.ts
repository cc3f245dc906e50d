/** What the mutations of rooms say, in words: for the queue, and for a copy that someone reads. */
import type { Telling } from '../part'
import { clockOf } from './times'
import { t } from './words'

export const telling: Telling = {
  says: ({ name, args = {} }) => {
    if (!name.startsWith('booking.')) return null
    const text = (key: string) => (typeof args[key] === 'string' ? args[key] : '')
    const minute = (key: string) => (typeof args[key] === 'number' ? clockOf(args[key]) : '')
    if (name.startsWith('booking.cancel')) return text('reason') ? [[t.reason, text('reason')]] : []
    return [[t.day, text('on')], [t.time, `${minute('start')}–${minute('end')}`], [t.purpose, text('purpose')], ...(text('repeat') ? [[t.until, text('until')] as const] : [])]
  },
  record: ({ name, row }) => (name.startsWith('booking.') ? `rooms/booking/${row}` : null),
  form: () => null,
}
