/** The pages of stories and honours, where they are reached, and what their mutations say, fetched together. */
import type { Place } from '../part'
import { t } from './words'

export { ConsentPage } from './ConsentPage'
export { HonoursPage } from './HonoursPage'
export { StoriesPage } from './StoriesPage'
export { StoryPage } from './StoryPage'
export { telling } from './telling'

export const places = (): readonly Place[] => [
  { page: 'stories', title: t.title, sub: t.sub, icon: 'book', for: 'everyone' },
  { page: 'honours', title: t.honours, sub: t.honoursSub, icon: 'star', for: 'everyone' },
]
