/** Grades at acceptance and levels of buy-back: the office says which the mine has. */
import { useEffect } from 'preact/hooks'
import { Answered } from '../../answered'
import { ChoiceCard, NewChoice } from '../../choosing'
import type { ProjectOptionsOut } from '../../generated/http'
import { Resource } from '../../load'
import { Section } from '../../ui'
import { words } from './words'

const options = new Resource<ProjectOptionsOut>()
const load = () => { void options.load('/api/projects/options') }
const PATH = '/api/project-choices'

function Shown({ data }: { data: ProjectOptionsOut }) {
  const of = (field: string, add: string) => {
    const choices = data.choices.filter(one => one.field === field)
    return <>{choices.map(one => <ChoiceCard key={`${one.key}/${one.title}/${one.is_off}`} one={one} path={PATH} onKept={load} />)}<NewChoice key={choices.length} title={add} field={field} path={PATH} onKept={load} /></>
  }
  return (
    <div class="office-column broad">
      <p class="intro">{words.unconfirmedText}</p>
      <Section title={words.grades}>{of('grade', words.addGrade)}</Section>
      <Section title={words.levels}>{of('level', words.addLevel)}</Section>
    </div>
  )
}

export function SettingsPage() {
  useEffect(load, [])
  return <Answered of={options.state.value} waiting={words.waiting} again={load}>{data => <Shown data={data} />}</Answered>
}
