/** One secretary: what both sides say of each item, year by year, and what is to be learnt; the office writes with an example. */
import { signal, useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered, ProblemNotice } from '../../answered'
import { api, asProblem, type Problem } from '../../api'
import { keepFresh } from '../../fresh'
import { secretary_need as lifecycle } from '../../generated/lifecycles'
import type { CoursesOut, SecretaryNeedMovedOut, SecretaryNeedOut, SecretaryNoteOut, SecretaryProfileOut } from '../../generated/http'
import { inWords, movesOpen } from '../../lifecycle'
import { Resource } from '../../load'
import { phrases } from '../../phrases'
import { me } from '../../session'
import { to } from '../../route'
import { dayOf, dayText, momentText } from '../../time'
import { useTyping } from '../../typing'
import { AreaField, Button, Card, Chips, Section, SelectField, Sheet, Tag } from '../../ui'
import { History } from '../../ui/History'
import { Moves, type Given } from '../../ui/Moves'
import { wordFor } from '../../words'
import { GROUPS, LEVELS, type Group, type Item, type Level } from '../items'
import { t } from '../words'
import { Head, isOffice } from './Head'
import { words } from './words'

const found = new Resource<SecretaryProfileOut>()
const courses = new Resource<CoursesOut>()
const refused = signal<Problem | null>(null)

/** Nobody writes about themselves; the server holds to it, and the page does not offer it. */
const isParty = (member: string): boolean => member === (me.value?.member ?? me.value?.account)

const Said = ({ note }: { note: SecretaryNoteOut | undefined }) => (note ? <><b>{wordFor(t.levels, note.level)}</b><p class="history-text">{note.example}</p><small class="soft">{note.by_name}</small></> : <span class="soft">{words.nothing}</span>)

function Writing({ profile, item, year, before, onClose, again }: { profile: SecretaryProfileOut; item: Item; year: number; before: SecretaryNoteOut | undefined; onClose: () => void; again: () => void }) {
  const first = { level: (before?.level as Level | undefined) ?? null, example: before?.example ?? '' }
  const { typed, settle } = useTyping(`secretary/${profile.member}/${year}/${item}`, first, first)
  const { level, example } = typed.value
  const problem = useSignal<Problem | null>(null)
  const send = async () => {
    await api(`/api/secretaries/${profile.member}/note`, { method: 'PUT', body: { year, item, level, example } }).then(() => { settle({ level, example }); onClose(); again() }, (error: unknown) => { problem.value = asProblem(error) })
  }
  return (
    <Sheet title={`${profile.name} · ${t.items[item]}`} open onClose={onClose} actions={<Button kind="main" disabled={!level || !example.trim()} onClick={() => { void send() }}>{t.save}</Button>}>
      {problem.value && <ProblemNotice problem={problem.value} />}
      <Chips label={t.fields.level} columns={3} value={level} choices={LEVELS.map(value => ({ value, label: t.levels[value] }))} onChoose={value => { typed.value = { level: value, example } }} />
      <AreaField id="office-example" label={t.fields.example} hint={t.exampleHint} rows={4} maxLength={1000} value={example} onInput={value => { typed.value = { level, example: value } }} />
    </Sheet>
  )
}

function ItemLine({ profile, item, year, again }: { profile: SecretaryProfileOut; item: Item; year: number; again: () => void }) {
  const writing = useSignal(false)
  const of = (side: string, when = year) => profile.notes.find(one => one.item === item && one.side === side && one.year === when)
  const earlier = profile.notes.filter(one => one.item === item && one.year < year)
  const mayWrite = isOffice() && !isParty(profile.member)
  return (
    <tr>
      <th scope="row">{t.items[item]}</th>
      <td><Said note={of('self')} /></td>
      <td><Said note={of('office')} />{mayWrite && <Button small kind="quiet" icon="pencil" label={`${of('office') ? words.change : words.write}${phrases.colon}${t.items[item]}`} onClick={() => { writing.value = true }}>{of('office') ? words.change : words.write}</Button>}</td>
      <td>{earlier.map(one => <p key={`${one.year}/${one.side}`}><span class="soft small">{t.year(one.year)} {wordFor(t.sides, one.side)}</span> <b>{wordFor(t.levels, one.level)}</b> {one.example}</p>)}</td>
      {writing.value && <td class="secretaries-sheet"><Writing profile={profile} item={item} year={year} before={of('office')} again={again} onClose={() => { writing.value = false }} /></td>}
    </tr>
  )
}

