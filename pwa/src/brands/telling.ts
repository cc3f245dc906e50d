/** What the mutations of brands say, in words: for the queue, and for a copy that someone reads. */
import type { Telling } from '../part'
import { wordFor } from '../text'
import { t } from './words'

export const telling: Telling = {
  says: ({ name, args = {}, set = {} }) => {
    if (!name.startsWith('brand.')) return null
    if (name === 'brand.set.v1') return Object.entries(set).map(([field, [, wanted]]) => [wordFor(t.fields, field), String(wanted ?? '')] as const)
    const text = (key: string) => (typeof args[key] === 'string' ? args[key] : '')
    const told: [string, string][] = [[t.one, wordFor(t.moves, text('move'))], [t.day, text('on')], [t.fields.text, text('text')]]
    return told.filter(([, words]) => words)
  },
  record: ({ name, row, args }) => {
    if (!name.startsWith('brand.')) return null
    return name === 'brand.move.v1' ? (typeof args?.['brand'] === 'string' ? `brand/${args['brand']}` : null) : `brand/${row}`
  },
  form: ({ name, row }) => (name === 'brand.set.v1' ? `declaration/${row}` : null),
}
