/** The pages of a quarter's procedure for office and committee. */
import type { OfficePage } from '../office'
import { AppealsPage } from './office/AppealsPage'
import { DetailPage } from './office/DetailPage'
import { loadHeeds } from './office/heeds'
import { OverviewPage } from './office/OverviewPage'
import { SheetPage } from './office/SheetPage'
import { VetoesPage } from './office/VetoesPage'
import { t } from './words'

function View({ path: [first, second], quarter }: { path: readonly string[]; quarter: string | null }) {
  if (first === 'appeals') return <AppealsPage quarter={quarter} />
  if (first === 'vetoes') return <VetoesPage quarter={quarter} />
  if (first && second === 'sheet') return <SheetPage cycle={first} />
  return first ? <DetailPage key={first} cycle={first} /> : <OverviewPage quarter={quarter} />
}

export const pages: readonly OfficePage[] = [
  { path: 'cycles', title: () => t.office.title, icon: 'star', menu: ['scores', 1], roles: ['office', 'committee_leader'], view: ({ path, query }) => <View path={path} quarter={query.get('quarter')} /> },
]

export const heeds = { roles: ['office', 'committee_leader'], load: loadHeeds } as const
