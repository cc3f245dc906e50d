/** The branch's pages of studios and achievements and what their mutations say, fetched together. */
import type { Place } from '../part'
import { t } from './words'

export { AchievementPage } from './AchievementPage'
export { StudiosPage } from './StudiosPage'
export { telling } from './telling'
export { WritePage } from './WritePage'

export const places = (): Place[] => [{ page: 'studios', title: t.title, sub: t.placeSub, icon: 'star', for: 'everyone' }]
