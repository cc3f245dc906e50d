/** What happened to a record: every step made on this phone with what became of it, and every submission. */
import type { Names } from '../branch'
import { stepName } from '../mutationWords'
import { phrases } from '../phrases'
import type { Amendment, Review } from '../rows'
import type { Entry } from '../sync'
import { minute, momentText } from '../time'
import { Icon, Section, type IconName } from '../ui'
import { fieldText } from './format'
import type { Record } from './RecordPage'
import { t } from './words'

interface Step { at: number; mid: number; icon: IconName; what: string; became: string; heed: boolean }

function entryStep(entry: Entry): Step {
  const waits = entry.state === 'waiting'
  const result = waits ? 'waiting' : entry.state === 'settling' && !entry.outcome ? 'settling' : (entry.outcome?.result ?? 'settling')
  const became = entry.closed ? t.closed[entry.closed] : t.outcomes[result]
  const icon: IconName = waits ? 'phone' : entry.state === 'open' ? 'alert' : result === 'conflict' ? 'fork' : 'cloudDone'
  return { at: entry.made_at, mid: entry.mid, icon, what: stepName(entry.mutation.name), became, heed: entry.state === 'open' }
}

function reviewSteps(review: Review, names: Names): Step[] {
  const submitted: Step = { at: review.submitted_at, mid: Infinity, icon: 'inbox', what: t.attempt(review.attempt), became: t.reviews.pending, heed: false }
  if (review.decided_at === null || review.state === 'pending') return [submitted]
  const icon: IconName = review.state === 'approved' ? 'check' : 'undo'
  return [submitted, { at: review.decided_at, mid: Infinity, icon, what: t.reviews[review.state], became: review.reasons.map(({ field, reason }) => phrases.named(fieldText(field, names), reason)).join(phrases.stop), heed: review.state === 'returned' }]
}

function amendmentSteps({ asked_at, decided_at, state, reason }: Amendment): Step[] {
  const asked: Step = { at: asked_at, mid: Infinity, icon: 'clock', what: t.amendments.open, became: '', heed: false }
  if (state === 'open' || decided_at === null) return [asked]
  return [asked, { at: decided_at, mid: Infinity, icon: state === 'accepted' ? 'check' : 'undo', what: t.amendments[state], became: reason, heed: state === 'rejected' }]
}

export function StoryOf({ record, names }: { record: Record; names: Names }) {
  const steps = [...record.entries.map(entryStep), ...record.reviews.flatMap(one => reviewSteps(one, names)), ...record.amendments.flatMap(amendmentSteps)].sort((a, b) => b.at - a.at || b.mid - a.mid)
  return (
    <Section title={t.story}>
      {steps.length === 0 && <p class="soft small">{t.storyEmpty}</p>}
      <ol class="story">
        {steps.map((step, at) => (
          <li key={at} class={step.heed ? 'heed' : ''}>
            <Icon name={step.icon} size={20} />
            <span class="grow"><b>{step.what}</b><small>{momentText(step.at, minute.value)}{step.became && ` · ${step.became}`}</small></span>
          </li>
        ))}
      </ol>
    </Section>
  )
}
