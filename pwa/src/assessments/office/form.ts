/** What the assessor's form reads from the tablet, and what it asks for: kept here at once, delivered when there is a network. */
import { act, attempt } from '../../acting'
import { formId } from '../mutations'
import { schemeFor, type Deduction, type Form, type Mark, type Scheme, type Score } from '../rows'
import type { As, Organisation } from '../../rows'
import type { AssessmentContent, FormItem } from '../../generated/http'
import type { Intent, Phone } from '../../sync'

export interface Sheet { id: string; branch: string; name: string; period: string; form: Form | undefined; marks: Map<string, Mark>; content: AssessmentContent | undefined; score: Score | undefined; deductions: Deduction[]; published: boolean }

export async function readSheet(phone: Phone, branch: string, period: string, account: string): Promise<Sheet> {
  const id = formId(branch, period, account)
  const [forms, marks, schemes, scores, deductions, orgs, bands] = await Promise.all([
    phone.rows<Form>('assessment_form'), phone.rows<Mark>('assessment_mark'), phone.rows<Scheme>('assessment_scheme'), phone.rows<Score>('branch_score'),
    phone.rows<Deduction>('deduction'), phone.rows<As<Organisation>>('organisation'), phone.rows<As<{ branch: string; period: string }>>('branch_band'),
  ])
  const here = (one: { branch: string; period: string }) => one.branch === branch && one.period === period
  return {
    id, branch, period, name: orgs.find(one => one.id === branch)?.name ?? '', form: forms.find(one => one.id === id),
    marks: new Map(marks.filter(one => one.form === id).map(one => [one.item, one])), content: schemeFor(period, schemes)?.content,
    score: scores.find(here), deductions: deductions.filter(one => here(one) && one.state !== 'reversed').sort((a, b) => a.at - b.at), published: bands.some(here),
  }
}

/** A branch to assess: how many of the scheme's items are scored, and how far its form is. */
export interface Task { id: string; name: string; scored: number; items: number; state: 'none' | Form['state'] }

export async function readTasks(phone: Pick<Phone, 'rows'>, branches: readonly string[], period: string, account: string): Promise<Task[]> {
  const [orgs, forms, marks, schemes] = await Promise.all([
    phone.rows<As<Organisation>>('organisation'), phone.rows<Form>('assessment_form'), phone.rows<Mark>('assessment_mark'), phone.rows<Scheme>('assessment_scheme'),
  ])
  const items = schemeFor(period, schemes)?.content.items.length ?? 0
  return branches.map(branch => {
    const form = forms.find(one => one.id === formId(branch, period, account))
    const scored = marks.filter(one => one.form === form?.id && one.points_tenths !== null).length
    return { id: branch, name: orgs.find(one => one.id === branch)?.name ?? '', scored, items, state: form?.state ?? 'none' as const }
  }).sort((a, b) => a.name.localeCompare(b.name, 'zh'))
}

/** An item that is far from usual needs words. */
export function needsComment({ low_percent = 60, high_percent = 95 }: AssessmentContent, item: FormItem, points: number): boolean {
  return points * 100 < low_percent * item.maximum_tenths || points * 100 > high_percent * item.maximum_tenths
}

/** Whether an item still keeps the form from being submitted. */
export function isLacking(content: AssessmentContent, item: FormItem, mark: Mark | undefined): boolean {
  const points = mark?.points_tenths ?? null
  return points === null || (needsComment(content, item, points) && !mark?.comment.trim())
}

/** Resolves when it is on this phone. */
export async function saveMark(sheet: Sheet, item: string, points: number | null, comment: string): Promise<void> {
  const mark = sheet.marks.get(item)
  if (points === (mark?.points_tenths ?? null) && comment === (mark?.comment ?? '')) return
  await attempt(store => store.record([{
    name: 'assessment.mark.v1', row: sheet.id, base: mark?.rev ?? 0, args: { branch: sheet.branch, period: sheet.period, item },
    set: { points_tenths: [mark?.points_tenths ?? null, points], comment: [mark?.comment ?? null, comment] },
  }]))
}

export const submitForm = ({ id, branch, period }: Sheet): void => act([{ name: 'assessment.submit.v1', row: id, base: 0, args: { branch, period } }])

export const reopening = ({ id, branch, period }: Sheet, reason: string): Intent => ({ name: 'assessment.reopen.v1', row: id, base: 0, args: { branch, period, reason } })
