/** What a person of the office is told of, in its frame, and how; the office's settings of group bots, one of which that failed stands on its first page. */
import { api } from '../api'
import type { BotsOut } from '../generated/http'
import { OFFICE_ROLES, type Heed, type OfficePage, type SettingsTab } from '../office'
import { OfficeHead } from '../officeHead'
import type { PageProps } from '../part'
import { BRANCH_POSTS } from '../posts'
import { to } from '../route'
import { Bots, hasFailed, lastText } from './bots'
import { words } from './botWords'
import { Choices } from './ChoicesPage'
import { NoticesList, unreadOf, useNotices } from './NoticesPage'
import { t } from './words'

const PATH = 'notices'
const CHOICES = 'choices'

function Page({ path: [tab = PATH] }: PageProps) {
  const found = useNotices()
  const unread = unreadOf(found).length
  const tabs = [{ key: PATH, name: unread ? `${t.title} · ${t.unread(unread)}` : t.title, href: `office/${PATH}` }, { key: CHOICES, name: t.choices, href: `office/${PATH}/${CHOICES}` }]
  return (
    <>
      <OfficeHead title={t.title} tabs={tabs} tab={tab} label={t.title} />
      <div class={tab === CHOICES ? 'office-column office-own' : 'office-column office-own broad'}>{tab === CHOICES ? <Choices /> : <NoticesList found={found} />}</div>
    </>
  )
}

/** Reached from the row of the account, where the count of what is unread stands. */
export const pages: readonly OfficePage[] = [{ path: PATH, title: () => t.title, icon: 'inbox', roles: [...OFFICE_ROLES, ...BRANCH_POSTS], view: Page }]

export const settings: readonly SettingsTab[] = [{ path: 'bots', title: () => words.title, place: 6, roles: ['office'], view: () => <div class="office-column"><Bots owners={['office', 'branch']} /></div> }]

async function load(): Promise<Heed[]> {
  const { items } = await api<BotsOut>('/api/bots')
  return items.filter(one => one.owner !== 'person' && !one.is_off && hasFailed(one))
    .map(one => ({ key: one.bot, title: words.heed, sub: lastText(one), about: one.name, href: to('office/settings/bots'), tone: 'yellow', due_at: one.last?.at ?? 0 }))
}

export const heeds = { roles: ['office'], load, title: () => words.title } as const
