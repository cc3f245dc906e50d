/** One studio: its people over time, its year with what counts, its achievements; described and given targets here. */
import { signal, useSignal, type Signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered, ProblemNotice } from '../../answered'
import { api, asProblem, type Problem } from '../../api'
import { keepFresh } from '../../fresh'
import type { StudioDetailOut, StudioOut, StudiosOut } from '../../generated/http'
import { Resource } from '../../load'
import { FindPerson } from '../../people'
import { periodAt } from '../../period'
import { phrases } from '../../phrases'
import { go, to } from '../../route'
import { uuid7 } from '../../sync'
import { dayOf } from '../../time'
import { Button, ButtonLink, Card, Facts, IconButton, Section, SelectField, TextField } from '../../ui'
import { AchievementTable } from './AchievementsPage'
import { drawnText, Goals } from './StudiosPage'
import { Head, mayDecide, yuanText } from './Tabs'
import { words } from './words'

const found = new Resource<StudioDetailOut>()
const about = new Resource<StudiosOut>()
const refused = signal<Problem | null>(null)

type Stay = StudioOut['people'][number]
interface Described { org: string; name: string; place: string; field: string; motto: string; founded_on: string; closed_on: string; people: Stay[] }

const describedOf = (one: StudioOut | null): Described => (one ? { org: one.org, name: one.name, place: one.place, field: one.field, motto: one.motto, founded_on: one.founded_on, closed_on: one.closed_on, people: one.people } : { org: '', name: '', place: '', field: '', motto: '', founded_on: dayOf(Date.now()), closed_on: '', people: [] })

function Stays({ form }: { form: Signal<Described> }) {
  const { people } = form.value
  const set = (next: Stay[]) => { form.value = { ...form.value, people: next } }
  const change = (at: number, one: Partial<Stay>) => set(people.map((known, place) => (place === at ? { ...known, ...one } : known)))
  return (
    <Section title={words.stays}>
      {people.map((one, at) => (
        <div key={`${one.member}${at}`} class="studio-stay">
          <p><b>{one.name}</b></p>
          <TextField id={`from-${at}`} type="date" label={words.from} value={one.from_on} onInput={value => change(at, { from_on: value })} />
          <TextField id={`to-${at}`} type="date" label={words.to} value={one.to_on} onInput={value => change(at, { to_on: value })} />
          <button type="button" class="chip" aria-pressed={one.leads ? 'true' : 'false'} onClick={() => change(at, { leads: !one.leads })}>{words.leads}</button>
          <IconButton icon="bin" label={words.remove(one.name)} onClick={() => set(people.filter((_, place) => place !== at))} />
        </div>
      ))}
      <FindPerson id="find-stay" label={words.findMember} onChoose={person => set([...people, { member: person.member, name: person.name, leads: people.length === 0, from_on: dayOf(Date.now()), to_on: '' }])} />
    </Section>
  )
}

function Describing({ id, one, onDone }: { id: string; one: StudioOut | null; onDone: () => void }) {
  const form = useSignal(describedOf(one))
  const busy = useSignal(false)
  useEffect(() => { void about.load('/api/studios') }, [])
  const set = (change: Partial<Described>) => { form.value = { ...form.value, ...change } }
  const orgs = about.state.value.data?.orgs ?? []
  const save = async () => {
    busy.value = true
    refused.value = null
    const people = form.value.people.map(({ member, from_on, to_on, leads }) => ({ member, from_on, to_on, leads }))
    await api<StudioDetailOut>(`/api/studios/${id}`, { method: 'PUT', body: { ...form.value, people, rev: one?.rev ?? 0 } }).then(onDone, (error: unknown) => { refused.value = asProblem(error) })
    busy.value = false
  }
  const { org, name, place, field, motto, founded_on, closed_on } = form.value
  return (
    <Card title={one ? words.edit : words.addStudio}>
      <div class="studio-form">
        <TextField id="studio-name" label={words.name} maxLength={60} value={name} onInput={value => set({ name: value })} />
        <SelectField id="studio-org" label={words.org} value={org} options={[{ value: '', label: '—' }, ...orgs.map(place1 => ({ value: place1.id, label: place1.name }))]} onInput={value => set({ org: value })} />
        <TextField id="studio-place" label={words.place} maxLength={100} value={place} onInput={value => set({ place: value })} />
        <TextField id="studio-field" label={words.field} maxLength={200} value={field} onInput={value => set({ field: value })} />
        <TextField id="studio-motto" label={words.motto} maxLength={200} value={motto} onInput={value => set({ motto: value })} />
        <TextField id="studio-founded" type="date" label={words.foundedOn} value={founded_on} onInput={value => set({ founded_on: value })} />
        <TextField id="studio-closed" type="date" label={words.closedOn} hint={words.closedHint} value={closed_on} onInput={value => set({ closed_on: value })} />
      </div>
      <Stays form={form} />
      {refused.value && <ProblemNotice problem={refused.value} />}
      <div class="ways"><Button kind="main" icon="check" busy={busy.value} disabled={!name.trim() || !org} onClick={() => { void save() }}>{words.save}</Button><Button onClick={onDone}>{words.cancel}</Button></div>
    </Card>
  )
}

