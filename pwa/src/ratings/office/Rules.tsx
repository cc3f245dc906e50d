/** The rules of a dimension or of the bonus: what counts, how much, in which words; add one, change one, take one away. */
import { useSignal } from '@preact/signals'
import { Button, Icon, IconButton } from '../../ui'
import { countedText } from './counted'
import { Amount, Choice, Many, Words } from './Fields'
import { addAt, countable, freshKey, isDraft, reasonsBelow, removeAt, setAt, type Countable, type Rule } from './scheme'
import { words } from './words'

export const Heed = ({ path }: { path: string }) => (reasonsBelow(path) > 0 ? <span class="scheme-heed"><Icon name="alert" size={18} />{reasonsBelow(path)}</span> : null)

/** Sources in the order in which they are offered; the bonus rests on facts alone. */
const SOURCES = ['attendance', 'fact', 'fact_amount', 'fact_until', 'mass_review'] as const

const isShare = (rule: Rule): boolean => rule.source === 'fact_amount' || rule.source === 'mass_review'
const of = (source: string): Countable[] => countable.value.filter(one => one.source === source && one.kind !== '')

/** Another source counts other kinds, and some of the bounds mean nothing there. */
function changeSource(path: string, rule: Rule, source: string): void {
  const kinds = of(source).length === 1 ? [of(source)[0]!.kind] : []
  const bounds = source === 'fact_amount' || source === 'mass_review' ? { points_tenths: 0, most_times: null, cap_tenths: null, zeroes: false } : {}
  setAt(path, { ...rule, source, kinds, grades: [], ...(source === 'mass_review' && { offer: '' }), ...bounds })
}

function Counted({ rule, path }: { rule: Rule; path: string }) {
  const kinds = of(rule.source)
  const chosen = kinds.filter(one => rule.kinds?.includes(one.kind))
  const grades = [...new Map(chosen.flatMap(one => one.grades.map(grade => [grade.key, grade.title] as const)))]
  const keep = (next: string[]) => {
    const left = new Set(kinds.filter(one => next.includes(one.kind)).flatMap(one => one.grades.map(grade => grade.key)))
    setAt(path, { ...rule, kinds: next, grades: (rule.grades ?? []).filter(one => left.has(one)) })
  }
  return (
    <>
      {kinds.length > 0 && <Many path={`${path}.kinds`} label={words.counts} options={kinds.map(one => [one.kind, one.title] as const)} chosen={rule.kinds ?? []} onChange={keep} />}
      {grades.length > 0 && <Many path={`${path}.grades`} label={words.grades} hint={words.gradesHint} options={grades} chosen={rule.grades ?? []} onChange={next => setAt(`${path}.grades`, next)} />}
    </>
  )
}

function Effect({ rule, path }: { rule: Rule; path: string }) {
  if (isShare(rule)) return <p class="scheme-kind">{words.share}</p>
  if (rule.zeroes) return <p class="scheme-kind">{words.zeroes}</p>
  return (
    <div class="scheme-row">
      <Amount path={`${path}.points_tenths`} label={rule.source === 'fact_until' ? words.perMonth : words.points} hint={words.pointsHint} tenths />
      <Amount path={`${path}.most_times`} label={words.mostTimes} open />
      <Amount path={`${path}.cap_tenths`} label={words.cap} tenths open />
    </div>
  )
}

function RuleFields({ rule, path, bonus, onRemove }: { rule: Rule; path: string; bonus: boolean; onRemove: () => void }) {
  const open = useSignal(rule.text === '')
  const sources = SOURCES.filter(one => !bonus || one === 'fact')
  return (
    <li class="scheme-rule">
      <div class="scheme-rule-head"><div class="grow"><Words path={`${path}.text`} label={words.rule} /></div>{isDraft.value && <IconButton icon="bin" label={words.removeRule(rule.text)} onClick={onRemove} />}</div>
      <Effect rule={rule} path={path} />
      <button type="button" class="link scheme-more" aria-expanded={open.value ? 'true' : 'false'} onClick={() => { open.value = !open.value }}>{words.countedIs(countedText(rule, countable.value))}<Heed path={`${path}.kinds`} /><Heed path={`${path}.grades`} /></button>
      {open.value && (
        <div class="scheme-counted">
          {sources.length > 1 && <Choice path={`${path}.source`} label={words.source} options={sources.map(one => [one, words.sources[one]] as const)} onChoose={source => changeSource(path, rule, source)} />}
          <Counted rule={rule} path={path} />
          {!isShare(rule) && !bonus && <Choice path={`${path}.zeroes`} label={words.effect} options={[['false', words.effects.points], ['true', words.effects.zeroes]]} onChoose={value => setAt(path, { ...rule, zeroes: value === 'true', ...(value === 'true' && { points_tenths: 0, most_times: null, cap_tenths: null }) })} />}
          {rule.source !== 'mass_review' && <Words path={`${path}.offer`} label={words.offer} hint={words.offerHint} maxLength={20} />}
        </div>
      )}
    </li>
  )
}

/** `owner` names the dimension in the rule's key. */
export function Rules({ rules, path, owner, bonus = false }: { rules: readonly Rule[]; path: string; owner: string; bonus?: boolean }) {
  const add = () => addAt(`${path}.rules`, { id: freshKey(owner), text: '', source: 'fact', kinds: [], grades: [], points_tenths: 10, most_times: null, cap_tenths: bonus ? 10 : null, zeroes: false, offer: '' })
  return (
    <>
      <ul class="scheme-rules">{rules.map((rule, at) => <RuleFields key={rule.id} rule={rule} path={`${path}.rules.${at}`} bonus={bonus} onRemove={() => removeAt(`${path}.rules`, at)} />)}</ul>
      {isDraft.value && <Button icon="plus" onClick={add}>{words.addRule}</Button>}
    </>
  )
}
