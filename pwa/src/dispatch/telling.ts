/** What the mutations of orders say, in words: for the queue, and for a copy that someone reads. */
import type { Telling } from '../part'
import { t } from './words'

export const telling: Telling = {
  says: ({ name, args = {} }, names) => {
    if (!name.startsWith('order.')) return null
    const text = (key: string) => (typeof args[key] === 'string' ? args[key] : '')
    return [[t.day, text('on')], ...(text('owner') ? [[t.owner, names.get(text('owner')) ?? ''] as const] : []), ...(text('text') ? [[t.words, text('text')] as const] : [])]
  },
  record: ({ name, args }) => (name.startsWith('order.') && typeof args?.['order'] === 'string' ? `order/${args['order']}` : null),
  form: () => null,
}
