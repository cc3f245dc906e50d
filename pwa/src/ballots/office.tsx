/** The office's pages of mass reviews. */
import type { OfficePage } from '../office'
import { PaperPage } from './office/PaperPage'
import { PollPage } from './office/PollPage'
import { PollsPage } from './office/PollsPage'
import { Slips } from './office/Slips'
import { printed } from './office/polls'
import { words } from './office/words'

/** Slips that were just made stand in front of everything else: they are told once. */
function view({ path }: { path: string[] }) {
  if (printed.value) return <Slips of={printed.value} />
  const [id, what] = path
  if (!id) return <PollsPage />
  return what === 'paper' ? <PaperPage id={id} /> : <PollPage id={id} />
}

export const pages: readonly OfficePage[] = [{ path: 'polls', title: () => words.short, icon: 'inbox', menu: ['scores', 3], roles: ['office'], view }]
