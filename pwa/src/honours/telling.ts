/** What the answers about consent say, in words: for the queue, and for a copy that someone reads. */
import type { Telling } from '../part'
import { wordFor } from '../text'
import { t } from './words'

export const telling: Telling = {
  says: ({ name, args = {} }) => (name === 'story.consent.v1' ? [[t.answer, wordFor(t.answers, typeof args['answer'] === 'string' ? args['answer'] : '')]] : null),
  record: ({ name, row }) => (name === 'story.consent.v1' ? `consent/${row}` : null),
  form: () => null,
}
