/** What has waited for two days: conflicts that a branch has not decided, and steps held for the office, for its first page. */
import { api } from '../../api'
import type { ConflictsOut, HeldOut } from '../../generated/http'
import type { Heed } from '../../office'
import { to } from '../../route'
import { DAY_MS } from '../../time'
import { shell, wordFor } from '../../words'
import { words } from './words'

const LEFT_MS = 2 * DAY_MS

export async function loadHeeds(): Promise<Heed[]> {
  const [conflicts, held] = await Promise.all([api<ConflictsOut>('/api/conflicts'), api<HeldOut>('/api/held?state=open')])
  const left = held.items.filter(one => !one.own && Date.now() - one.asked_at > LEFT_MS)
  return [
    ...conflicts.items.map((one): Heed => ({
      key: one.conflict, title: one.branch_name, sub: words.conflictLeft, about: one.title || wordFor(shell.kinds, one.kind), href: to('office/review/conflicts'), tone: 'yellow', due_at: one.other_at, branch: one.branch,
    })),
    ...left.map((one): Heed => ({
      key: one.held, title: one.branch_name || words.title, sub: words.heldLeft, about: one.title || wordFor(shell.kinds, one.kind), href: to(`office/review/held/${one.held}`), tone: 'yellow', due_at: one.asked_at,
    })),
  ]
}
