/** What the mutations of facts say, in words: for the queue, and for a copy that someone reads. */
import type { Names } from '../branch'
import type { Telling } from '../part'
import type { Mutation } from '../sync'
import { periodText } from '../time'
import { wordFor } from '../words'
import { gradeText } from '../factWords'
import { amountText } from './format'
import { t } from './words'

type Pair = readonly [string, string]

function pairs(args: Record<string, unknown>, names: Names): Pair[] {
  const text = (key: string) => (typeof args[key] === 'string' ? (args[key] as string) : '')
  const all: Pair[] = [
    [t.member, names.get(text('member')) ?? ''], [t.kind, wordFor(t.kinds, text('kind'))], [t.day, text('on')], [t.grade, gradeText(text('kind'), text('grade'))],
    [t.amount, typeof args['amount'] === 'number' ? amountText(args['amount']) : ''], [t.quarter, text('quarter') && periodText(text('quarter'))],
    [t.text, text('text')], [t.reason, text('reason')],
  ]
  return all.filter(([, value]) => value)
}

export const telling: Telling = {
  says: (mutation: Mutation, names: Names) => (/^(fact|coverage)\./.test(mutation.name) ? pairs(mutation.args ?? {}, names) : null),
  record: mutation => (mutation.name.startsWith('fact.') && typeof mutation.args?.['kind'] === 'string' ? `facts/${mutation.args['kind']}` : /^(fact|coverage)\./.test(mutation.name) ? 'facts' : null),
  form: () => null,
}
