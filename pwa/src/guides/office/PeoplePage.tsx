/** Who guides which organisation: assigned from a day on, ended on a day, each with the reason; what is past stays. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered } from '../../answered'
import { api } from '../../api'
import { keepFresh } from '../../fresh'
import type { GuideAssignmentOut, GuideOptionsOut } from '../../generated/http'
import { Resource } from '../../load'
import { PersonFinder } from '../../personFinder'
import { phrases } from '../../phrases'
import { ReasonSheet } from '../../reasoning'
import { dayOf } from '../../time'
import { Button, Chips, Section, SelectField, TextField } from '../../ui'
import { wordFor } from '../../words'
import { t } from '../words'
import { dayWords, Head, isOffice } from './Head'
import { words } from './words'

const found = new Resource<GuideAssignmentOut[]>()
const options = new Resource<GuideOptionsOut>()
const load = () => { void found.load('/api/guides/assignments') }

const TEAMS = ['guide', 'liaison'] as const

function Assigning({ onClose }: { onClose: () => void }) {
  const member = useSignal<{ member: string; name: string } | null>(null)
  const team = useSignal<(typeof TEAMS)[number]>('guide')
  const org = useSignal('')
  const from = useSignal(dayOf(Date.now()))
  const { places = [] } = options.state.value.data ?? {}
  const send = async (reason: string) => {
    await api('/api/guides/assignments', { method: 'POST', body: { member: member.value!.member, team: team.value, org: org.value, from_on: from.value, reason } })
    load()
  }
  return (
    <ReasonSheet title={words.assign} send={words.assign} incomplete={!member.value || !org.value || !from.value} onSend={send} onClose={onClose}>
      <PersonFinder id="guide-member" label={words.member} onChoose={one => { member.value = { member: one.member, name: one.name } }} />
      <p aria-live="polite">{member.value && words.chosen(member.value.name)}</p>
      <Chips label={words.columns.team} columns={2} value={team.value} choices={TEAMS.map(value => ({ value, label: t.teams[value] }))} onChoose={value => { team.value = value }} />
      <SelectField id="guide-org" label={words.org} value={org.value} options={[{ value: '', label: '—' }, ...places.map(one => ({ value: one.org, label: one.name }))]} onInput={value => { org.value = value }} />
      <TextField id="guide-from" type="date" label={words.from} value={from.value} onInput={value => { from.value = value }} />
    </ReasonSheet>
  )
}

function Ending({ one, onClose }: { one: GuideAssignmentOut; onClose: () => void }) {
  const day = useSignal(dayOf(Date.now()))
  const send = async (reason: string) => {
    await api(`/api/guides/assignments/${one.assignment}/end`, { method: 'POST', body: { to_on: day.value, reason } })
    load()
  }
  return (
    <ReasonSheet title={`${words.end}${phrases.colon}${one.person_name} · ${one.org_name}`} send={words.end} incomplete={!day.value} onSend={send} onClose={onClose}>
      <TextField id="guide-until" type="date" label={words.endOn} hint={words.endHint} value={day.value} onInput={value => { day.value = value }} />
    </ReasonSheet>
  )
}

function Line({ one }: { one: GuideAssignmentOut }) {
  const ending = useSignal(false)
  return (
    <tr>
      <th scope="row">{one.org_name}</th>
      <td>{one.person_name}<small>{wordFor(t.teams, one.team)}</small></td>
      <td>{dayWords(one.from_on)} – {one.to_on ? dayWords(one.to_on) : words.still}</td>
      <td>{one.reason}{one.end_reason && <small>{one.end_reason}</small>}</td>
      <td>{isOffice() && one.to_on === null && <Button small kind="quiet" label={`${words.end}${phrases.colon}${one.person_name} ${one.org_name}`} onClick={() => { ending.value = true }}>{words.end}</Button>}{ending.value && <Ending one={one} onClose={() => { ending.value = false }} />}</td>
    </tr>
  )
}

const Table = ({ title, items }: { title: string; items: readonly GuideAssignmentOut[] }) => (
  <Section title={title}>
    {items.length ? (
      <div class="guides-scroll" tabIndex={0} role="region" aria-label={title}>
        <table class="list-table guides-table">
          <thead><tr>{(['org', 'who', 'span', 'reason'] as const).map(one => <th key={one} scope="col">{words.columns[one]}</th>)}<td /></tr></thead>
          <tbody>{items.map(one => <Line key={one.assignment} one={one} />)}</tbody>
        </table>
      </div>
    ) : <p class="soft">{words.noPeople}</p>}
  </Section>
)

export function PeoplePage() {
  const adding = useSignal(false)
  useEffect(() => { load(); void options.load('/api/guides/options'); return keepFresh(load) }, [])
  return (
    <div>
      <Head title={words.people} tab="people">{isOffice() && <Button icon="plus" onClick={() => { adding.value = true }}>{words.assign}</Button>}</Head>
      <div class="office-column guides-column">
        <Answered of={found.state.value} waiting={words.waiting} again={load}>
          {all => <><Table title={words.running} items={all.filter(one => one.to_on === null || one.runs)} />{all.some(one => one.to_on !== null && !one.runs) && <Table title={words.past} items={all.filter(one => one.to_on !== null && !one.runs)} />}</>}
        </Answered>
        {adding.value && <Assigning onClose={() => { adding.value = false }} />}
      </div>
    </div>
  )
}
