/** What the mutations of achievements say, in words: for the queue, and for a copy that someone reads. */
import { gradeText } from '../factWords'
import type { Telling } from '../part'
import { phrases } from '../phrases'
import type { Share } from '../rows'
import type { Json } from '../sync'
import { wordFor } from '../words'
import { yuanText } from './reading'
import { t } from './words'

function said(field: string, value: Json): string {
  if (field === 'people') return ((value ?? []) as unknown as Share[]).map(one => `${one.name} ${t.share1(one.share)}`).join(phrases.and)
  if (field === 'yuan') return typeof value === 'number' ? yuanText(value) : ''
  if (field === 'level') return gradeText('achievement', String(value))
  return field === 'benefit' ? wordFor(t.benefits, String(value)) : String(value ?? '')
}

export const telling: Telling = {
  says: ({ name, args = {}, set = {} }) => {
    if (!name.startsWith('achievement.')) return null
    const text = (key: string) => (typeof args[key] === 'string' ? args[key] : '')
    if (name === 'achievement.move.v1') return [[t.history, wordFor(t.acts, text('move'))], ...(text('text') ? [[t.fields.text, text('text')] as const] : [])]
    if (name === 'achievement.prove.v1') return [[t.photos, text('name')]]
    return Object.entries(set).filter(([field]) => field in t.fields && field !== 'studio').map(([field, [, wanted]]) => [wordFor(t.fields, field), said(field, wanted)] as const).filter(([, words]) => words)
  },
  record: ({ name, row, args }) => (name === 'achievement.set.v1' ? `achievement/${row}` : name.startsWith('achievement.') ? `achievement/${String(args?.['achievement'])}` : null),
  form: ({ name, row }) => (name === 'achievement.set.v1' ? `achieve/${row}` : null),
}
