/** Templates of obligations: what is in force, what is planned, what was; a change is a version from a later period on. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered } from '../../../answered'
import { api } from '../../../api'
import { ExportButton } from '../../../exporting'
import type { TemplateVersionIn, TemplateVersionOut } from '../../../generated/http'
import { Resource } from '../../../load'
import { ReasonSheet } from '../../../reasoning'
import { dayOf } from '../../../time'
import { Button, Card, SelectField, Tag, TextField } from '../../../ui'
import { announce } from '../../../ui/Announcer'
import { shell, wordFor } from '../../../words'
import { words } from './words'

const found = new Resource<TemplateVersionOut[]>()
const PATH = '/api/obligation-templates'
const load = (): void => { void found.load(PATH) }

const titleOf = (versions: readonly TemplateVersionOut[], kind: string): string => (versions.find(one => one.standing === 'current') ?? versions[0])?.title ?? wordFor(shell.kinds, kind)
const options = (named: Record<string, string>) => Object.entries(named).map(([value, label]) => ({ value, label }))

/** The first day of the next month, quarter or year, from which a version may rule at the earliest. */
function nextBegin(period: string): string {
  const [year, month] = dayOf(Date.now()).split('-').map(Number) as [number, number]
  const step = period === 'year' ? 12 : period === 'quarter' ? 3 : 1
  const next = (Math.floor((month - 1) / step) + 1) * step
  return new Date(Date.UTC(year, next, 1)).toISOString().slice(0, 10)
}

type Draft = Omit<TemplateVersionIn, 'reason'>

const LONGER = ['month', 'quarter', 'year']
const draftOf = (one: TemplateVersionOut): Draft => ({ title: one.title, period: one.period as Draft['period'], applies_to: one.applies_to as Draft['applies_to'], condition: one.condition as Draft['condition'], warn_days: one.warn_days, grace_workdays: one.grace_workdays, weight_tenths: one.weight_tenths, from_on: nextBegin(one.period) })

function Fields({ draft, was, set }: { draft: Draft; was: string; set: (next: Partial<Draft>) => void }) {
  const number = (value: string): number => Math.max(0, Math.round(Number(value) || 0))
  const period = (value: string) => set({ period: value as Draft['period'], from_on: nextBegin(LONGER.indexOf(value) > LONGER.indexOf(was) ? value : was) })
  return (
    <>
      <TextField id="version-title" label={words.title} maxLength={100} value={draft.title} onInput={value => set({ title: value })} />
      <SelectField id="version-period" label={words.period} value={draft.period} options={options(words.periods)} onInput={period} />
      <SelectField id="version-applies" label={words.appliesTo} value={draft.applies_to} options={options(words.applies)} onInput={value => set({ applies_to: value as Draft['applies_to'], ...(value === 'group' && { condition: 'always' }) })} />
      {draft.applies_to === 'branch' && <SelectField id="version-condition" label={words.condition} value={draft.condition} options={options(words.conditions)} onInput={value => set({ condition: value as Draft['condition'] })} />}
      <TextField id="version-warn" type="number" inputMode="numeric" label={words.warnDays} value={String(draft.warn_days)} onInput={value => set({ warn_days: number(value) })} />
      <TextField id="version-grace" type="number" inputMode="numeric" label={words.graceDays} value={String(draft.grace_workdays)} onInput={value => set({ grace_workdays: number(value) })} />
      <SelectField id="version-weight" label={words.weightField} hint={words.weightHint} value={String(draft.weight_tenths)} options={[...new Set([0, 5, 10, 15, 20, 30, draft.weight_tenths])].map(tenths => ({ value: String(tenths), label: String(tenths / 10) }))} onInput={value => set({ weight_tenths: Number(value) })} />
      <TextField id="version-from" type="date" label={words.fromOn} hint={words.fromHint} value={draft.from_on} onInput={value => set({ from_on: value })} />
    </>
  )
}

