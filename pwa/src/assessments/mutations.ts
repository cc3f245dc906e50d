/** What this part's mutations do to the screen until the server has answered. */
import type { Brush, Effects, Json, Mutation } from '../sync'
import { uuid5 } from '../sync'

/** Both ids follow as on the server: each assessor has an own form on a branch's quarter, each item one mark on it. */
export const formId = (branch: string, period: string, account: string): string => uuid5(branch, `${period}/form/${account}`)
export const markId = (form: string, item: string): string => uuid5(form, item)

function mark({ row, set = {}, args = {} }: Mutation, brush: Brush): void {
  const { item, ...about } = args as { [key: string]: Json }
  const wanted = Object.fromEntries(Object.entries(set).map(([field, [, value]]) => [field, value]))
  brush.make('assessment_form', row, { ...about, state: 'draft' })
  brush.make('assessment_mark', markId(row, String(item)), { ...about, form: row, item: item!, ...wanted })
}

export const effects: Effects = {
  'deduction.contest.v1': ({ row, args }, brush) => brush.lay('deduction', row, { state: 'contested', contest_reason: args?.['reason'] ?? '' }),
  'assessment.mark.v1': mark,
  'assessment.submit.v1': ({ row }, brush) => brush.lay('assessment_form', row, { state: 'submitted' }),
  'assessment.reopen.v1': ({ row, args }, brush) => brush.lay('assessment_form', row, { state: 'draft', reopened_reason: args?.['reason'] ?? '' }),
}