const Items = ({ profile, group, year, again }: { profile: SecretaryProfileOut; group: Group; year: number; again: () => void }) => (
  <Section title={t.groups[group]}>
    <div class="secretaries-scroll" tabIndex={0} role="region" aria-label={t.groups[group]}>
      <table class="list-table secretaries-table">
        <thead><tr><th scope="col">{words.columns.item}</th><th scope="col">{words.columns.own}</th><th scope="col">{words.columns.office}</th><th scope="col">{words.earlier}</th></tr></thead>
        <tbody>{GROUPS[group].map(item => <ItemLine key={item} profile={profile} item={item} year={year} again={again} />)}</tbody>
      </table>
    </div>
  </Section>
)

function Need({ need, profile, again }: { need: SecretaryNeedOut; profile: SecretaryProfileOut; again: () => void }) {
  const busy = useSignal(false)
  const course = useSignal(need.course)
  const open = isOffice() && !isParty(profile.member) ? movesOpen(lifecycle, need.state, ['office']) : []
  const send = async (move: string, given: Given) => {
    busy.value = true
    refused.value = null
    await api<SecretaryNeedMovedOut>(`/api/secretary-needs/${need.need}/move`, { method: 'POST', body: { move, seen: need.steps[need.steps.length - 1]?.step ?? '', ...given, ...(move === 'plan' ? { course: course.value } : {}) } }).catch((error: unknown) => { refused.value = asProblem(error) })
    busy.value = false
    again()
  }
  return (
    <Card title={need.text} aside={<Tag tone={need.state === 'met' ? 'green' : need.state === 'asked' ? 'heed' : 'ink'}>{wordFor(t.states, need.state)}</Tag>}>
      <p class="soft small">{wordFor(t.items, need.item)} · {t.year(need.year)}</p>
      {need.training && <p>{t.training(need.training)}{need.course && <> <a class="link" href={to(`office/training/courses/${need.course}`)}>{t.toCourse}</a></>}</p>}
      {need.attended_on && <Tag icon="check" tone="green">{t.attended(dayText(Date.parse(`${need.attended_on}T00:00:00Z`)))}</Tag>}
      {open.some(one => one.name === 'plan') && <SelectField id={`course-${need.need}`} label={words.course} value={course.value} options={[{ value: '', label: words.noCourse }, ...(courses.state.value.data?.courses ?? []).filter(one => !one.closed_on).map(one => ({ value: one.course, label: [one.title, one.org_name].filter(Boolean).join(' · ') }))]} onInput={value => { course.value = value }} />}
      <Moves moves={inWords(open, { moves: t.moves, fields: { text: { label: t.fields.say, hint: words.arrange } } })} busy={busy.value} onMove={(name, given) => { void send(name, given) }} />
      <History label={`${t.history}${phrases.colon}${need.text}`} steps={need.steps.map(one => ({ id: one.step, what: wordFor(t.moves, one.act), who: one.by_name, when: momentText(one.at), text: one.text }))} />
    </Card>
  )
}

function Shown({ profile, again }: { profile: SecretaryProfileOut; again: () => void }) {
  const year = Number(dayOf(profile.as_of).slice(0, 4))
  return (
    <div class="office-column secretaries-column">
      <p class="soft">{profile.branch_name} · {t.year(year)} · {words.asOf(momentText(profile.as_of))}</p>
      {isOffice() && isParty(profile.member) && <p class="small heed">{words.own}</p>}
      {refused.value && <ProblemNotice problem={refused.value} again={again} />}
      {(Object.keys(GROUPS) as Group[]).map(group => <Items key={group} profile={profile} group={group} year={year} again={again} />)}
      <Section title={t.needs}>{profile.needs.length ? profile.needs.map(one => <Need key={one.need} need={one} profile={profile} again={again} />) : <p class="soft">{t.noNeeds}</p>}</Section>
    </div>
  )
}

export function StoryPage({ id }: { id: string }) {
  const load = () => { void found.load(`/api/secretaries/${encodeURIComponent(id)}`) }
  useEffect(() => { refused.value = null; load(); if (isOffice()) void courses.load('/api/courses'); return keepFresh(load) }, [id])
  return (
    <div>
      <Head title={found.state.value.data?.name ?? words.title} tab={null} />
      <Answered of={found.state.value} waiting={words.waiting} again={load}>{profile => <Shown profile={profile} again={load} />}</Answered>
    </div>
  )
}
