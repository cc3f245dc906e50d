/** What the mutations of visits say, in words: for the queue, and for a copy that someone reads. */
import type { Telling } from '../part'
import { wordFor } from '../text'
import { t } from './words'

const OWN = ['visit.set.v1', 'visit.delete.v1', 'visit.found.v1', 'visit.drop.v1', 'visit.follow.v1']

export const telling: Telling = {
  says: ({ name, args = {}, set = {} }) => {
    if (!OWN.includes(name)) return null
    const text = (value: unknown) => (typeof value === 'string' ? value : '')
    if (name === 'visit.set.v1') return Object.entries(set).map(([field, [, wanted]]) => [wordFor(t.fields, field), text(wanted)] as const)
    if (name === 'visit.found.v1') return [[t.fields.problem, text(set['text']?.[1])]]
    const told: [string, string][] = [[t.one, wordFor(t.moves, text(args['move']))], [t.fields.on, text(args['on'])], [t.say, text(args['text'])]]
    return told.filter(([, words]) => words)
  },
  record: ({ name, row, args }) => {
    if (name === 'visit.set.v1' || name === 'visit.delete.v1') return `visit/${row}`
    return name === 'visit.found.v1' && typeof args?.['visit'] === 'string' ? `visit/${args['visit']}` : null
  },
  form: ({ name, row, args }) => (name === 'visit.set.v1' ? `visiting/${row}` : name === 'visit.found.v1' && typeof args?.['visit'] === 'string' ? `visiting/${args['visit']}` : null),
}