function Targets({ one, again }: { one: StudioOut; again: () => void }) {
  const targets = useSignal<Record<string, string>>({})
  const save = async () => {
    refused.value = null
    const wanted = Object.fromEntries(one.year.goals.map(goal => [goal.key, targets.value[goal.key] === undefined ? (goal.usual ? null : goal.target) : Number(targets.value[goal.key])]).filter(([, value]) => value !== null))
    await api<StudioDetailOut>(`/api/studios/${one.studio}/years/${one.year.year}`, { method: 'PUT', body: { targets: wanted } }).then(() => { targets.value = {} }, (error: unknown) => { refused.value = asProblem(error) })
    again()
  }
  return (
    <details class="studio-targets"><summary>{words.target}</summary>
      <div class="studio-form">{one.year.goals.map(goal => <TextField key={goal.key} id={`target-${goal.key}`} type="number" inputMode="numeric" label={`${goal.title}${goal.usual ? `（${words.usual}）` : ''}`} value={targets.value[goal.key] ?? String(goal.target)} onInput={value => { targets.value = { ...targets.value, [goal.key]: value } }} />)}</div>
      <Button icon="check" disabled={!Object.keys(targets.value).length} onClick={() => { void save() }}>{words.keepTargets}</Button>
    </details>
  )
}

const PLACES: Readonly<Record<string, string>> = { achievement: 'studios/achievements', contest_result: 'training/results' }
const addressOf = (table: string, id: string): string | undefined => (PLACES[table] ? to(`office/${PLACES[table]}/${id}`) : undefined)

function Shown({ data, again, onEdit }: { data: StudioDetailOut; again: () => void; onEdit: () => void }) {
  const { studio: one, achievements } = data
  const people = one.people.map(person => `${person.name}${person.leads ? `（${words.leads}）` : ''} ${person.from_on}${person.to_on ? `—${person.to_on}` : ''}`)
  const pairs: [string, string][] = [[words.org, one.org_name], [words.place, one.place], [words.field, one.field], [words.foundedOn, one.founded_on], [words.closedOn, one.closed_on], [words.stays, people.join(phrases.stop)]]
  return (
    <>
      <div class="achievement-grid">
        <Card title={one.name} aside={mayDecide() && <Button small icon="pencil" onClick={onEdit}>{words.edit}</Button>}>{one.motto && <p class="soft">{one.motto}</p>}<Facts pairs={pairs.filter(([, value]) => value)} /></Card>
        <Card title={words.targets(one.year.year)}>
          <Goals studio={one}>{goal => <ul class="studio-records">{goal.records.map(record => <li key={record.id}><a href={addressOf(record.table, record.id)}>{record.on} {record.title}</a></li>)}</ul>}</Goals>
          {one.year.yuan > 0 && <p class="small">{words.yuan(yuanText(one.year.yuan))}</p>}
          <p class="as-of">{drawnText(one)}</p>
          {mayDecide() && <Targets key={one.rev + one.year.computed_at} one={one} again={again} />}
        </Card>
      </div>
      {refused.value && <ProblemNotice problem={refused.value} />}
      <Section title={words.achievements}>{achievements.length ? <AchievementTable items={achievements} /> : <p class="soft">{words.none}</p>}</Section>
    </>
  )
}

export function StudioPage({ id, query }: { id: string; query: URLSearchParams }) {
  const fresh = id === 'new'
  const key = useSignal(fresh ? uuid7() : id).value
  const editing = useSignal(fresh)
  const year = query.get('year')
  const load = () => { if (!fresh) void found.load(`/api/studios/${encodeURIComponent(id)}${year ? `?year=${year}` : ''}`) }
  useEffect(() => { refused.value = null; load(); return keepFresh(load) }, [id, year])
  const done = () => { editing.value = false; if (fresh) go(refused.value ? 'office/studios' : `office/studios/${key}`, true); else load() }
  const report = `office/studios/${id}/report/${periodAt('quarter', Date.now())}`
  return (
    <div>
      <Head title={fresh ? words.addStudio : (found.state.value.data?.studio.name ?? words.short)} tab={null}>{!fresh && <ButtonLink icon="text" href={to(report)}>{words.report}</ButtonLink>}</Head>
      <div class="office-column">
        {fresh ? <Describing id={key} one={null} onDone={done} /> : (
          <Answered of={found.state.value} waiting={words.waiting} again={load}>
            {data => (editing.value ? <Describing id={id} one={data.studio} onDone={done} /> : <Shown data={data} again={load} onEdit={() => { editing.value = true }} />)}
          </Answered>
        )}
      </div>
    </div>
  )
}
