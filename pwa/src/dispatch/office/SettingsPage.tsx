/** Kinds, cadences and templates of orders: the office says what it means by them. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered } from '../../answered'
import { api } from '../../api'
import { ChoiceCard } from '../../choosing'
import type { ChoiceOut, OptionsOut, TemplateOut } from '../../generated/http'
import { Resource } from '../../load'
import { phrases } from '../../phrases'
import { ReasonSheet } from '../../reasoning'
import { Card, IconButton, Section, SelectField, TextField } from '../../ui'
import { wordFor } from '../../words'
import { words } from './words'

const options = new Resource<OptionsOut>()
const load = () => { void options.load('/api/orders/options') }

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

function Template({ one }: { one: TemplateOut }) {
  const asking = useSignal(false)
  const title = `${words.drop}${phrases.colon}${one.title}`
  const drop = async (reason: string) => {
    await api(`/api/order-templates/${one.template}/drop`, { method: 'POST', body: { reason } })
    load()
  }
  return (
    <Card title={one.title} aside={<IconButton icon="bin" label={title} onClick={() => { asking.value = true }} />}>
      <p>{one.content}</p>
      <p class="soft small">{words.days(one.due_days)}</p>
      {asking.value && <ReasonSheet title={title} send={words.drop} onSend={drop} onClose={() => { asking.value = false }} />}
    </Card>
  )
}

function Shown({ data }: { data: OptionsOut }) {
  const of = (field: string) => data.choices.filter(one => one.field === field).map(one => <Choice key={`${one.field}/${one.key}/${one.title}/${one.every}/${one.warn_days}`} one={one} />)
  return (
    <div class="office-column broad">
      <p class="intro">{words.unconfirmedText}</p>
      <Section title={words.kinds}>{of('kind')}</Section>
      <Section title={words.cadences}>{of('cadence')}</Section>
      <Section title={words.templates}>
        {data.templates.length ? data.templates.map(one => <Template key={one.template} one={one} />) : <p>{words.noTemplates}</p>}
      </Section>
    </div>
  )
}

export function SettingsPage() {
  useEffect(load, [])
  return <Answered of={options.state.value} waiting={words.waiting} again={load}>{data => <Shown data={data} />}</Answered>
}
