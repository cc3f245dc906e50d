/** Honours, and stories of people: read on the phone without a network too; whoever is told of agrees first, and may take that back. */
import { lazy } from '../lazy'
import type { Part } from '../part'
import type { Effect } from '../sync'

const answer: Effect = ({ row, args }, brush) => brush.lay('story_consent', row, { state: String(args?.['answer']) })

export const honours: Part = {
  pages: {
    stories: lazy(() => import('./pages').then(one => one.StoriesPage)),
    story: lazy(() => import('./pages').then(one => one.StoryPage)),
    consent: lazy(() => import('./pages').then(one => one.ConsentPage)),
    honours: lazy(() => import('./pages').then(one => one.HonoursPage)),
  },
  effects: { 'story.consent.v1': answer },
  places: () => import('./pages').then(one => one.places()),
  tells: () => import('./pages').then(one => one.telling),
}
