/** What the mutations of notices say, in words: for the queue, and for a copy that someone reads. */
import type { Telling } from '../part'
import { KINDS } from './notices'
import { t } from './words'

export const telling: Telling = {
  says: ({ name, args }) => {
    if (name === 'notice.read.v1') return [[t.title, t.readSays((args?.['notices'] as string[]).length)]]
    if (name !== 'notice.choose.v1') return null
    const { off, digest_at, quiet_from, quiet_to } = args as { off: string[]; digest_at: string; quiet_from: string; quiet_to: string }
    const wanted = KINDS.filter(kind => !off.includes(kind)).map(kind => t.kinds[kind])
    return [[t.wanted, wanted.join(t.comma)], [t.digestAt, digest_at], [t.quiet, `${quiet_from}–${quiet_to}`]]
  },
  record: ({ name }) => (name === 'notice.read.v1' ? 'notices' : name === 'notice.choose.v1' ? 'notice-choices' : null),
  form: () => null,
}
