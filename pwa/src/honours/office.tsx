/** The office's pages of honours and stories; what waits for someone's answer, or to come down, stands on its first page. */
import { api } from '../api'
import type { StoriesOut } from '../generated/http'
import { OFFICE_ROLES, type Heed, type OfficePage, type SettingsTab } from '../office'
import type { PageProps } from '../part'
import { to } from '../route'
import { EditorPage } from './office/EditorPage'
import { HonoursPage } from './office/HonoursPage'
import { ImportPage } from './office/ImportPage'
import { LevelsPage } from './office/LevelsPage'
import { ReadPage } from './office/ReadPage'
import { StoriesPage } from './office/StoriesPage'
import { TalePage } from './office/TalePage'
import { ledgerWords, words } from './office/words'

const READERS = ['office', 'committee_leader'] as const

function Honours({ path: [what, id, act], query }: PageProps) {
  if (what === 'import') return <ImportPage />
  if (what === 'stories') return <StoriesPage state={query.get('state') ?? ''} />
  if (what === 'story' && id) return act === 'edit' || id === 'new' ? <EditorPage key={id} id={id} /> : <TalePage key={id} id={id} />
  return <HonoursPage query={query} />
}

export const pages: readonly OfficePage[] = [
  { path: 'honours', title: () => words.short, icon: 'star', menu: ['building', 8], roles: READERS, view: Honours },
  { path: 'story', title: () => words.story, icon: 'book', under: 'honours', roles: OFFICE_ROLES, view: ({ path: [id = ''] }) => <ReadPage key={id} id={id} /> },
]

export const settings: readonly SettingsTab[] = [{ path: 'choices', title: () => words.short, place: 3.3, roles: ['office'], view: () => <LevelsPage /> }]

/** What the ledger tells of honours. */
export const sections = { honours: ledgerWords } as const

async function load(): Promise<Heed[]> {
  const { items } = await api<StoriesOut>('/api/stories?story_state=reviewed')
  return items.filter(one => !one.waiting).map((one): Heed => ({
    key: `story-${one.story}`, title: words.toPublish, sub: one.title, href: to(`office/honours/story/${one.story}`), tone: 'yellow', due_at: one.edited_at,
  }))
}

export const heeds = { roles: ['office'], load } as const
