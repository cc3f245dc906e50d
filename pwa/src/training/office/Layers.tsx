/** Layers of courses: the office says what they are called and whose members each is for. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered } from '../../answered'
import { api } from '../../api'
import type { LayerOut, LayersOut } from '../../generated/http'
import { Resource } from '../../load'
import { ReasonSheet } from '../../reasoning'
import { Button, Card, Section, SelectField, Tag, TextField } from '../../ui'
import { words } from './words'
import './office.css'

const REACHES = ['mine', 'general_branch', 'branch'] as const
const layers = new Resource<LayersOut>()
const load = () => { void layers.load('/api/training-layers') }

function Layer({ one }: { one: LayerOut }) {
  const title = useSignal(one.title)
  const reach = useSignal(one.reach)
  const asking = useSignal<boolean | null>(null)
  const off = asking.value
  const keep = async (is_off: boolean, reason: string) => {
    await api(`/api/training-layers/${one.key}`, { method: 'PUT', body: { title: title.value, reach: reach.value, is_confirmed: true, is_off, reason } })
    load()
  }
  return (
    <Card title={one.title} aside={<Tag tone={one.is_confirmed && !one.is_off ? 'green' : 'heed'}>{one.is_off ? words.off : one.is_confirmed ? words.confirmed : words.unconfirmed}</Tag>}>
      <div class="training-form three">
        <TextField id={`layer-${one.key}`} label={words.layerName} maxLength={40} value={title.value} onInput={value => { title.value = value }} />
        <SelectField id={`reach-${one.key}`} label={words.reach} value={reach.value} options={REACHES.map(value => ({ value: value as string, label: words.reaches[value] }))} onInput={value => { reach.value = value }} />
        <div class="ways"><Button small icon="check" onClick={() => { asking.value = false }}>{one.is_off ? words.turnOn : words.confirm}</Button>{!one.is_off && <Button small kind="quiet" onClick={() => { asking.value = true }}>{words.turnOff}</Button>}</div>
      </div>
      {off !== null && <ReasonSheet title={one.title} send={off ? words.turnOff : words.confirm} incomplete={!title.value.trim()} onSend={reason => keep(off, reason)} onClose={() => { asking.value = null }} />}
    </Card>
  )
}

export function Layers() {
  useEffect(load, [])
  return (
    <Answered of={layers.state.value} waiting={words.waiting} again={load}>
      {data => <div class="office-column broad"><p class="intro">{words.layersText}</p><Section title={words.layers}>{data.layers.map(one => <Layer key={`${one.key}/${one.title}/${one.reach}/${one.is_off}`} one={one} />)}</Section></div>}
    </Answered>
  )
}
