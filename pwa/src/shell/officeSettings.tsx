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
const CHOICES = 'choices'

const titleOf = (tab: SettingsTab): string => (tab.path === CHOICES ? frame.settings.choices : tab.title())

function Tabs({ tabs, current }: { tabs: readonly SettingsTab[]; current: string | undefined }) {
  const first = tabs.filter((tab, at) => tabs.findIndex(one => one.path === tab.path) === at)
  return (
    <nav class="settings-tabs" aria-label={frame.settings.tabs}>
      {first.map(tab => <a key={tab.path} href={to(`office/${PATH}/${tab.path}`)} aria-current={tab.path === current ? 'page' : undefined}>{titleOf(tab)}</a>)}
    </nav>
  )
}

/** Dictionaries of several parts stand below each other, each under its part's name. */
function Part({ tab, props }: { tab: SettingsTab; props: PageProps }) {
  if (tab.path !== CHOICES) return <div class="settings-page">{tab.view?.(props)}</div>
  return <section class="settings-page" aria-label={tab.title()}><h2 class="settings-part">{tab.title()}</h2>{tab.view?.(props)}</section>
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
  const path = first ?? tabs?.[0]?.path
  const shown = tabs?.filter(tab => tab.path === path) ?? []
  const title = shown[0] && titleOf(shown[0])
  useEffect(() => { document.title = title ? `${frame.settings.title} · ${title}` : frame.settings.title }, [title])
  if (!tabs) return <Waiting>{frame.settings.waiting}</Waiting>
  const elsewhere = found.value?.filter(tab => tab.href) ?? []
  return (
    <>
      <header class="office-title"><h1 tabIndex={-1}>{frame.settings.title}</h1></header>
      <Tabs tabs={tabs} current={path} />
      {shown.length ? shown.map(tab => <Part key={`${tab.path} ${tab.place}`} tab={tab} props={{ path: rest, query }} />) : <Empty icon="search" title={frame.settings.none} />}
      {elsewhere.length > 0 && <Elsewhere tabs={elsewhere} />}
    </>
  )
}

export const pages: readonly OfficePage[] = [
  { path: PATH, title: () => frame.settings.title, icon: 'pencil', menu: ['settings', 0], roles: ['office', 'administrator'], view: props => <SettingsPage {...props} /> },
]
