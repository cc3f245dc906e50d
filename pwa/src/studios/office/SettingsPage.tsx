/** What counts towards a studio's year and how many are usual: the office confirms it or says otherwise. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered } from '../../answered'
import { ChoiceCard, NewChoice } from '../../choosing'
import type { StudioChoiceOut, StudiosOut } from '../../generated/http'
import { Resource } from '../../load'
import { Section, TextField } from '../../ui'
import { words } from './words'

const found = new Resource<StudiosOut>()
const load = () => { void found.load('/api/studios') }
const PATH = '/api/studio-choices'

function Choice({ one }: { one: StudioChoiceOut }) {
  const target = useSignal(String(one.target))
  return (
    <ChoiceCard one={one} path={PATH} onKept={load} more={() => ({ target: Number(target.value) || 0 })}>
      <TextField id={`target-${one.key}`} type="number" inputMode="numeric" label={words.usualTarget} hint={one.field === 'contest' ? words.contest : undefined} value={target.value} onInput={value => { target.value = value }} />
    </ChoiceCard>
  )
}

const Shown = ({ data: { choices } }: { data: StudiosOut }) => (
  <div class="office-column broad">
    <p class="intro">{words.choicesText}</p>
    <Section title={words.choices}>
      {choices.map(one => <Choice key={`${one.key}${one.title}${one.target}${String(one.is_off)}`} one={one} />)}
      <NewChoice key={choices.length} title={words.addKind} field="kind" path={PATH} onKept={load} />
    </Section>
  </div>
)

export function SettingsPage() {
  useEffect(load, [])
  return <Answered of={found.state.value} waiting={words.waiting} again={load}>{data => <Shown data={data} />}</Answered>
}
