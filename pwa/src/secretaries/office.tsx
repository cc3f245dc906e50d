/** The office's pages of secretaries: who they are, one over the years, import; needs that wait stand on its first page. */
import { api } from '../api'
import type { SecretariesOut } from '../generated/http'
import type { Heed, OfficePage } from '../office'
import type { PageProps } from '../part'
import { to } from '../route'
import { ImportPage } from './office/ImportPage'
import { ListPage } from './office/ListPage'
import { StoryPage } from './office/StoryPage'
import { ledgerWords, words } from './office/words'

const READERS = ['office', 'committee_leader'] as const

function Secretaries({ path: [what], query }: PageProps) {
  if (what === 'import') return <ImportPage />
  return what ? <StoryPage key={what} id={what} /> : <ListPage query={query} />
}

export const pages: readonly OfficePage[] = [{ path: 'secretaries', title: () => words.short, icon: 'person', menu: ['building', 7], roles: READERS, view: Secretaries }]

async function load(): Promise<Heed[]> {
  const waiting = (await api<SecretariesOut>('/api/secretaries')).items.reduce((sum, one) => sum + one.needs, 0)
  return waiting ? [{ key: 'secretary-needs', title: words.title, sub: words.waits(waiting), href: to('office/secretaries'), tone: 'yellow', due_at: Date.now() }] : []
}

/** What the ledger tells of a secretary. */
export const sections = { growth: ledgerWords } as const

export const heeds = { roles: ['office'], load } as const
