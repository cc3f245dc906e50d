/** Honours, and stories of people: read on the phone without a network too; whoever is told of agrees first, and may take that back. */
import { lazy } from '../lazy'
import type { Part } from '../part'
import type { Effect } from '../sync'

const answer: Effect = ({ row, args }, brush) => brush.lay('story_consent', row, { state: String(args?.['answer']) })

const load = () => import('./pages')

export const honours: Part = {
  pages: {
    stories: lazy(() => load().then(one => one.StoriesPage)),
    story: lazy(() => load().then(one => one.StoryPage)),
    consent: lazy(() => load().then(one => one.ConsentPage)),
    honours: lazy(() => load().then(one => one.HonoursPage)),
  },
  effects: { 'story.consent.v1': answer },
  places: () => load().then(one => one.places()),
  tells: () => load().then(one => one.telling),
}
