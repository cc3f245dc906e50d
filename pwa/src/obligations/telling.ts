/** What the mutations of excusals say, in words: for the queue, and for a copy that someone reads. */
import type { Telling } from '../part'
import { dayText } from '../time'
import { wordFor } from '../words'
import { t } from './excusalWords'

export const telling: Telling = {
  says: ({ name, args = {} }) => {
    if (!name.startsWith('excusal.')) return null
    const text = (key: string) => (typeof args[key] === 'string' ? args[key] : '')
    if (!text('code')) return []
    const until = text('until_on')
    return [[t.reason, [wordFor(t.codes, text('code')), text('words')].filter(Boolean).join(' · ')], [t.wanted, until ? t.asksUntil(dayText(Date.parse(until))) : t.asksExcuse]]
  },
  record: ({ name, args = {} }) => (name === 'excusal.ask.v1' && typeof args['obligation'] === 'string' ? `excuse/${args['obligation']}` : null),
  form: () => null,
}
