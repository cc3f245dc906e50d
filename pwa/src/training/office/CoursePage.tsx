/** One course: its layer, who holds it, and its sessions, which branches then mark attendance at. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered } from '../../answered'
import type { CourseOut, CoursesOut, SecretaryNeedOfCourseOut } from '../../generated/http'
import { Resource } from '../../load'
import { go, to } from '../../route'
import { uuid7 } from '../../sync'
import { dayOf } from '../../time'
import { dayText } from '../../time'
import { AreaField, Button, Card, Empty, Facts, Row, Rows, Section, SelectField, Tag, TextField } from '../../ui'
import { SessionTable } from './CoursesPage'
import { courses, Head, isOffice, useFresh, useSending } from './Head'
import { words } from './words'

/** Which organisations may hold a course of a layer, by whom it reaches. */
const KINDS: Readonly<Record<string, readonly string[]>> = { mine: ['committee'], general_branch: ['general_branch'], branch: ['branch'] }

function Describing({ id, one, data, onDone }: { id: string; one: CourseOut | null; data: CoursesOut; onDone: () => void }) {
  const layers = data.layers.filter(layer => !layer.is_off || layer.key === one?.layer)
  const orgsOf = (key: string) => data.orgs.filter(org => (KINDS[layers.find(layer => layer.key === key)?.reach ?? ''] ?? []).includes(org.kind))
  const first = one?.layer ?? layers[0]?.key ?? ''
  const form = useSignal({ layer: first, org: one?.org ?? orgsOf(first)[0]?.id ?? '', title: one?.title ?? '', subject: one?.subject ?? '', closed_on: one?.closed_on ?? '' })
  const { busy, send, told } = useSending()
  const { layer, org, title, subject, closed_on } = form.value
  const set = (change: Partial<typeof form.value>) => { form.value = { ...form.value, ...change } }
  const save = async () => { if (await send(`/api/courses/${id}`, { rev: one?.rev ?? 0, ...form.value })) onDone() }
  return (
    <Card title={one ? words.edit : words.addCourse}>
      <div class="training-form">
        <TextField id="course-title" label={words.course} maxLength={100} value={title} onInput={value => set({ title: value })} />
        <SelectField id="course-layer" label={words.layer} value={layer} options={layers.map(value => ({ value: value.key, label: value.is_confirmed ? value.title : words.toConfirm(value.title) }))} onInput={value => set({ layer: value, org: orgsOf(value)[0]?.id ?? '' })} />
        <SelectField id="course-org" label={words.org} value={org} options={orgsOf(layer).map(value => ({ value: value.id, label: value.name }))} onInput={value => set({ org: value })} />
        <TextField id="course-closed" type="date" label={words.closedOn} hint={words.closedHint} value={closed_on} onInput={value => set({ closed_on: value })} />
      </div>
      <AreaField id="course-subject" label={words.subject} rows={2} maxLength={500} value={subject} onInput={value => set({ subject: value })} />
      {told}
      <div class="ways"><Button kind="main" icon="check" busy={busy} disabled={!title.trim() || !org} onClick={() => { void save() }}>{words.save}</Button><Button onClick={onDone}>{words.cancel}</Button></div>
    </Card>
  )
}

function Adding({ course, again }: { course: string; again: () => void }) {
  const form = useSignal({ held_on: dayOf(Date.now()), place: '', lecturer: '' })
  const { busy, send, told } = useSending()
  const set = (change: Partial<typeof form.value>) => { form.value = { ...form.value, ...change } }
  const save = async () => { if (await send(`/api/courses/${course}/sessions/${uuid7()}`, form.value)) { form.value = { held_on: form.value.held_on, place: '', lecturer: '' }; again() } }
  const { held_on, place, lecturer } = form.value
  return (
    <Card title={words.addSession}>
      <div class="training-form three">
        <TextField id="session-day" type="date" label={words.day} value={held_on} onInput={value => set({ held_on: value })} />
        <TextField id="session-place" label={words.place} maxLength={100} value={place} onInput={value => set({ place: value })} />
        <TextField id="session-lecturer" label={words.lecturer} maxLength={100} value={lecturer} onInput={value => set({ lecturer: value })} />
      </div>
      {told}
      <div class="ways"><Button kind="main" icon="check" busy={busy} disabled={!held_on} onClick={() => { void save() }}>{words.keepSession}</Button><span class="small soft">{words.sessionText}</span></div>
    </Card>
  )
}

const needs = new Resource<SecretaryNeedOfCourseOut[]>()

/** What secretaries wanted to learn and this course answers; each leads to the profile in which it was asked. */
function Needs({ course }: { course: string }) {
  useEffect(() => { void needs.load(`/api/secretary-needs?course=${encodeURIComponent(course)}`) }, [course])
  const items = needs.state.value.data ?? []
  if (!items.length) return null
  return (
    <Section title={words.needs}>
      <Rows label={words.needs}>{items.map(one => <Row key={one.need} href={to(`office/secretaries/${one.member}`)} title={one.text} sub={[one.branch_name, one.member_name].join(' · ')} tags={one.attended_on && <Tag icon="check" tone="green">{words.attendedOn(dayText(Date.parse(`${one.attended_on}T00:00:00Z`)))}</Tag>} />)}</Rows>
    </Section>
  )
}

function Shown({ one, layer, again, onEdit }: { one: CourseOut; layer: string; again: () => void; onEdit: () => void }) {
  const { send, told } = useSending()
  const remove = async () => { if (await send(`/api/courses/${one.course}/remove`)) go('office/training/courses', true) }
  const pairs = [[words.layer, layer], [words.org, one.org_name], [words.subject, one.subject], [words.closedOn, one.closed_on]] as const
  return (
    <>
      <Card title={one.title} aside={isOffice() && <Button small icon="pencil" onClick={onEdit}>{words.edit}</Button>}>
        <Facts pairs={pairs.filter(([, value]) => value)} />
        {told}
        {isOffice() && !one.sessions.length && <div class="ways"><Button small kind="quiet" icon="bin" onClick={() => { void remove() }}>{words.remove}</Button></div>}
      </Card>
      <Section title={words.sessions}>{one.sessions.length ? <SessionTable items={one.sessions} /> : <p class="soft">{words.noSessions}</p>}</Section>
      <Needs course={one.course} />
      {isOffice() && !one.closed_on && <Adding course={one.course} again={again} />}
    </>
  )
}

export function CoursePage({ id }: { id: string }) {
  const fresh = id === 'new'
  const key = useSignal(fresh ? uuid7() : id).value
  const editing = useSignal(fresh)
  const load = useFresh(courses)
  const done = () => { editing.value = false; load(); if (fresh) go(`office/training/courses/${key}`, true) }
  return (
    <div>
      <Head title={fresh ? words.addCourse : words.course} tab={null} />
      <div class="office-column">
        <Answered of={courses.state.value} waiting={words.waiting} again={load}>
          {data => {
            const one = data.courses.find(course => course.course === key) ?? null
            if (editing.value) return <Describing id={key} one={fresh ? null : one} data={data} onDone={done} />
            return one ? <Shown one={one} layer={data.layers.find(layer => layer.key === one.layer)?.title ?? ''} again={load} onEdit={() => { editing.value = true }} /> : <Empty icon="search" title={words.notHere} />
          }}
        </Answered>
      </div>
    </div>
  )
}
