/** The shell: which page stands at an address, the tabs, and what concerns every page. */
import { Fragment } from 'preact'
import { useEffect } from 'preact/hooks'
import { NotSaved } from '../acting'
import { LongAway } from '../delivery'
import { isInChat, startsAlone } from '../install'
import { missing } from '../keys'
import { lazy } from '../lazy'
import type { Part } from '../part'
import { newer, takeNewer, taking } from '../release'
import { route, to } from '../route'
import { lock, locked, me, noStorage, pinWanted, ring } from '../session'
import { Button, Empty, Icon, Notice, type IconName } from '../ui'
import { Heard } from '../ui/Announcer'
import { shell } from '../words'
import { useUnread } from '../unread'
import { branchId } from '../branch'
import { worksInOffice } from '../office'

/** Pages of the shell's own: delivery, one entry of the log, and the queue as a file. */
const PAGES: Part['pages'] = {
  delivery: lazy(() => import('./DeliveryPage').then(one => one.DeliveryPage)),
  more: lazy(() => import('./MorePage').then(one => one.MorePage)),
  entry: lazy(() => import('./EntryPage').then(one => one.EntryPage)),
  ready: lazy(() => import('./ReadyPage').then(one => one.ReadyPage)),
  install: lazy(() => import('./InstallPage').then(one => one.InstallPage)),
  rescue: lazy(() => import('./RescuePage').then(one => one.RescuePage)),
}

const TABS: readonly { path: string; icon: IconName; word: () => string; also?: readonly string[] }[] = [
  { path: 'today', icon: 'home', word: () => shell.tabs.today, also: ['score', 'resolutions', 'orders', 'tasks', 'more', 'projects', 'brands', 'visits', 'growth'] },
  { path: 'meetings', icon: 'book', word: () => shell.tabs.meetings, also: ['record', 'shared'] },
  { path: 'stars', icon: 'star', word: () => shell.tabs.stars, also: ['appeal', 'cycle'] },
  { path: 'me', icon: 'person', word: () => shell.tabs.me, also: ['delivery', 'entry', 'rescue', 'reviews', 'ready', 'install', 'facts', 'notices', 'notice-choices'] },
]

function Tabs({ current }: { current: string }) {
  const unread = useUnread()
  return (
    <nav class="tabs" aria-label={shell.tabs.label}>
      {TABS.map(tab => (
        <a key={tab.path} href={to(tab.path)} aria-current={tab.path === current || tab.also?.includes(current) ? 'page' : undefined}>
          <Icon name={tab.icon} size={26} /><span>{tab.word()}</span>
          {tab.path === 'me' && unread > 0 && <b class="tab-count" role="img" aria-label={shell.unread(unread)}>{unread}</b>}
        </a>
      ))}
      {ring.value?.by_pin && <button type="button" onClick={() => { void lock() }}><Icon name="lock" size={26} /><span>{shell.lock}</span></button>}
    </nav>
  )
}

const UpdateBanner = () => (
  <div class="banner" role="status">
    <span class="grow">{shell.update.ready}</span>
    <Button small busy={taking.value} onClick={() => { void takeNewer() }}>{shell.update.take}</Button>
  </div>
)

/** A window that does not open without a network, or whose store a chat app clears, is a door and no home: said before the person goes underground. */
const Door = () => (
  <div class="banner heed" role="status"><Icon name="alert" size={24} /><span class="grow">{startsAlone() ? shell.door.chat : shell.door.text}</span><a class="button small" href={to('install')}>{shell.door.way}</a></div>
)

const NoStorage = () => (
  <main class="page"><Notice icon="alert" tone="heed" urgent title={shell.noStorage.title} actions={<a class="button" href={to('install')}>{shell.door.way}</a>}>{shell.noStorage.text}</Notice></main>
)

const NoPage = () => (
  <main class="page"><Empty icon="search" title={shell.noPage} actions={<a class="button plain" href={to('today')}>{shell.toStart}</a>} /></main>
)

const OfficeFrame = lazy(() => import('./OfficeFrame').then(one => one.OfficeFrame), false, false)
const Missing = lazy(() => import('./Missing').then(one => one.Missing))

/** Pages that stand alone: no tabs, since they have an action bar of their own or nobody is logged in. */
const ALONE = new Set(['achieve', 'achievement', 'consent', 'order', 'project', 'proposal', 'brand', 'declaration', 'write', 'record', 'print', 'login', 'lock', 'pin', 'visit', 'visiting', 'growth-item'])

const startPage = (): string => (worksInOffice(me.value) && !branchId.value ? 'office' : 'today')

/** Where the phone's pages about the person stand for those who have no branch: in the office's frame. */
const AT_DESK: Readonly<Record<string, string[]>> = { me: ['me'], notices: ['notices'], 'notice-choices': ['notices', 'choices'] }

/** Before anything else: whose store it is, and its PIN. */
function pageFor(name: string): string {
  if (name === 'install') return name
  if (me.value) return pinWanted.value ? 'pin' : name
  return locked.value && name !== 'login' ? 'lock' : 'login'
}

function View({ parts }: { parts: readonly Part[] }) {
  const { path, query } = route.value
  const name = path[0] ?? startPage()
  useEffect(() => { scrollTo(0, 0) }, [path.join('/')])
  const wanted = pageFor(name)
  if (noStorage.value && wanted !== 'install') return <NoStorage />
  const desk = wanted === 'office' ? path.slice(1) : startPage() === 'office' && AT_DESK[wanted]
  if (desk) return <OfficeFrame path={desk} query={query} />
  const Page = [PAGES, ...parts.map(part => part.pages)].map(pages => pages[wanted]).find(page => page)
  const key = `${wanted}/${path.slice(1).join('/')}`
  return (
    <Fragment>
      <div class={ALONE.has(wanted) ? 'view alone' : 'view'} key={key}>{Page ? <Page path={path.slice(1)} query={query} /> : <NoPage />}</div>
      {me.value && !ALONE.has(wanted) && <Tabs current={wanted} />}
      <Heard />
    </Fragment>
  )
}

export function App({ parts }: { parts: readonly Part[] }) {
  return (
    <Fragment>
      {newer.value && <UpdateBanner />}
      {me.value && <LongAway />}
      {branchId.value && (isInChat() || !startsAlone()) && <Door />}
      <View parts={parts} />
      <NotSaved />
      {missing.value.some(one => !one.read) && <Missing {...route.value} />}
    </Fragment>
  )
}
