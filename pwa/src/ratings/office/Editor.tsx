/** A version of the scheme, section by section; a published one can be read, not changed. */
import { Button, Icon, IconButton } from '../../ui'
import { pointsText } from '../../points'
import { Amount, Choice, Many, Words } from './Fields'
import { needKey, needOf, needTitles } from './needs'
import { Heed, Rules } from './Rules'
import { addAt, countable, edited, freshKey, isDraft, reasonAt, removeAt, setAt, type Content } from './scheme'
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

function DimensionFields({ content, at }: { content: Content; at: number }) {
  const one = content.dimensions[at]!
  const path = `dimensions.${at}`
  const titles = needTitles(countable.value)
  const maxima = PROFILES.map(profile => `${words.profiles[profile]} ${pointsText(one.maximum_tenths[profile] ?? 0)}`).join(' · ')
  return (
    <details class="scheme-dimension">
      <summary><span class="grow"><b>{at + 1}. {one.title}</b><small>{maxima} · {words.starts[one.start as 'full' | 'zero']}</small></span><Heed path={path} /><Icon name="down" size={20} /></summary>
      <div class="scheme-inside">
        <div class="scheme-row">
          <Words path={`${path}.title`} label={words.name} maxLength={20} />
          {PROFILES.map(profile => <Amount key={profile} path={`${path}.maximum_tenths.${profile}`} label={words.maximum(words.profiles[profile])} tenths />)}
        </div>
        <div class="scheme-row">
          <Choice path={`${path}.start`} label={words.start} options={[['full', words.starts.full], ['zero', words.starts.zero]]} />
          <Words path={`${path}.pending`} label={words.pending} hint={words.pendingHint} />
        </div>
        <details class="scheme-needs" open={reasonAt(`${path}.needs`) !== undefined}><summary>{words.restsOn}<small>{one.needs.map(need => titles.get(needKey(need)) ?? need.kind).join('、') || words.none}</small></summary>
          <Many path={`${path}.needs`} label={words.restsOnLabel} options={[...titles]} chosen={one.needs.map(needKey)} onChange={next => setAt(`${path}.needs`, next.map(needOf))} /></details>
        <h3>{words.rules}</h3>
        <Rules rules={one.rules} path={path} owner={one.key} />
      </div>
    </details>
  )
}

function Dimensions({ content }: { content: Content }) {
  return (
    <section class="office-card">
      <h2>{words.dimensions}</h2>
      <Sums content={content} />
      {reasonAt('dimensions') && <p class="field-reason"><Icon name="alert" size={20} />{reasonAt('dimensions')}</p>}
      {content.dimensions.map((one, at) => <DimensionFields key={one.key} content={content} at={at} />)}
      <details class="scheme-dimension">
        <summary><span class="grow"><b>{words.bonus}</b><small>{words.bonusCap} {pointsText(content.bonus.cap_tenths ?? 0)}</small></span><Heed path="bonus" /><Icon name="down" size={20} /></summary>
        <div class="scheme-inside"><div class="scheme-row"><Amount path="bonus.cap_tenths" label={words.bonusCap} tenths /></div><Rules rules={content.bonus.rules ?? []} path="bonus" owner="bonus" bonus /></div>
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
      <div class="scheme-row">
        <Amount path="quota.percent" label={words.percent} /><Amount path="quota.least_from" label={words.leastFrom} />
        <TieBy content={content} at={0} /><TieBy content={content} at={1} />
      </div>
      <p class="soft small">{words.quotaHint}</p>
      <h2>{words.ballot}</h2>
      <div class="scheme-row">{BALLOT.map(choice => <Amount key={choice} path={`ballot.${choice}`} label={words.choices[choice]} tenths />)}</div>
      <p class="soft small">{words.ballotHint}</p>
    </section>
  )
}

const BALLOT = ['excellent', 'good', 'basic', 'poor'] as const

/** By which dimension equal totals are told apart, first or second. */
function TieBy({ content, at }: { content: Content; at: number }) {
  const order = content.quota.tie_by ?? []
  const choose = (key: string) => { const next = [...order]; next[at] = key; setAt('quota.tie_by', next.filter((one, index) => one && next.indexOf(one) === index)) }
  const options = [['', words.noTie] as const, ...content.dimensions.map(one => [one.key, one.title] as const)]
  return <Choice path={`quota.tie_by.${at}`} label={words.tieBy[at]!} options={options} onChoose={choose} />
}

function Vetoes({ content }: { content: Content }) {
  return (
    <>
      <h2>{words.vetoes}</h2>
      {reasonAt('vetoes') && <p class="field-reason"><Icon name="alert" size={20} />{reasonAt('vetoes')}</p>}
      <ul class="scheme-rules">
        {content.vetoes.map((one, at) => (
          <li key={one.key} class="scheme-veto">
            <Words path={`vetoes.${at}.title`} label={words.vetoName} maxLength={20} />
            <div class="scheme-rule-head"><div class="grow"><Words path={`vetoes.${at}.text`} label={words.vetoText} /></div>{isDraft.value && <IconButton icon="bin" label={words.removeVeto(one.title)} onClick={() => removeAt('vetoes', at)} />}</div>
          </li>
        ))}
      </ul>
      {isDraft.value && <Button icon="plus" onClick={() => addAt('vetoes', { key: freshKey('veto'), title: '', text: '' })}>{words.addVeto}</Button>}
    </>
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
      <Vetoes content={content} />
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
