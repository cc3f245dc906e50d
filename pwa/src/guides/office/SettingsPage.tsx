/** The five functions, the six ways and how often visits are due: the office says what the mine has. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered } from '../../answered'
import { api } from '../../api'
import { words as choices } from '../../choiceWords'
import { ChoiceCard } from '../../choosing'
import type { GuideOptionsOut, VisitRuleOut } from '../../generated/http'
import { Resource } from '../../load'
import { ReasonSheet } from '../../reasoning'
import { Button, Card, Section, Tag, TextField } from '../../ui'
import { words } from './words'

const options = new Resource<GuideOptionsOut>()
const load = () => { void options.load('/api/guides/options') }

function Rule({ rule }: { rule: VisitRuleOut }) {
  const visits = useSignal(String(rule.visits))
  const days = useSignal(String(rule.warn_days))
  const asking = useSignal(false)
  const keep = async (reason: string) => {
    await api('/api/visit-rule', { method: 'PUT', body: { visits: Number(visits.value), warn_days: Number(days.value), reason } })
    load()
  }
  return (
    <Card title={words.rule} aside={<Tag tone={rule.is_confirmed ? 'green' : 'heed'}>{rule.is_confirmed ? choices.confirmed : choices.unconfirmed}</Tag>}>
      <div class="choice-line">
        <TextField id="rule-visits" type="number" inputMode="numeric" label={words.visitsLeast} value={visits.value} onInput={value => { visits.value = value }} />
        <TextField id="rule-days" type="number" inputMode="numeric" label={words.warnDays} value={days.value} onInput={value => { days.value = value }} />
        <div class="ways"><Button small icon="check" onClick={() => { asking.value = true }}>{choices.confirm}</Button></div>
      </div>
      {asking.value && <ReasonSheet title={words.rule} send={choices.confirm} onSend={keep} onClose={() => { asking.value = false }} />}
    </Card>
  )
}

function Shown({ data }: { data: GuideOptionsOut }) {
  const of = (field: string) => data.choices.filter(one => one.field === field).map(one => <ChoiceCard key={`${one.key}/${one.title}/${one.is_off}`} one={one} path="/api/guide-choices" onKept={load} />)
  return (
    <div class="office-column broad">
      <p class="intro">{words.unconfirmedText}</p>
      <Rule key={`${data.rule.visits}/${data.rule.warn_days}`} rule={data.rule} />
      <Section title={words.functions}>{of('function')}</Section>
      <Section title={words.ways}>{of('way')}</Section>
    </div>
  )
}

export function SettingsPage() {
  useEffect(load, [])
  return <Answered of={options.state.value} waiting={words.waiting} again={load}>{data => <Shown data={data} />}</Answered>
}
