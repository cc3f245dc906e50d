/** The phone's pages of training and what its mutations say, fetched together. */
import type { ComponentType } from 'preact'
import type { PageProps, Place } from '../part'
import { CoursePage, MarkPage, PairPage, ResultPage } from './RecordPages'
import { HoldPage } from './HoldPage'
import { SessionPage } from './SessionPage'
import { ListPage } from './ListPage'
import { t } from './words'

export { telling } from './telling'

export const places = (): readonly Place[] => [{ page: 'training', title: t.title, sub: t.placeSub, icon: 'people', for: 'everyone' }]

const PAGES: Readonly<Record<string, ComponentType<{ id: string }>>> = { session: SessionPage, hold: HoldPage, course: CoursePage, mark: MarkPage, result: ResultPage, pair: PairPage }

export function TrainingPage({ path: [what = '', id = ''] }: PageProps) {
  const Page = PAGES[what]
  return Page ? <Page key={id} id={id} /> : <ListPage />
}
