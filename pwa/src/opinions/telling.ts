/** What a sent opinion says, in words: for the queue, and for a copy that someone reads. */
import type { Telling } from '../part'
import { wordFor } from '../words'
import { t } from './words'

export const telling: Telling = {
  says: ({ name, args = {} }) => {
    if (!name.startsWith('opinion.')) return null
    const text = (key: string) => (typeof args[key] === 'string' ? args[key] : '')
    const about = text('about') ? [[t.about, text('about')] as const] : []
    return [[t.kind, wordFor(t.kinds, text('kind'))], [t.text, text('text')], ...about, [t.who, args['named'] === true ? t.named : t.unnamed]]
  },
  record: ({ name }) => (name.startsWith('opinion.') ? 'opinions' : null),
  form: () => null,
}
