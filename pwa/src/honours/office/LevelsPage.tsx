/** The levels of honours: what ships is unconfirmed until the office says that the mine counts so. */
import { signal, useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered, ProblemNotice } from '../../answered'
import { api, asProblem, type Problem } from '../../api'
import type { HonourOptionsOut, LevelOut } from '../../generated/http'
import { Button, Card, Tag, TextField } from '../../ui'
import { Head, mayWrite } from './Head'
import { options } from './HonoursPage'
import { words } from './words'

const refused = signal<Problem | null>(null)
const load = () => { void options.load('/api/honours/options') }

async function keep(key: string, body: { title: string; place: number; is_off: boolean }): Promise<void> {
  refused.value = null
  await api(`/api/honour-choices/level/${encodeURIComponent(key)}`, { method: 'PUT', body: { ...body, is_confirmed: true } }).catch((error: unknown) => { refused.value = asProblem(error) })
  load()
}

function Level({ one }: { one: LevelOut }) {
  const title = useSignal(one.title)
  const state = one.is_off ? words.off : one.is_confirmed ? words.confirmed : words.unconfirmed
  const set = (is_off: boolean) => { void keep(one.key, { title: title.value, place: one.place, is_off }) }
  return (
    <Card title={one.title} aside={<Tag tone={one.is_confirmed && !one.is_off ? 'green' : 'heed'}>{state}</Tag>}>
      {mayWrite() && (
        <>
          <TextField id={`level-${one.key}`} label={words.name} maxLength={40} value={title.value} onInput={value => { title.value = value }} />
          <Button small icon="check" onClick={() => set(false)}>{one.is_off ? words.turnOn : words.confirm}</Button>{!one.is_off && <Button small kind="quiet" onClick={() => set(true)}>{words.turnOff}</Button>}
        </>
      )}
    </Card>
  )
}

function Another({ place }: { place: number }) {
  const key = useSignal('')
  const title = useSignal('')
  return (
    <Card title={words.addLevel}>
      <TextField id="level-key" label={words.key} hint={words.keyHint} maxLength={40} value={key.value} onInput={value => { key.value = value }} />
      <TextField id="level-title" label={words.name} maxLength={40} value={title.value} onInput={value => { title.value = value }} />
      <Button small icon="plus" disabled={!key.value || !title.value.trim()} onClick={() => { void keep(key.value, { title: title.value, place, is_off: false }) }}>{words.save}</Button>
    </Card>
  )
}

const Shown = ({ data }: { data: HonourOptionsOut }) => (
  <div class="office-column">
    <p class="intro">{words.levelsText}</p>
    {refused.value && <ProblemNotice problem={refused.value} />}
    {data.levels.map(one => <Level key={`${one.key}/${one.title}`} one={one} />)}
    {mayWrite() && <Another key={data.levels.length} place={data.levels.length} />}
  </div>
)

export function LevelsPage() {
  useEffect(load, [])
  return <div><Head title={words.levels} tab="levels" /><Answered of={options.state.value} waiting={words.waiting} again={load}>{data => <Shown data={data} />}</Answered></div>
}
