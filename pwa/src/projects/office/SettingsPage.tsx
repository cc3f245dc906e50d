/** Grades at acceptance and levels of buy-back: the office says which the mine has. */
import { signal, useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered, ProblemNotice } from '../../answered'
import { api, asProblem, type Problem } from '../../api'
import type { ProjectChoiceOut, ProjectOptionsOut } from '../../generated/http'
import { Resource } from '../../load'
import { Button, Card, Section, Tag, TextField } from '../../ui'
import { Head } from './Head'
import { words } from './words'

const options = new Resource<ProjectOptionsOut>()
const refused = signal<Problem | null>(null)
const load = () => { void options.load('/api/projects/options') }

async function keep({ field, key }: ProjectChoiceOut, title: string, is_off: boolean): Promise<void> {
  refused.value = null
  await api(`/api/project-choices/${field}/${key}`, { method: 'PUT', body: { title, is_confirmed: true, is_off } }).catch((error: unknown) => { refused.value = asProblem(error) })
  load()
}

function Choice({ one }: { one: ProjectChoiceOut }) {
  const title = useSignal(one.title)
  const state = one.is_off ? words.off : one.is_confirmed ? words.confirmed : words.unconfirmed
  return (
    <Card title={one.title} aside={<Tag tone={one.is_confirmed && !one.is_off ? 'green' : 'heed'}>{state}</Tag>}>
      <div class="project-choice">
        <TextField id={`title-${one.field}-${one.key}`} label={words.name} maxLength={40} value={title.value} onInput={value => { title.value = value }} />
        <Button small icon="check" onClick={() => { void keep(one, title.value, false) }}>{one.is_off ? words.turnOn : words.confirm}</Button>
        {!one.is_off && <Button small kind="quiet" onClick={() => { void keep(one, title.value, true) }}>{words.turnOff}</Button>}
      </div>
    </Card>
  )
}

function Shown({ data }: { data: ProjectOptionsOut }) {
  const of = (field: string) => data.choices.filter(one => one.field === field).map(one => <Choice key={`${one.key}/${one.title}/${one.is_off}`} one={one} />)
  return (
    <div class="office-column">
      <p class="intro">{words.unconfirmedText}</p>
      {refused.value && <ProblemNotice problem={refused.value} />}
      <Section title={words.grades}>{of('grade')}</Section>
      <Section title={words.levels}>{of('level')}</Section>
    </div>
  )
}

export function SettingsPage() {
  useEffect(load, [])
  return (
    <div>
      <Head title={words.settings} tab="settings" />
      <Answered of={options.state.value} waiting={words.waiting} again={load}>{data => <Shown data={data} />}</Answered>
    </div>
  )
}
