/** What the mutations of corrections say, in words: for the queue, and for a copy that someone reads. */
import type { Telling } from '../part'
import { wordFor } from '../words'
import { valueText } from './told'
import { t } from './words'

export const telling: Telling = {
  says: ({ name, args = {} }) => {
    if (!name.startsWith('correction.')) return null
    const text = (key: string) => (typeof args[key] === 'string' ? args[key] : '')
    const wanted = text('wanted') ? [[t.wanted, valueText(text('about'), text('wanted'))] as const] : []
    const about = text('field') ? [[t.about, wordFor(t.fields, text('field'))] as const] : []
    const verdict = typeof args['accepts'] === 'boolean' ? [[t.verdict, args['accepts'] ? t.accept : t.decline] as const] : []
    const photo = text('sha256') ? [[t.photos, text('name')] as const] : []
    return [...about, ...wanted, ...photo, ...verdict, ...(text('reason') ? [[t.reason, text('reason')] as const] : [])]
  },
  record: ({ name }) => (name.startsWith('correction.') ? 'corrections' : null),
  form: () => null,
}
