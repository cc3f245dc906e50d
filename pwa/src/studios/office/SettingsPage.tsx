/** What counts towards a studio's year and how many are usual: the office confirms it or says otherwise. */
import { signal, useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered, ProblemNotice } from '../../answered'
import { api, asProblem, type Problem } from '../../api'
import type { StudioChoiceOut, StudiosOut } from '../../generated/http'
import { Resource } from '../../load'
import { Button, Card, Section, Tag, TextField } from '../../ui'
import { Head, mayDecide } from './Tabs'
import { words } from './words'

const found = new Resource<StudiosOut>()
const refused = signal<Problem | null>(null)
const load = () => { void found.load('/api/studios') }

function Choice({ one }: { one: StudioChoiceOut }) {
  const title = useSignal(one.title)
  const target = useSignal(String(one.target))
  const keep = async (is_off: boolean) => {
    refused.value = null
    await api(`/api/studio-choices/${one.field}/${one.key}`, { method: 'PUT', body: { title: title.value, target: Number(target.value) || 0, is_confirmed: true, is_off } }).catch((error: unknown) => { refused.value = asProblem(error) })
    load()
  }
  return (
    <Card title={one.title} aside={<Tag tone={one.is_confirmed && !one.is_off ? 'green' : 'heed'}>{one.is_off ? words.off : one.is_confirmed ? words.confirmed : words.unconfirmed}</Tag>}>
      {one.field === 'contest' && <p class="small soft">{words.contest}</p>}
      {mayDecide() ? (
        <div class="studio-line">
          <TextField id={`title-${one.key}`} label={words.name} maxLength={40} value={title.value} onInput={value => { title.value = value }} />
          <TextField id={`target-${one.key}`} type="number" inputMode="numeric" label={words.usualTarget} value={target.value} onInput={value => { target.value = value }} />
          <div class="ways"><Button small icon="check" onClick={() => { void keep(false) }}>{one.is_off ? words.turnOn : words.confirm}</Button>{!one.is_off && <Button small kind="quiet" onClick={() => { void keep(true) }}>{words.turnOff}</Button>}</div>
        </div>
      ) : <p>{words.usualTarget} {one.target}</p>}
    </Card>
  )
}

export function SettingsPage() {
  useEffect(load, [])
  return (
    <div>
      <Head title={words.settings} tab="settings" />
      <div class="office-column">
        <p class="intro">{words.choicesText}</p>
        {refused.value && <ProblemNotice problem={refused.value} />}
        <Answered of={found.state.value} waiting={words.waiting} again={load}>{data => <Section title={words.choices}>{data.choices.map(one => <Choice key={`${one.key}${one.title}${one.target}${String(one.is_off)}`} one={one} />)}</Section>}</Answered>
      </div>
    </div>
  )
}
