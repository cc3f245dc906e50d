/** Who did what with a quarter, when and why, and whose star changed by it. */
import type { StepOut } from '../generated/http'
import { served } from '../text'
import { momentText } from '../time'
import { starText } from './stars'
import { t } from './words'

const changed = (step: StepOut): string[] =>
  step.changes.filter(one => one.star_before !== one.star_after).map(one => t.detail.change(one.name, starText(one.star_before ?? null), starText(one.star_after ?? null)))

export const Steps = ({ steps }: { steps: readonly StepOut[] }) => (
  <ol class="quarter-steps">
    {steps.map(step => (
      <li key={`${step.at}${step.move}`}>
        <b>{served.value(step.title)}</b> <span class="soft small">{step.by} {momentText(step.at)}</span>
        {step.why && <p class="small">{step.why}</p>}
        {changed(step).map(one => <p key={one} class="small">{one}</p>)}
      </li>
    ))}
  </ol>
)