function ChangeSheet({ one, onClose }: { one: TemplateVersionOut; onClose: () => void }) {
  const draft = useSignal(draftOf(one))
  const send = async (reason: string) => {
    await api(`${PATH}/${one.kind}`, { method: 'PUT', body: { ...draft.value, reason } })
    announce(words.planned)
    load()
  }
  return (
    <ReasonSheet title={words.changeOf(one.title)} send={words.plan} incomplete={!draft.value.title.trim() || !draft.value.from_on} onSend={send} onClose={onClose}>
      <Fields draft={draft.value} was={one.period} set={next => { draft.value = { ...draft.value, ...next } }} />
    </ReasonSheet>
  )
}

function EndSheet({ one, onClose }: { one: TemplateVersionOut; onClose: () => void }) {
  const day = useSignal(nextBegin(one.period))
  const send = async (reason: string) => {
    await api(`${PATH}/${one.kind}/end`, { method: 'POST', body: { to_on: day.value, reason } })
    announce(words.ended)
    load()
  }
  return (
    <ReasonSheet title={words.endOf(one.title)} send={words.end} incomplete={!day.value} onSend={send} onClose={onClose}>
      <TextField id="end-on" type="date" label={words.endOn} hint={words.fromHint} value={day.value} onInput={value => { day.value = value }} />
    </ReasonSheet>
  )
}

function Version({ one }: { one: TemplateVersionOut }) {
  const says = [wordFor(words.periods, one.period), wordFor(words.applies, one.applies_to), one.applies_to === 'branch' && wordFor(words.conditions, one.condition), words.warn(one.warn_days), words.grace(one.grace_workdays), words.weight(String(one.weight_tenths / 10))]
  return (
    <div class="template-version">
      <p><Tag tone={one.standing === 'current' ? 'green' : one.standing === 'planned' ? 'heed' : 'ink'}>{wordFor(words.standings, one.standing)}</Tag> {words.version(one.version)} · {one.to_on ? words.until(one.from_on, one.to_on) : words.from(one.from_on)}</p>
      <p class="soft">{says.filter(Boolean).join(' · ')}</p>
    </div>
  )
}

function Kind({ kind, versions }: { kind: string; versions: readonly TemplateVersionOut[] }) {
  const asking = useSignal<'change' | 'end' | null>(null)
  const title = titleOf(versions, kind)
  const shown = versions.filter(one => one.standing !== 'past')
  const past = versions.filter(one => one.standing === 'past')
  const latest = versions[0]!
  const close = () => { asking.value = null }
  return (
    <Card title={title}>
      {shown.length ? shown.map(one => <Version key={one.template} one={one} />) : <p>{words.none}</p>}
      {past.length > 0 && <details><summary>{words.past(past.length)}</summary>{past.map(one => <Version key={one.template} one={one} />)}</details>}
      <div class="ways">
        <Button small icon="pencil" label={words.changeOf(title)} onClick={() => { asking.value = 'change' }}>{shown.length ? words.change : words.begin}</Button>
        {shown.some(one => !one.to_on) && <Button small kind="quiet" label={words.endOf(title)} onClick={() => { asking.value = 'end' }}>{words.end}</Button>}
      </div>
      {asking.value === 'change' && <ChangeSheet one={latest} onClose={close} />}
      {asking.value === 'end' && <EndSheet one={latest} onClose={close} />}
    </Card>
  )
}

export function TemplatesPage() {
  useEffect(load, [])
  return (
    <div class="office-column broad">
      <p class="intro">{words.lead}</p>
      <div class="settings-bar"><ExportButton path="/api/obligation-templates/export" name={words.templates} /></div>
      <Answered of={found.state.value} waiting={words.waiting} again={load}>
        {all => <div class="template-cards">{[...new Set(all.map(one => one.kind))].map(kind => <Kind key={kind} kind={kind} versions={all.filter(one => one.kind === kind)} />)}</div>}
      </Answered>
    </div>
  )
}
