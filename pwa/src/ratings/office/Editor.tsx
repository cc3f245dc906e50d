/** A version of the scheme, section by section; a published one can be read, not changed. */
import { Icon } from '../../ui'
import { pointsText } from '../../points'
import { Amount, Words } from './Fields'
import { edited, reasonAt, reasonsBelow, type Content, type Rule } from './scheme'
import { words } from './words'

const PROFILES = ['frontline', 'office'] as const
const FULL_TENTHS = 1000

function Sums({ content }: { content: Content }) {
  return (
    <ul class="scheme-sums" aria-live="polite">
      {PROFILES.map(profile => {
        const sum = content.dimensions.reduce((total, one) => total + (one.maximum_tenths[profile] ?? 0), 0)
        const isRight = sum === FULL_TENTHS
        return <li key={profile} class={isRight ? undefined : 'wrong'}><Icon name={isRight ? 'check' : 'alert'} size={20} />{words.sum(words.profiles[profile], pointsText(sum))}</li>
      })}
    </ul>
  )
}

function RuleFields({ rule, path }: { rule: Rule; path: string }) {
  const isShare = rule.source === 'fact_amount' || rule.source === 'mass_review'
  return (
    <li class="scheme-rule">
      <Words path={`${path}.text`} label={words.rule} />
      {isShare || rule.zeroes
        ? <p class="scheme-kind">{isShare ? words.share : words.zeroes}</p>
        : (
          <div class="scheme-row">
            <Amount path={`${path}.points_tenths`} label={rule.source === 'fact_until' ? words.perMonth : words.points} tenths />
            <Amount path={`${path}.most_times`} label={words.mostTimes} open />
            <Amount path={`${path}.cap_tenths`} label={words.cap} tenths open />
          </div>
        )}
    </li>
  )
}

const Rules = ({ rules, path }: { rules: readonly Rule[]; path: string }) => <ul class="scheme-rules">{rules.map((rule, at) => <RuleFields key={rule.id} rule={rule} path={`${path}.rules.${at}`} />)}</ul>

const Heed = ({ path }: { path: string }) => (reasonsBelow(path) > 0 ? <span class="scheme-heed"><Icon name="alert" size={18} />{reasonsBelow(path)}</span> : null)

function DimensionFields({ content, at }: { content: Content; at: number }) {
  const one = content.dimensions[at]!
  const path = `dimensions.${at}`
  const maxima = PROFILES.map(profile => `${words.profiles[profile]} ${pointsText(one.maximum_tenths[profile] ?? 0)}`).join(' · ')
  return (
    <details class="scheme-dimension">
      <summary><span class="grow"><b>{at + 1}. {one.title}</b><small>{maxima} · {words.starts[one.start as 'full' | 'zero']}</small></span><Heed path={path} /><Icon name="down" size={20} /></summary>
      <div class="scheme-inside">
        <div class="scheme-row">
          <Words path={`${path}.title`} label={words.name} maxLength={20} />
          {PROFILES.map(profile => <Amount key={profile} path={`${path}.maximum_tenths.${profile}`} label={words.maximum(words.profiles[profile])} tenths />)}
        </div>
        <p class="soft small">{words.waits(one.pending)}</p>
        {reasonAt(`${path}.needs`) && <p class="field-reason"><Icon name="alert" size={20} />{reasonAt(`${path}.needs`)}</p>}
        <h3>{words.rules}</h3>
        <Rules rules={one.rules} path={path} />
      </div>
    </details>
  )
}

function Dimensions({ content }: { content: Content }) {
  return (
    <section class="office-card">
      <h2>{words.dimensions}</h2>
      <Sums content={content} />
      {content.dimensions.map((one, at) => <DimensionFields key={one.key} content={content} at={at} />)}
      <details class="scheme-dimension">
        <summary><span class="grow"><b>{words.bonus}</b><small>{words.bonusCap} {pointsText(content.bonus.cap_tenths ?? 0)}</small></span><Heed path="bonus" /><Icon name="down" size={20} /></summary>
        <div class="scheme-inside"><div class="scheme-row"><Amount path="bonus.cap_tenths" label={words.bonusCap} tenths /></div><Rules rules={content.bonus.rules ?? []} path="bonus" /></div>
      </details>
    </section>
  )
}

function Stars({ content }: { content: Content }) {
  return (
    <section class="office-card">
      <h2>{words.stars}</h2>
      <div class="scheme-row">{content.stars.map((one, at) => <Amount key={one.star} path={`stars.${at}.at_least_tenths`} label={words.star(one.star)} tenths />)}</div>
      <h2>{words.quota}</h2>
      <div class="scheme-row"><Amount path="quota.percent" label={words.percent} /><Amount path="quota.least_from" label={words.leastFrom} /></div>
      <p class="soft small">{words.quotaHint}</p>
    </section>
  )
}

function Procedure({ content }: { content: Content }) {
  return (
    <section class="office-card">
      <h2>{words.calendar}</h2>
      <div class="scheme-row">
        <Amount path="calendar.draft_day" label={words.draftDay} /><Amount path="calendar.review_day" label={words.reviewDay} />
        <Amount path="calendar.publicity_workdays" label={words.publicity} /><Amount path="calendar.appeal_workdays" label={words.appeal} />
      </div>
      <h2>{words.vetoes}</h2>
      <ul class="scheme-vetoes">{content.vetoes.map(one => <li key={one.key}><b>{one.title}</b> {one.text}</li>)}</ul>
      <Words path="note" label={words.note} maxLength={300} />
    </section>
  )
}

export function Editor({ readOnly }: { readOnly: boolean }) {
  const content = edited.value!
  return (
    <fieldset class="scheme-form" disabled={readOnly}>
      <Dimensions content={content} />
      <Stars content={content} />
      <Procedure content={content} />
    </fieldset>
  )
}
