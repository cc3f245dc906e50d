/** What the mutations of training say, in words: for the queue, and for a copy that someone reads. */
import type { Telling } from '../part'
import { phrases } from '../phrases'
import { shell, wordFor } from '../words'
import { t } from './words'

export const telling: Telling = {
  says: ({ name, args = {} }, names) => {
    if (!name.startsWith('training')) return null
    if (name === 'training_session.set.v1') return (['title', 'held_on', 'place', 'lecturer'] as const).map(field => [t.fields[field], String(args[field] ?? '')] as const).filter(([, text]) => text)
    if (name === 'training_session.cancel.v1') return [[t.fields.reason, String(args['reason'] ?? '')]]
    const marks = Object.entries((args['marks'] ?? {}) as Record<string, [string | null, string, string]>)
    return marks.map(([member, [, status, reason]]) => [names.get(member) ?? t.someone, [wordFor(shell.attendance, status), reason].filter(Boolean).join(phrases.colon)] as const)
  },
  record: ({ name, row }) => (name.startsWith('training') ? `training/session/${row}` : null),
  form: ({ name, row }) => (name === 'training_session.set.v1' ? `training/hold/${row}` : null),
}
