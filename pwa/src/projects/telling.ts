/** What the mutations of projects say, in words: for the queue, and for a copy that someone reads. */
import type { Telling } from '../part'
import { phrases } from '../phrases'
import { wordFor } from '../text'
import type { Json } from '../sync'
import { t } from './words'

function valueText(value: Json): string {
  if (Array.isArray(value)) return value.map(one => { const { text = '', due_on = '' } = (one ?? {}) as Record<string, string>; return `${text} ${due_on}` }).join(phrases.stop)
  return typeof value === 'string' ? value : ''
}

export const telling: Telling = {
  says: ({ name, args = {}, set = {} }) => {
    if (!name.startsWith('project.')) return null
    if (name === 'project.set.v1') return Object.entries(set).map(([field, [, wanted]]) => [wordFor(t.fields, field), valueText(wanted)] as const)
    const text = (key: string) => (typeof args[key] === 'string' ? args[key] : '')
    const told: [string, string][] = [[t.one, wordFor(t.moves, text('move'))], [t.day, text('on')], [t.fields.text, text('text')]]
    return told.filter(([, words]) => words)
  },
  record: ({ name, row, args }) => {
    if (name === 'project.set.v1' || name === 'project.delete.v1') return `project/${row}`
    return name === 'project.move.v1' && typeof args?.['project'] === 'string' ? `project/${args['project']}` : null
  },
  form: ({ name, row }) => (name === 'project.set.v1' ? `proposal/${row}` : null),
}
