/** Resolutions carried out, for the office; what is overdue stands on its first page. */
import { api } from '../api'
import type { OverdueResolutionsOut } from '../generated/http'
import type { Heed, OfficePage } from '../office'
import { to } from '../route'
import { endOfDay } from './office/days'
import { ResolutionsPage } from './office/ResolutionsPage'
import { words } from './office/words'

export const pages: readonly OfficePage[] = [
  { path: 'resolutions', title: () => words.title, icon: 'check', menu: ['daily', 6], roles: ['office'], view: ({ query }) => <ResolutionsPage asked={query.get('state')} /> },
]

async function load(): Promise<Heed[]> {
  const { items, waiting } = await api<OverdueResolutionsOut>('/api/resolutions/overdue')
  const overdue = items.map((one): Heed => ({
    key: one.resolution, title: one.branch_name, sub: words.heed(one.returned_reason !== ''), about: one.text, href: to(`office/record/${one.meeting}`), tone: 'red', due_at: endOfDay(one.due_on), branch: one.branch,
  }))
  return waiting ? [...overdue, { key: 'told', title: words.title, sub: words.toConfirm(waiting), href: to('office/resolutions'), tone: 'yellow', due_at: Date.now() }] : overdue
}

export const heeds = { roles: ['office', 'committee_leader'], load } as const
