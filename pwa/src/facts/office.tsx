/** The facts' pages for the office. */
import type { OfficePage } from '../office'
import { CoveragePage } from './office/CoveragePage'
import { ImportPage } from './office/ImportPage'
import { LedgerPage } from './office/LedgerPage'
import { words } from './office/words'

const VIEWS: Readonly<Record<string, typeof LedgerPage>> = { coverage: CoveragePage, import: ImportPage }

function Facts({ path: [first = ''] }: { path: readonly string[] }) {
  const View = VIEWS[first] ?? LedgerPage
  return <View key={first} />
}

export const pages: readonly OfficePage[] = [
  { path: 'facts', title: () => words.short, icon: 'text', menu: ['scores', 4], roles: ['office'], view: ({ path }) => <Facts path={path} /> },
]
