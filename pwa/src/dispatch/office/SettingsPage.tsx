/** Kinds, cadences and templates of orders: the office says what it means by them. */
import { signal, useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered, ProblemNotice } from '../../answered'
import { api, asProblem, type Problem } from '../../api'
import { ChoiceCard } from '../../choosing'
import type { ChoiceOut, OptionsOut } from '../../generated/http'
import { Resource } from '../../load'
import { Card, IconButton, Section, SelectField, TextField } from '../../ui'
import { wordFor } from '../../words'
import { words } from './words'

const options = new Resource<OptionsOut>()
const refused = signal<Problem | null>(null)
const load = () => { void options.load('/api/orders/options') }

const drop = async (template: string): Promise<void> => {
  refused.value = null
  await api(`/api/order-templates/${template}`, { method: 'DELETE' }).catch((error: unknown) => { refused.value = asProblem(error) })
  load()
}

type Every = '' | 'day' | 'week' | 'month'
const EVERIES: readonly Every[] = ['', 'day', 'week', 'month']

function Choice({ one }: { one: ChoiceOut }) {
  const days = useSignal(String(one.warn_days))
  const every = useSignal(one.every)
  return (
    <ChoiceCard one={one} path="/api/order-choices" onKept={load} more={() => ({ every: one.field === 'cadence' ? every.value : '', warn_days: Number(days.value) || 0 })}>
      {one.field === 'kind'
        ? <TextField id={`days-${one.key}`} type="number" inputMode="numeric" label={words.warnDays} value={days.value} onInput={value => { days.value = value }} />
        : <SelectField id={`every-${one.key}`} label={words.every} value={every.value} options={EVERIES.map(value => ({ value, label: wordFor(words.everies, value) || words.everies[''] }))} onInput={value => { every.value = value }} />}
    </ChoiceCard>
  )
}

function Shown({ data }: { data: OptionsOut }) {
  const of = (field: string) => data.choices.filter(one => one.field === field).map(one => <Choice key={`${one.field}/${one.key}/${one.title}/${one.every}/${one.warn_days}`} one={one} />)
  return (
    <div class="office-column">
      <p class="intro">{words.unconfirmedText}</p>
      {refused.value && <ProblemNotice problem={refused.value} />}
      <Section title={words.kinds}>{of('kind')}</Section>
      <Section title={words.cadences}>{of('cadence')}</Section>
      <Section title={words.templates}>
        {data.templates.length ? data.templates.map(one => <Card key={one.template} title={one.title} aside={<IconButton icon="bin" label={`${words.drop}：${one.title}`} onClick={() => { void drop(one.template) }} />}><p>{one.content}</p><p class="soft small">{words.days(one.due_days)}</p></Card>) : <p>{words.noTemplates}</p>}
      </Section>
    </div>
  )
}

export function SettingsPage() {
  useEffect(load, [])
  return <Answered of={options.state.value} waiting={words.waiting} again={load}>{data => <Shown data={data} />}</Answered>
}
