/** The frame of the office's pages: navigation at the side of a desktop, at the foot of a narrow screen. */
import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { listAddress } from '../answered'
import { PAGE_GROUPS, worksInOffice, type OfficePage, type PageGroup } from '../office'
import type { PageProps } from '../part'
import { to } from '../route'
import { SearchBox } from '../search/office'
import { me } from '../session'
import { Emblem, Empty, Icon } from '../ui'
import { Announcer, isSaying } from '../ui/Announcer'
import { useUnread } from '../unread'
import { shell, wordFor } from '../words'
import { frame } from './officeWords'
import './office.css'

const ACCOUNT = 'me'
const SEARCH = 'search'
const NOTICES = 'notices'

function PageLink({ page, current }: { page: OfficePage; current: string }) {
  const Badge = page.badge
  return (
    <li>
      <a class="rail-link" href={to(`office/${page.path}`)} aria-current={page.path === current ? 'page' : undefined}>
        <Icon name={page.icon} size={22} /><span class="rail-word">{page.title()}</span>{Badge && <Badge />}
      </a>
    </li>
  )
}

function AccountLink({ current }: { current: string }) {
  const name = me.value?.name ?? ''
  const role = wordFor({ ...shell.posts, ...shell.roles }, me.value?.roles[0]?.role)
  return (
    <a class="rail-link rail-me" href={to(`office/${ACCOUNT}`)} aria-current={current === ACCOUNT ? 'page' : undefined} aria-label={`${frame.account} ${name}`}>
      <Icon name="person" size={22} />
      <span class="rail-word"><b>{name}</b>{role && role !== name && <small>{role}</small>}</span>
    </a>
  )
}

/** What the person is told of, with how much of it is unread, above the account it belongs to. */
function NoticesLink({ current }: { current: string }) {
  const unread = useUnread()
  return (
    <a class="rail-link rail-notices" href={to(`office/${NOTICES}`)} aria-current={current === NOTICES ? 'page' : undefined} aria-label={unread ? `${shell.notices} ${shell.unread(unread)}` : shell.notices}>
      <Icon name="inbox" size={22} /><span class="rail-word">{shell.notices}</span>{unread > 0 && <b class="badge">{unread}</b>}
    </a>
  )
}

/** As many pages as a screen of 800 px shows without folding a group. */
const PAGES_AT_ONCE = 12

/** Groups that the person folded or unfolded on the page on which they are; the next page begins with its own group open. */
const turned = signal<{ on: string; groups: readonly PageGroup[] }>({ on: '', groups: [] })
const turnedOn = (page: string): readonly PageGroup[] => (turned.value.on === page ? turned.value.groups : [])

function turn(group: PageGroup, page: string): void {
  const before = turnedOn(page)
  turned.value = { on: page, groups: before.includes(group) ? before.filter(one => one !== group) : [...before, group] }
}

/** What is done every day stands open, and where one is; the rest is one click away, so that all of it is in sight. On a narrow screen nothing folds. */
function Group({ name, pages, current, folds }: { name: PageGroup; pages: readonly OfficePage[]; current: string; folds: boolean }) {
  if (!pages.length) return null
  const id = `rail-${name}`
  const isUsual = name === PAGE_GROUPS[0] || pages.some(page => page.path === current)
  const isOpen = !folds || isUsual !== turnedOn(current).includes(name)
  return (
    <>
      {folds
        ? <button type="button" class="rail-group" id={id} aria-expanded={isOpen} onClick={() => turn(name, current)}>{frame.groups[name]}<Icon name="go" size={16} /></button>
        : <b class="rail-group" id={id}>{frame.groups[name]}</b>}
      <ul class={isOpen ? undefined : 'folded'} aria-labelledby={id}>{pages.map(page => <PageLink key={page.path} page={page} current={current} />)}</ul>
    </>
  )
}

function Side({ pages, current }: { pages: readonly OfficePage[]; current: string }) {
  const folds = pages.filter(page => page.menu).length > PAGES_AT_ONCE
  useEffect(() => { document.querySelector('.rail-list [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' }) }, [current])
  return (
    <nav class="rail" aria-label={frame.navigation}>
      <a class="rail-brand" href={to('office')}><Emblem size={36} /><span><b>{shell.product}</b><small>{frame.department}</small></span></a>
      {pages.some(page => page.path === SEARCH) && <><SearchBox /><a class="icon-button rail-find" href={to(`office/${SEARCH}`)}><Icon name="search" label={frame.search} /></a></>}
      <div class="rail-list">
        {PAGE_GROUPS.map(group => <Group key={group} name={group} pages={pages.filter(page => page.menu?.[0] === group)} current={current} folds={folds} />)}
        {!worksInOffice(me.value) && <ul><li><a class="rail-link" href={to('today')}><Icon name="home" size={22} /><span class="rail-word">{shell.toStart}</span></a></li></ul>}
      </div>
      <Announcer />
      <NoticesLink current={current} />
      <AccountLink current={current} />
    </nav>
  )
}

/** Which of the two it is: a page for others, or none at all. Either way there is a way on. */
const NotOpened = ({ exists }: { exists: boolean }) => (
  <>
    <header class="office-title"><h1 tabIndex={-1}>{exists ? frame.closed : shell.noPage}</h1></header>
    <Empty icon={exists ? 'lock' : 'search'} title={exists ? shell.noRights : frame.noPageText} actions={<a class="button plain" href={to('office')}>{frame.start}</a>} />
  </>
)

function Content({ page, exists, ...props }: PageProps & { page: OfficePage | undefined; exists: boolean }) {
  const View = page?.view
  return <main class="office-content" id="content" tabIndex={-1}>{View ? <View {...props} /> : <NotOpened exists={exists} />}</main>
}

function listOf(page: OfficePage | undefined, path: readonly string[]): string {
  const list = page?.under ?? (page?.menu && path.length > 1 ? page.path : '')
  return list && `office/${list}`
}

function toContent(event: Event): void {
  event.preventDefault()
  document.getElementById('content')?.focus()
}

/** `path` begins with the page's own word; without one the first page stands here. */
export function Frame({ pages, known, path, query }: PageProps & { pages: readonly OfficePage[]; known: ReadonlySet<string> }) {
  const page = pages.find(one => one.path === path[0]) ?? (path.length ? undefined : pages[0])
  const current = page?.path ?? path[0] ?? ''
  const props = { path: path.slice(1), query }
  useEffect(() => { listAddress.value = listOf(page, path); return () => { listAddress.value = '' } }, [page, path.length])
  // Who types into the search is not taken out of it by the page that their words open.
  useEffect(() => { if (!document.activeElement?.closest('[role=search]')) document.querySelector<HTMLElement>('.office-content h1')?.focus({ preventScroll: true }) }, [current])
  if (page?.alone) return <main class="office-alone" id="content" tabIndex={-1}>{page.view(props)}</main>
  return (
    <div class={isSaying.value ? 'office-frame says' : 'office-frame'}>
      <a class="skip" href="#content" onClick={toContent}>{frame.skip}</a>
      <Side pages={pages} current={page?.under ?? current} />
      <Content key={current} page={page} exists={known.has(current)} {...props} />
    </div>
  )
}
