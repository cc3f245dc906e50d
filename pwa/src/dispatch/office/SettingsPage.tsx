/** Kinds, cadences and templates of orders: the office says what it means by them. */
import { signal, useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered, ProblemNotice } from '../../answered'
import { api, asProblem, type Problem } from '../../api'
import type { ChoiceOut, OptionsOut } from '../../generated/http'
import { Resource } from '../../load'
import { Button, Card, IconButton, Section, SelectField, Tag, TextField } from '../../ui'
import { wordFor } from '../../words'
import { mayDecide } from './OrdersPage'
import { Head } from './Tabs'
import { words } from './words'

const options = new Resource<OptionsOut>()
const refused = signal<Problem | null>(null)
const load = () => { void options.load('/api/orders/options') }

const asked = async (path: string, method: 'PUT' | 'DELETE', body?: unknown): Promise<void> => {
  refused.value = null
  await api(path, { method, ...(body ? { body } : {}) }).catch((error: unknown) => { refused.value = asProblem(error) })
  load()
}

type Every = '' | 'day' | 'week' | 'month'
const EVERIES: readonly Every[] = ['', 'day', 'week', 'month']

function Choice({ one }: { one: ChoiceOut }) {
  const title = useSignal(one.title)
  const days = useSignal(String(one.warn_days))
  const every = useSignal(one.every)
  const keep = (is_off: boolean) => asked(`/api/order-choices/${one.field}/${one.key}`, 'PUT', { title: title.value, every: one.field === 'cadence' ? every.value : '', warn_days: Number(days.value) || 0, is_confirmed: true, is_off })
  const state = one.is_off ? words.off : one.is_confirmed ? words.confirmed : words.unconfirmed
  return (
    <Card title={one.title} aside={<Tag tone={one.is_confirmed && !one.is_off ? 'green' : 'heed'}>{state}</Tag>}>
      {mayDecide() && (
        <div class="settings-line">
          <TextField id={`title-${one.field}-${one.key}`} label={words.name} maxLength={40} value={title.value} onInput={value => { title.value = value }} />
          {one.field === 'kind'
            ? <TextField id={`days-${one.key}`} type="number" inputMode="numeric" label={words.warnDays} value={days.value} onInput={value => { days.value = value }} />
            : <SelectField id={`every-${one.key}`} label={words.every} value={every.value} options={EVERIES.map(value => ({ value, label: wordFor(words.everies, value) || words.everies[''] }))} onInput={value => { every.value = value }} />}
          <div class="ways"><Button small icon="check" onClick={() => { void keep(false) }}>{one.is_off ? words.turnOn : words.confirm}</Button>{!one.is_off && <Button small kind="quiet" onClick={() => { void keep(true) }}>{words.turnOff}</Button>}</div>
        </div>
      )}
    </Card>
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
        {data.templates.length ? data.templates.map(one => <Card key={one.template} title={one.title} aside={mayDecide() && <IconButton icon="bin" label={`${words.drop}：${one.title}`} onClick={() => { void asked(`/api/order-templates/${one.template}`, 'DELETE') }} />}><p>{one.content}</p><p class="soft small">{words.days(one.due_days)}</p></Card>) : <p>{words.noTemplates}</p>}
      </Section>
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
