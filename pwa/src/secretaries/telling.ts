/** What the mutations of secretaries say, in words: for the queue, and for a copy that someone reads. */
import type { Telling } from '../part'
import { wordFor } from '../text'
import { t } from './words'

export const telling: Telling = {
  says: ({ name, args = {}, set = {} }) => {
    if (!name.startsWith('secretary.')) return null
    const text = (value: unknown) => (typeof value === 'string' ? value : '')
    const told: [string, string][] = name === 'secretary.move.v1'
      ? [[t.needs, wordFor(t.moves, text(args['move']))], [t.fields.say, text(args['text'])]]
      : [[t.fields.item, wordFor(t.items, text(args['item']))], [t.fields.level, wordFor(t.levels, text(set['level']?.[1]))], [t.fields.example, text(set['example']?.[1])], [t.fields.text, text(set['text']?.[1])]]
    return told.filter(([, words]) => words)
  },
  record: ({ name }) => (name.startsWith('secretary.') ? 'growth' : null),
  form: ({ name, args }) => (name === 'secretary.note.v1' && typeof args?.['item'] === 'string' ? `growth-item/${args['item']}` : null),
}
