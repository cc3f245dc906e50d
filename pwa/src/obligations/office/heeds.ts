/** Requests to be excused that wait for the office, for its first page. */
import { api } from '../../api'
import type { ExcusalOut } from '../../generated/http'
import type { Heed } from '../../office'
import { to } from '../../route'
import { dutyText } from '../../time'
import { shell, wordFor } from '../../words'
import { t } from '../excusalWords'

export async function loadHeeds(): Promise<Heed[]> {
  const waiting = (await api<ExcusalOut[]>('/api/excusals')).filter(one => !one.own)
  return waiting.map(one => ({
    key: one.excusal, title: one.branch_name, sub: t.office.heed(dutyText(one.period, wordFor(shell.kinds, one.kind))), about: one.reason,
    // Someone waits for an answer since then: it stands before what only falls due.
    href: to('office/excusals'), tone: 'yellow', due_at: one.asked_at, branch: one.branch,
  }))
}
