/** The dimensions of a version and its bonus; in a draft they come and go, and what was taken away can be put back. */
import { useRef } from 'preact/hooks'
import { phrases } from '../../phrases'
import { Button, Icon } from '../../ui'
import { pointsText } from '../../points'
import { Amount, Choice, Many, Words } from './Fields'
import { needKey, needOf, needTitles } from './needs'
import { Heed, Rules } from './Rules'
import { addDimension, awayDimensions, countable, isDraft, putBack, reasonAt, removedRecords, removeDimension, setAt, type Content } from './scheme'
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
  // One without a name was just added: it stays open while the name is typed.
  const isNew = useRef(one.title === '').current
  const maxima = PROFILES.map(profile => `${words.profiles[profile]} ${pointsText(one.maximum_tenths[profile] ?? 0)}`).join(' · ')
  return (
    <details class="scheme-dimension" open={isNew || undefined}>
      <summary><span class="grow"><b>{at + 1}. {one.title || words.newDimension}</b><small>{maxima} · {words.starts[one.start as 'full' | 'zero']}</small></span><Heed path={path} /><Icon name="down" size={20} /></summary>
      <div class="scheme-inside">
        <div class="scheme-row">
          <Words path={`${path}.title`} label={words.name} maxLength={20} />
          {PROFILES.map(profile => <Amount key={profile} path={`${path}.maximum_tenths.${profile}`} label={words.maximum(words.profiles[profile])} tenths />)}
        </div>
        <div class="scheme-row">
          <Choice path={`${path}.start`} label={words.start} options={[['full', words.starts.full], ['zero', words.starts.zero]]} />
          <Words path={`${path}.pending`} label={words.pending} hint={words.pendingHint} />
        </div>
        <details class="scheme-needs" open={reasonAt(`${path}.needs`) !== undefined}><summary>{words.restsOn}<small>{one.needs.map(need => titles.get(needKey(need)) ?? need.kind).join(phrases.and) || words.none}</small></summary>
          <Many path={`${path}.needs`} label={words.restsOnLabel} options={[...titles]} chosen={one.needs.map(needKey)} onChange={next => setAt(`${path}.needs`, next.map(needOf))} /></details>
        <h3>{words.rules}</h3>
        {reasonAt(`${path}.rules`) && <p class="field-reason"><Icon name="alert" size={20} />{reasonAt(`${path}.rules`)}</p>}
        <Rules rules={one.rules} path={path} owner={one.key} />
        {isDraft.value && <div class="scheme-remove"><Button kind="quiet" icon="bin" onClick={() => removeDimension(at)}>{words.removeDimension(one.title || words.newDimension)}</Button></div>}
      </div>
    </details>
  )
}

/** What the version in force has and the draft has not, and what was taken away since the page was opened. */
function Away() {
  const away = awayDimensions.value
  if (!away.length) return null
  return (
    <ul class="scheme-away" aria-label={words.removedDimensions}>
      {away.map(one => {
        const records = removedRecords(one.key)
        return <li key={one.key}><span class="grow">{words.isRemoved(one.title || words.newDimension)}{records > 0 && <small>{words.removedCounts(records)}</small>}</span><Button small icon="undo" label={words.putBack(one.title)} onClick={() => putBack(one.key)}>{words.back}</Button></li>
      })}
    </ul>
  )
}

export function Dimensions({ content }: { content: Content }) {
  return (
    <section class="office-card">
      <h2>{words.dimensions}</h2>
      <Sums content={content} />
      {reasonAt('dimensions') && <p class="field-reason"><Icon name="alert" size={20} />{reasonAt('dimensions')}</p>}
      {content.dimensions.map((one, at) => <DimensionFields key={one.key} content={content} at={at} />)}
      {isDraft.value && <div class="scheme-add"><Button icon="plus" onClick={addDimension}>{words.addDimension}</Button></div>}
      <Away />
      <details class="scheme-dimension">
        <summary><span class="grow"><b>{words.bonus}</b><small>{words.bonusCap} {pointsText(content.bonus.cap_tenths ?? 0)}</small></span><Heed path="bonus" /><Icon name="down" size={20} /></summary>
        <div class="scheme-inside"><div class="scheme-row"><Amount path="bonus.cap_tenths" label={words.bonusCap} tenths /></div><Rules rules={content.bonus.rules ?? []} path="bonus" owner="bonus" bonus /></div>
      </details>
    </section>
  )
}
