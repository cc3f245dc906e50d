/** Recording a visit, or amending one that was not reviewed: kept at every pause, without a network too. */
import { useSignal, type Signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { holds } from '../coverage'
import { DeliveryChip } from '../delivery'
import { findAgain } from '../keeping'
import { Removing, useWriting } from '../owning'
import { person } from '../ownPlaces'
import type { PageProps } from '../part'
import { phrases } from '../phrases'
import { back } from '../route'
import type { As, GuideAssignment, Organisation, Visit, VisitProblem } from '../rows'
import { phone } from '../session'
import { readDraft, uuid7, type Phone } from '../sync'
import { dayOf } from '../time'
import { ActionBar, AreaField, Button, Card, Chips, Empty, IconButton, PageHead, Section, SelectField, Suggestions, TextField, Waiting } from '../ui'
import { shell } from '../words'
import { blank, CHOICE_FIELDS, draftId, fieldsOf, intentsOf, isNeeded, lacking, ownAssignments, placesOf, readChoices, type Choices, type Writing } from './reading'
import { t } from './words'
import './visits.css'

/** `isNew`: it was recorded neither here nor anywhere. */
interface Opened { writing: Writing; isNew: boolean; assignments: readonly As<GuideAssignment>[]; choices: Choices }

/** The draft that lies here, the visit as it is, or a new one; null where this person guides nobody or it is not theirs to change. */
async function openWriting(store: Phone, id: string, asked: string | null): Promise<Opened | null> {
  const today = dayOf(Date.now())
  const [all, choices] = await Promise.all([ownAssignments(store), readChoices(store)])
  const assignments = all.filter(one => holds([one.from_on, one.to_on], today)).sort((one, other) => one.org_name.localeCompare(other.org_name, 'zh'))
  const [kept, visit] = await Promise.all([readDraft<Writing>(store.store, draftId(id)), store.row<As<Visit>>('visit', id)])
  const isNew = visit === null
  if (kept) return { writing: kept.content, isNew, assignments: all, choices }
  if (id === 'new') {
    const chosen = assignments.find(one => one.id === asked) ?? assignments[0]
    return chosen ? { writing: blank(chosen, today), isNew, assignments, choices } : null
  }
  if (!visit || visit.guide !== person() || visit.state !== 'filed') return null
  const problems = (await store.children<As<VisitProblem>>('visit_problem', id)).map(one => ({ id: one.id, text: one.text, base: one.rev, isKept: one.state === 'ordered' }))
  const { assignment, org, org_name, branches, team, rev } = visit
  // One that the server never had is written whole again.
  return { writing: { id, assignment, org, orgName: org_name, branches: [...branches], team, base: rev, seen: rev ? fieldsOf(visit) : null, fields: fieldsOf(visit), noted: rev ? problems : [], problems }, isNew, assignments: all, choices }
}

/** Of which organisation: those that this person guides; of a general branch, also which of its branches. */
function Where({ writing, assignments }: { writing: Signal<Writing>; assignments: Opened['assignments'] }) {
  const places = useSignal<readonly As<Organisation>[]>([])
  const { assignment, org, seen } = writing.value
  const chosen = assignments.find(one => one.id === assignment)
  useEffect(() => { if (phone.value && chosen) void placesOf(phone.value, chosen).then(found => { places.value = found }) }, [assignment])
  if (seen) return <p class="visit-where"><b>{writing.value.orgName}</b></p>
  const choose = (id: string) => { const found = assignments.find(one => one.id === id)!; writing.value = { ...writing.value, assignment: id, org: found.org, orgName: found.org_name, branches: [...found.branches], team: found.team } }
  const inside = (id: string) => {
    const found = places.value.find(one => one.id === id)!
    writing.value = { ...writing.value, org: id, orgName: found.name, branches: found.kind === 'branch' ? [id] : [...chosen!.branches] }
  }
  return (
    <>
      <SelectField id="visit-org" label={t.fields.org} value={assignment} options={assignments.map(one => ({ value: one.id, label: one.org_name }))} onInput={choose} />
      {places.value.length > 1 && <Chips label={t.fields.org} columns={1} value={org} choices={places.value.map(one => ({ value: one.id, label: one.name }))} onChoose={inside} />}
    </>
  )
}

function Problems({ writing }: { writing: Signal<Writing> }) {
  const { problems } = writing.value
  const put = (next: Writing['problems']) => { writing.value = { ...writing.value, problems: next } }
  return (
    <Section title={t.fields.problem}>
      {problems.map((one, at) => (
        <Card key={one.id} title={t.problemOf(at + 1)} aside={!one.isKept && <IconButton icon="bin" label={t.removeProblem(at + 1)} size={22} onClick={() => put(problems.filter(other => other.id !== one.id))} />}>
          {one.isKept ? <p>{one.text}</p> : <AreaField id={`problem-${at}`} label={t.fields.problem} hint={t.problemHint} rows={2} maxLength={500} value={one.text} onInput={text => put(problems.map(other => (other.id === one.id ? { ...other, text } : other)))} />}
        </Card>
      ))}
      {problems.length < 20 && <Button wide icon="plus" onClick={() => put([...problems, { id: uuid7(), text: '', base: 0 }])}>{t.addProblem}</Button>}
    </Section>
  )
}

/** Why the day cannot stand, or null. */
function dayFault({ fields: { on }, assignment }: Writing, assignments: Opened['assignments']): string | null {
  if (on > dayOf(Date.now())) return t.later
  const found = assignments.find(one => one.id === assignment)
  return on && found && !holds([found.from_on, found.to_on], on) ? t.notAssigned : null
}

function Form({ writing, opened }: { writing: Signal<Writing>; opened: Opened }) {
  const { fields } = writing.value
  const put = (part: Partial<Writing['fields']>) => { writing.value = { ...writing.value, fields: { ...fields, ...part } } }
  return (
    <>
      <Where writing={writing} assignments={opened.assignments} />
      <TextField id="visit-on" type="date" label={t.fields.on} value={fields.on} reason={dayFault(writing.value, opened.assignments) ?? undefined} onInput={on => put({ on })} />
      {CHOICE_FIELDS.map(field => (
        <SelectField key={field} id={`visit-${field}`} label={t.fields[field]} value={fields[field]}
          options={[...(isNeeded(opened.choices[field]) && fields[field] ? [] : [{ value: '', label: '—' }]), ...opened.choices[field].filter(one => !one.is_off || one.key === fields[field]).map(one => ({ value: one.key, label: one.is_confirmed ? one.title : t.unconfirmed(one.title) }))]} onInput={value => put({ [field]: value })} />
      ))}
      <AreaField id="visit-text" label={t.fields.text} hint={t.textHint} rows={3} maxLength={2000} value={fields.text} onInput={text => put({ text })} />
      <Suggestions label={t.fields.text} values={t.phrases} onChoose={value => put({ text: fields.text ? `${fields.text}${phrases.pause}${value}` : value })} />
      <Problems writing={writing} />
    </>
  )
}

function Editor({ opened }: { opened: Opened }) {
  const { writing, leave } = useWriting(opened.writing, draftId(opened.writing.id), findAgain('visiting', opened.writing.id))
  const { id, seen, base, orgName } = writing.value
  const missing = lacking(writing.value, opened.choices)
  const remove = () => leave(seen ? [{ name: 'visit.delete.v1', row: id, base }] : [], 'visits')
  return (
    <>
      <Form writing={writing} opened={opened} />
      {!writing.value.problems.some(one => one.isKept) && <Removing name={orgName} words={t} onRemove={remove} />}
      <ActionBar note={missing.length ? t.missing(missing.map(field => t.fields[field]).join(phrases.and)) : t.saveText}>
        <Button kind="main" icon="check" disabled={missing.length > 0 || dayFault(writing.value, opened.assignments) !== null} onClick={() => leave(intentsOf(writing.value), `visit/${id}`)}>{t.save}</Button>
      </ActionBar>
    </>
  )
}

export function VisitingPage({ path: [id = 'new'], query }: PageProps) {
  const opened = useSignal<Opened | null | undefined>(undefined)
  const asked = query.get('assignment')
  useEffect(() => { if (phone.value) void openWriting(phone.value, id, asked).then(found => { opened.value = found }) }, [phone.value, id, asked])
  const isNew = opened.value ? opened.value.isNew : id === 'new'
  return (
    <main class="page has-action">
      <PageHead title={isNew ? t.write : t.edit} onBack={() => back('visits')} aside={<DeliveryChip />} />
      {opened.value === undefined ? <Waiting>{shell.loading}</Waiting> : opened.value ? <Editor key={id} opened={opened.value} /> : <Empty icon="lock" title={t.notAllowed} />}
    </main>
  )
}
