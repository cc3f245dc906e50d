/** A version of the scheme, section by section; a published one can be read, not changed. */
import { Button, Icon, IconButton } from '../../ui'
import { Dimensions } from './Dimensions'
import { Amount, Choice, Words } from './Fields'
import { addAt, edited, freshKey, isDraft, reasonAt, removeAt, setAt, type Content } from './scheme'
import { words } from './words'

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
