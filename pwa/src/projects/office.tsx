/** The office's pages of projects: the list and the wall, one project's story, import, grades and levels; what waits stands on its first page. */
import { api } from '../api'
import type { ProjectsOut } from '../generated/http'
import type { Heed, OfficePage, SettingsTab } from '../office'
import type { PageProps } from '../part'
import { to } from '../route'
import { ImportPage } from './office/ImportPage'
import { ListPage } from './office/ListPage'
import { SettingsPage } from './office/SettingsPage'
import { StoryPage } from './office/StoryPage'
import { ledgerWords, words } from './office/words'
import { t } from './words'

const READERS = ['office', 'committee_leader'] as const

function Projects({ path: [what], query }: PageProps) {
  if (what === 'import') return <ImportPage />
  return what ? <StoryPage key={what} id={what} /> : <ListPage query={query} />
}

export const pages: readonly OfficePage[] = [{ path: 'projects', title: () => t.title, icon: 'board', menu: ['building', 1], roles: READERS, view: Projects }]

export const settings: readonly SettingsTab[] = [{ path: 'choices', title: () => t.title, place: 3.1, roles: ['office'], view: () => <SettingsPage /> }]

async function load(): Promise<Heed[]> {
  const [red, waiting] = await Promise.all([api<ProjectsOut>('/api/projects?list=open&colour=red'), api<ProjectsOut>('/api/projects?list=waiting')])
  const late = red.items.map((one): Heed => ({
    key: one.project, title: one.owner_name, sub: `${t.one} ${t.standings[one.standing as keyof typeof t.standings]}`, about: one.title, href: to(`office/projects/${one.project}`), tone: 'red', due_at: Date.parse(`${one.due_on}T23:59:59+08:00`), ...(one.branches.length === 1 ? { branch: one.branches[0]! } : {}),
  }))
  return waiting.items.length ? [...late, { key: 'projects-waiting', title: t.title, sub: words.waits(waiting.items.length), href: to('office/projects?list=waiting'), tone: 'yellow', due_at: Date.now() }] : late
}

/** What the ledger tells of projects. */
export const sections = { projects: ledgerWords } as const

export const heeds = { roles: READERS, load } as const
