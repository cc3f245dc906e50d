/** The office's settings of group bots; one that failed stands on the office's first page. */
import { api } from '../api'
import type { BotsOut } from '../generated/http'
import type { Heed, SettingsTab } from '../office'
import { to } from '../route'
import { Bots, hasFailed, lastText } from './bots'
import { words } from './botWords'

export const settings: readonly SettingsTab[] = [{ path: 'bots', title: () => words.title, place: 6, roles: ['office'], view: () => <div class="office-column"><Bots owners={['office', 'branch']} /></div> }]

async function load(): Promise<Heed[]> {
  const { items } = await api<BotsOut>('/api/bots')
  return items.filter(one => one.owner !== 'person' && !one.is_off && hasFailed(one))
    .map(one => ({ key: one.bot, title: words.heed, sub: lastText(one), about: one.name, href: to('office/settings/bots'), tone: 'yellow', due_at: one.last?.at ?? 0 }))
}

export const heeds = { roles: ['office'], load, title: () => words.title } as const
