/** The office's pages of papers: the ledger of meetings with its minutes, templates, and who took what away. */
import type { OfficePage, SettingsTab } from '../office'
import { ArchivePage } from './office/ArchivePage'
import { LedgerPage } from './office/LedgerPage'
import { TakenPage } from './office/TakenPage'
import { TemplatesPage } from './office/TemplatesPage'
import { words } from './office/words'

const VIEWS: Readonly<Record<string, typeof TakenPage>> = { templates: TemplatesPage, taken: TakenPage }

function Papers({ path: [first = ''], query }: { path: readonly string[]; query: URLSearchParams }) {
  const View = VIEWS[first]
  return View ? <View key={first} /> : <LedgerPage query={query} />
}

export const pages: readonly OfficePage[] = [
  { path: 'papers', title: () => words.short, icon: 'book', menu: ['books', 2], roles: ['office', 'committee_leader', 'assessor'], view: props => <Papers {...props} /> },
]

export const settings: readonly SettingsTab[] = [
  { path: 'archive', title: () => words.archive, place: 9, roles: ['office', 'administrator'], view: () => <ArchivePage /> },
  { path: 'paper-templates', title: () => words.templates, place: 22, roles: ['office'], href: 'office/papers/templates' },
]
