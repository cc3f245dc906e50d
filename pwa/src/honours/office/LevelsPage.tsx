/** The levels of honours: what ships is unconfirmed until the office says that the mine counts so. */
import { useEffect } from 'preact/hooks'
import { Answered } from '../../answered'
import { ChoiceCard, NewChoice } from '../../choosing'
import type { HonourOptionsOut } from '../../generated/http'
import { Section } from '../../ui'
import { options } from './HonoursPage'
import { words } from './words'

const load = () => { void options.load('/api/honours/options') }
const PATH = '/api/honour-choices'

const Shown = ({ data: { levels } }: { data: HonourOptionsOut }) => (
  <div class="office-column broad">
    <p class="intro">{words.levelsText}</p>
    <Section title={words.levels}>
      {levels.map(one => <ChoiceCard key={`${one.key}/${one.title}/${one.is_off}`} one={one} path={PATH} onKept={load} />)}
      <NewChoice key={levels.length} title={words.addLevel} field="level" path={PATH} onKept={load} />
    </Section>
  </div>
)

export function LevelsPage() {
  useEffect(load, [])
  return <Answered of={options.state.value} waiting={words.waiting} again={load}>{data => <Shown data={data} />}</Answered>
}
