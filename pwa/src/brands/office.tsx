/** The office's pages of brands: the gallery, one brand's story, import; what waits stands on its first page. */
import { api } from '../api'
import type { BrandsOut } from '../generated/http'
import type { Heed, OfficePage } from '../office'
import type { PageProps } from '../part'
import { to } from '../route'
import { ImportPage } from './office/ImportPage'
import { ListPage } from './office/ListPage'
import { StoryPage } from './office/StoryPage'
import { ledgerWords, words } from './office/words'
import { t } from './words'

const READERS = ['office', 'committee_leader'] as const

function Brands({ path: [what], query }: PageProps) {
  if (what === 'import') return <ImportPage />
  return what ? <StoryPage key={what} id={what} /> : <ListPage query={query} />
}

export const pages: readonly OfficePage[] = [{ path: 'brands', title: () => t.title, icon: 'star', menu: ['building', 2], roles: READERS, view: Brands }]

async function load(): Promise<Heed[]> {
  const [red, waiting] = await Promise.all([api<BrandsOut>('/api/brands?list=named&colour=red'), api<BrandsOut>('/api/brands?list=waiting')])
  const late = red.items.map((one): Heed => ({ key: one.brand, title: one.owner_name, sub: t.standings.recheck_overdue, about: one.name, href: to(`office/brands/${one.brand}`), tone: 'red', due_at: Date.parse(`${one.recheck_on}T23:59:59+08:00`), ...(one.branches.length === 1 ? { branch: one.branches[0]! } : {}) }))
  return waiting.items.length ? [...late, { key: 'brands-waiting', title: t.title, sub: words.waits(waiting.items.length), href: to('office/brands?list=waiting'), tone: 'yellow', due_at: Date.now() }] : late
}

/** What the ledger tells of brands. */
export const sections = { brands: ledgerWords } as const

export const heeds = { roles: READERS, load } as const
