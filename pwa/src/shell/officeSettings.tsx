/** The office's one page of settings: the tabs that the parts bring, and links to settings that stand on pages of their own. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { settingsTabs } from '../modules'
import type { OfficePage, SettingsTab } from '../office'
import type { PageProps } from '../part'
import { to } from '../route'
import { me } from '../session'
import { Empty, Waiting } from '../ui'
import { frame } from './officeWords'

const PATH = 'settings'

function Tabs({ tabs, current }: { tabs: readonly SettingsTab[]; current: SettingsTab | undefined }) {
  return (
    <nav class="settings-tabs" aria-label={frame.settings.tabs}>
      {tabs.map(tab => <a key={tab.path} href={to(`office/${PATH}/${tab.path}`)} aria-current={tab === current ? 'page' : undefined}>{tab.title()}</a>)}
    </nav>
  )
}

const Elsewhere = ({ tabs }: { tabs: readonly SettingsTab[] }) => (
  <nav class="settings-else" aria-label={frame.settings.elsewhere}>
    <p class="soft small">{frame.settings.elsewhere}</p>
    {tabs.map(tab => <a key={tab.path} href={to(tab.href!)}>{tab.title()}</a>)}
  </nav>
)

function SettingsPage({ path: [first, ...rest], query }: PageProps) {
  const found = useSignal<readonly SettingsTab[] | null>(null)
  const person = me.value
  useEffect(() => { if (person) void settingsTabs(person).then(tabs => { found.value = tabs }) }, [person])
  const tabs = found.value?.filter(tab => tab.view)
  const current = first ? tabs?.find(tab => tab.path === first) : tabs?.[0]
  const title = current?.title()
  useEffect(() => { document.title = title ? `${frame.settings.title} · ${title}` : frame.settings.title }, [title])
  if (!tabs) return <Waiting>{frame.settings.waiting}</Waiting>
  const elsewhere = found.value?.filter(tab => tab.href) ?? []
  return (
    <>
      <header class="office-title"><h1 tabIndex={-1}>{frame.settings.title}</h1></header>
      <Tabs tabs={tabs} current={current} />
      {current?.view ? <div key={current.path} class="settings-page">{current.view({ path: rest, query })}</div> : <Empty icon="search" title={frame.settings.none} />}
      {elsewhere.length > 0 && <Elsewhere tabs={elsewhere} />}
    </>
  )
}

export const pages: readonly OfficePage[] = [
  { path: PATH, title: () => frame.settings.title, icon: 'pencil', menu: ['settings', 0], roles: ['office', 'administrator'], view: props => <SettingsPage {...props} /> },
]
