/** What the mutations of assessments say, in words: for the queue, and for a copy that someone reads. */
import type { Telling } from '../part'
import { pointsText } from '../points'
import { periodText } from '../time'
import { t } from './words'

export const telling: Telling = {
  says({ name, set = {}, args = {} }, names) {
    if (name === 'deduction.contest.v1') return [[t.reason, String(args['reason'] ?? '')]]
    if (!name.startsWith('assessment.')) return null
    const about = [[t.branch, names.get(String(args['branch'])) ?? ''], [t.period, periodText(String(args['period']))]] as const
    const points = set['points_tenths']?.[1]
    const mark = name === 'assessment.mark.v1'
      ? [[t.item, String(args['item'])], [t.points, typeof points === 'number' ? pointsText(points) : t.unscored], [t.comment, String(set['comment']?.[1] ?? '')]] as const
      : []
    return [...about, ...mark, ...(args['reason'] ? [[t.reason, String(args['reason'])] as const] : [])]
  },
  record: ({ name }) => (name === 'deduction.contest.v1' ? 'score' : null),
  form: ({ name, args }) => (name.startsWith('assessment.') ? `office/assess/${String(args?.['branch'])}/${String(args?.['period'])}` : name === 'deduction.contest.v1' ? 'score' : null),
}
