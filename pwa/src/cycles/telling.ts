/** What the mutations of appeals say, in words: for the queue, and for a copy that someone reads. */
import type { Telling } from '../part'
import { t } from './words'

export const telling: Telling = {
  says: ({ name, args = {} }) => {
    if (!name.startsWith('appeal.')) return null
    const about = typeof args['line_text'] === 'string' && args['line_text'] ? [[t.about, args['line_text']] as const] : []
    return typeof args['text'] === 'string' ? [...about, [t.reason, args['text']]] : about
  },
  record: ({ name, args }) => (name === 'appeal.file.v1' && typeof args?.['award'] === 'string' ? `appeal/${args['award']}` : null),
  form: () => null,
}
