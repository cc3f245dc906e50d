/** What of a quarter's procedure waits, for the office's first page: branches past their day, appeals to answer, vetoes to confirm. */
import { api } from '../../api'
import type { AppealOut, CycleOut, OverviewOut } from '../../generated/http'
import type { Heed } from '../../office'
import { to } from '../../route'
import { periodText } from '../../time'
import { t } from '../words'

const appealHeed = (one: AppealOut): Heed => ({
  key: one.appeal, title: one.branch_name, sub: t.heed.appeal(one.name), href: to(`office/cycles/appeals?quarter=${one.quarter}`), tone: one.is_overdue ? 'red' : 'yellow', due_at: one.due_at ?? one.filed_at, branch: one.branch,
})

/** One line for all branches that are late, leading to the list where each says what holds it. */
function lateHeed(quarter: string, cycles: readonly CycleOut[]): Heed[] {
  const late = cycles.filter(one => one.is_late && one.due_at !== null)
  if (!late.length) return []
  return [{ key: `late ${quarter}`, title: t.heed.stars(periodText(quarter)), sub: t.heed.late(late.length), href: to(`office/cycles?quarter=${quarter}`), tone: 'red', due_at: Math.min(...late.map(one => one.due_at!)) }]
}

export async function loadHeeds(): Promise<Heed[]> {
  const { quarter, cycles, as_of } = await api<OverviewOut>('/api/cycles')
  const sum = (of: 'appeals_open' | 'vetoes_open') => cycles.reduce((total, one) => total + one[of], 0)
  const appeals = sum('appeals_open') ? (await api<AppealOut[]>(`/api/appeals?quarter=${quarter}`)).filter(one => one.mine).map(appealHeed) : []
  const vetoes: Heed[] = sum('vetoes_open') ? [{ key: `vetoes ${quarter}`, title: t.heed.stars(periodText(quarter)), sub: t.heed.vetoes(sum('vetoes_open')), href: to(`office/cycles/vetoes?quarter=${quarter}`), tone: 'yellow', due_at: as_of }] : []
  return [...lateHeed(quarter, cycles), ...appeals, ...vetoes]
}
