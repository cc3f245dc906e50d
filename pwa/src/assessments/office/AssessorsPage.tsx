/** Who assesses which branches: the office grants it, to a branch or to all below a general branch, and takes it back. */
import { signal, useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered } from '../../answered'
import { api } from '../../api'
import { ExportButton } from '../../exporting'
import type { AssessorGrantOut, AssessorOut, AssessorsOut, PersonItem } from '../../generated/http'
import { useLive } from '../../live'
import { Resource } from '../../load'
import { ReasonSheet } from '../../reasoning'
import type { As, Organisation } from '../../rows'
import { Button, Card, Empty, Row, Rows, SelectField, Tag, TextField } from '../../ui'
import { t } from '../words'
import { Head } from './Head'
import '../score.css'

const found = new Resource<AssessorsOut>()
const load = () => found.load('/api/assessors')

/** Whom and what the sheets are about. */
interface Person { account: string; name: string; branch_name: string }
const granting = signal<Person | null>(null)
const ending = signal<{ person: AssessorOut; grant: AssessorGrantOut } | null>(null)
const TYPING_MS = 300

const PLACES: readonly string[] = ['committee', 'general_branch', 'branch']

/** The committee first, then general branches, then branches. */
function usePlaces(): readonly As<Organisation>[] {
  return useLive(['row:organisation'], async phone => {
    const all = (await phone.rows<As<Organisation>>('organisation')).filter(one => PLACES.includes(one.kind) && !one.closed_on)
    return all.sort((a, b) => PLACES.indexOf(a.kind) - PLACES.indexOf(b.kind) || a.name.localeCompare(b.name, 'zh'))
  }) ?? []
}

function GrantSheet({ person }: { person: Person }) {
  const places = usePlaces().filter(one => one.name !== person.branch_name)
  const org = useSignal('')
  const send = async (reason: string) => {
    await api('/api/assessors/grants', { method: 'POST', body: { account: person.account, org: org.value, reason } })
    void load()
  }
  return (
    <ReasonSheet title={t.grantTitle(person.name)} send={t.grant} incomplete={!org.value} onSend={send} onClose={() => { granting.value = null }}>
      <SelectField id="place" label={t.grantPlace} hint={t.grantHint} value={org.value} options={[{ value: '', label: t.choosePlace }, ...places.map(one => ({ value: one.id, label: one.kind === 'branch' ? one.name : t.allBelow(one.name) }))]} onInput={value => { org.value = value }} />
    </ReasonSheet>
  )
}

function EndSheet({ person, grant }: { person: AssessorOut; grant: AssessorGrantOut }) {
  const send = async (reason: string) => {
    await api(`/api/assessors/grants/${grant.grant}/end`, { method: 'POST', body: { reason } })
    void load()
  }
  return <ReasonSheet title={t.endTitle} send={t.end} onSend={send} onClose={() => { ending.value = null }}><p>{t.endText(person.name, grant.org_name)}</p></ReasonSheet>
}

const placeText = (grant: AssessorGrantOut): string => (grant.org_kind === 'branch' ? grant.org_name : t.allBelow(grant.org_name))

function AssessorCard({ person }: { person: AssessorOut }) {
  return (
    <Card title={person.name} aside={<Tag>{person.branch_name || person.login}</Tag>}>
      {person.grants.length ? (
        <ul class="assessor-grants">
          {person.grants.map(grant => (
            <li key={grant.grant}><span class="grow">{placeText(grant)} <small class="soft">{t.inForce(grant.from_on)}</small></span>
              <Button small kind="quiet" icon="bin" label={t.endOf(placeText(grant), person.name)} onClick={() => { ending.value = { person, grant } }}>{t.end}</Button></li>
          ))}
        </ul>
      ) : <p class="soft">{t.noGrants}</p>}
      <Button small icon="plus" label={t.grantTitle(person.name)} onClick={() => { granting.value = person }}>{t.grantMore}</Button>
    </Card>
  )
}

/** Members with an account by name or number; those who are assessors already have a card of their own. */
function Finder({ known }: { known: ReadonlySet<string> }) {
  const typed = useSignal('')
  const people = useSignal<readonly PersonItem[]>([])
  useEffect(() => {
    const text = typed.value.trim()
    if (!text) { people.value = []; return }
    const timer = setTimeout(() => { api<PersonItem[]>(`/api/people?limit=8&q=${encodeURIComponent(text)}`).then(found => { if (typed.value.trim() === text) people.value = found }, () => { people.value = [] }) }, TYPING_MS)
    return () => clearTimeout(timer)
  }, [typed.value])
  return (
    <Card title={t.newAssessor}>
      <TextField id="find-person" label={t.findPerson} hint={t.findHint} value={typed.value} onInput={value => { typed.value = value }} />
      {people.value.length > 0 && (
        <Rows label={t.newAssessor}>
          {people.value.map(one => (
            <Row key={one.member} title={one.name} sub={`${one.employee_no} · ${one.branch_name}`} tags={one.account === null ? <Tag>{t.noAccount}</Tag> : known.has(one.account) && <Tag>{t.isAssessor}</Tag>}
              {...(one.account !== null && { onClick: () => { granting.value = { account: one.account!, name: one.name, branch_name: one.branch_name } } })} />
          ))}
        </Rows>
      )}
    </Card>
  )
}

export function AssessorsPage() {
  useEffect(() => { void load() }, [])
  return (
    <div class="overview">
      <Head title={t.assessors} tab="assessors"><ExportButton path="/api/assessors/export" name={t.assessors} /></Head>
      <Answered of={found.state.value} waiting={t.assessorsWaiting} again={() => { void load() }}>
        {data => (
          <div class="assessor-cards">
            <Finder known={new Set(data.items.map(one => one.account))} />
            {data.items.length ? data.items.map(one => <AssessorCard key={one.account} person={one} />) : <Empty icon="people" title={t.noAssessors} />}
          </div>
        )}
      </Answered>
      {granting.value && <GrantSheet key={granting.value.account} person={granting.value} />}
      {ending.value && <EndSheet key={ending.value.grant.grant} {...ending.value} />}
    </div>
  )
}
