/** The scheme that a quarter goes by, in the words of its data: thresholds, quota, vetoes, days, and the rules of each dimension. */
import { phrases } from '../phrases'
import { pointsText } from '../points'
import type { Scheme } from '../rows'
import { shipped } from '../text'
import { Icon } from '../ui'
import { contentOf } from './scheme'
import { t } from './words'

export function Rule({ scheme }: { scheme: Scheme | undefined }) {
  const content = contentOf(scheme)
  if (!content || !scheme) return null
  return (
    <details class="dimension rule">
      <summary><span class="grow"><b>{t.ruleShown(scheme.version)}</b></span><Icon name="down" size={20} /></summary>
      <div class="rule-text">
        <p>{t.starsFrom(content.stars.map(one => t.fromPoints(t.starShort(one.star), pointsText(one.at_least_tenths))))}</p>
        {content.quota && <p>{t.quota(content.quota.percent, content.quota.least_from, content.quota.tie_by.map(key => content.dimensions.find(one => one.key === key)?.title ?? key))}</p>}
        {content.vetoes.length > 0 && <p>{t.vetoList(content.vetoes.map(one => one.title).join(phrases.and))}</p>}
        {content.dimensions.map(one => (
          <div key={one.key}>
            <b>{one.title}</b>
            <ul>{one.rules.map(rule => <li key={rule.id}>{shipped.value(rule.text)}</li>)}</ul>
          </div>
        ))}
        {content.bonus.length > 0 && <div><b>{t.bonus}</b><ul>{content.bonus.map(rule => <li key={rule.id}>{shipped.value(rule.text)}</li>)}</ul></div>}
        {content.note && <p>{content.note}</p>}
        <p class="small soft">{t.human}</p>
      </div>
    </details>
  )
}
