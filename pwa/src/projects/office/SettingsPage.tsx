/** Grades at acceptance and levels of buy-back: the office says which the mine has. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered } from '../../answered'
import { api } from '../../api'
import type { ProjectChoiceOut, ProjectOptionsOut } from '../../generated/http'
import { Resource } from '../../load'
import { ReasonSheet } from '../../reasoning'
import { Button, Card, Section, Tag, TextField } from '../../ui'
import { words } from './words'

const options = new Resource<ProjectOptionsOut>()
const load = () => { void options.load('/api/projects/options') }

async function keep({ field, key }: ProjectChoiceOut, title: string, is_off: boolean, reason: string): Promise<void> {
  await api(`/api/project-choices/${field}/${key}`, { method: 'PUT', body: { title, is_confirmed: true, is_off, reason } })
  load()
}

function Choice({ one }: { one: ProjectChoiceOut }) {
  const title = useSignal(one.title)
  const asking = useSignal<boolean | null>(null)
  const off = asking.value
  const state = one.is_off ? words.off : one.is_confirmed ? words.confirmed : words.unconfirmed
  return (
    <Card title={one.title} aside={<Tag tone={one.is_confirmed && !one.is_off ? 'green' : 'heed'}>{state}</Tag>}>
      <div class="project-choice">
        <TextField id={`title-${one.field}-${one.key}`} label={words.name} maxLength={40} value={title.value} onInput={value => { title.value = value }} />
        <Button small icon="check" onClick={() => { asking.value = false }}>{one.is_off ? words.turnOn : words.confirm}</Button>
        {!one.is_off && <Button small kind="quiet" onClick={() => { asking.value = true }}>{words.turnOff}</Button>}
      </div>
      {off !== null && <ReasonSheet title={one.title} send={off ? words.turnOff : words.confirm} incomplete={!title.value.trim()} onSend={reason => keep(one, title.value, off, reason)} onClose={() => { asking.value = null }} />}
    </Card>
  )
}

function Shown({ data }: { data: ProjectOptionsOut }) {
  const of = (field: string) => data.choices.filter(one => one.field === field).map(one => <Choice key={`${one.key}/${one.title}/${one.is_off}`} one={one} />)
  return (
    <div class="office-column">
      <p class="intro">{words.unconfirmedText}</p>
      <Section title={words.grades}>{of('grade')}</Section>
      <Section title={words.levels}>{of('level')}</Section>
    </div>
  )
}

export function SettingsPage() {
  useEffect(load, [])
  return <Answered of={options.state.value} waiting={words.waiting} again={load}>{data => <Shown data={data} />}</Answered>
}
