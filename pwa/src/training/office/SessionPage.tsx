/** One session with everyone's mark by branch, and the branches that have not told who was there. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered } from '../../answered'
import { keepFresh } from '../../fresh'
import type { SessionOut } from '../../generated/http'
import { Resource } from '../../load'
import { phrases } from '../../phrases'
import { go, to } from '../../route'
import { momentText } from '../../time'
import { Button, Card, Facts, Section, TextField } from '../../ui'
import { shell, wordFor } from '../../words'
import { countText } from './CoursesPage'
import { Head, isOffice, useSending } from './Head'
import { words } from './words'

const found = new Resource<SessionOut>()

function Changing({ data: { session }, onDone }: { data: SessionOut; onDone: () => void }) {
  const form = useSignal({ held_on: session.held_on, place: session.place, lecturer: session.lecturer })
  const { busy, send, told } = useSending()
  const set = (change: Partial<typeof form.value>) => { form.value = { ...form.value, ...change } }
  const save = async () => { if (await send(`/api/courses/${session.course}/sessions/${session.session}`, form.value)) onDone() }
  return (
    <Card title={words.edit}>
      <div class="training-form three">
        <TextField id="session-day" type="date" label={words.day} value={form.value.held_on} onInput={value => set({ held_on: value })} />
        <TextField id="session-place" label={words.place} maxLength={100} value={form.value.place} onInput={value => set({ place: value })} />
        <TextField id="session-lecturer" label={words.lecturer} maxLength={100} value={form.value.lecturer} onInput={value => set({ lecturer: value })} />
      </div>
      {told}
      <div class="ways"><Button kind="main" icon="check" busy={busy} disabled={!form.value.held_on} onClick={() => { void save() }}>{words.save}</Button><Button onClick={onDone}>{words.cancel}</Button></div>
    </Card>
  )
}

function Marks({ data: { marks, unmarked } }: { data: SessionOut }) {
  return (
    <>
      <Section title={words.attendance}>
        {marks.length ? (
          <table class="list-table training-table">
            <thead><tr>{[words.branch, words.name, words.attendance, words.by].map(one => <th key={one} scope="col">{one}</th>)}</tr></thead>
            <tbody>{marks.map(one => <tr key={one.member}><td>{one.branch_name}</td><td>{one.name}</td><td>{wordFor(shell.attendance, one.status)}{one.reason && <small>{one.reason}</small>}</td><td>{one.by_name}<small>{momentText(one.at)}</small></td></tr>)}</tbody>
          </table>
        ) : <p class="soft">{words.nobody}</p>}
      </Section>
      {unmarked.length > 0 && <Section title={words.unmarked(unmarked.length)}><p>{unmarked.join(phrases.and)}</p></Section>}
    </>
  )
}

function Shown({ data, again }: { data: SessionOut; again: () => void }) {
  const editing = useSignal(false)
  const { send, told } = useSending()
  const { session } = data
  const remove = async () => { if (await send(`/api/training-sessions/${session.session}/remove`)) go('office/training/courses', true) }
  if (editing.value) return <Changing data={data} onDone={() => { editing.value = false; again() }} />
  const pairs = [[words.day, session.held_on], [words.place, session.place], [words.lecturer, session.lecturer], [words.branch, session.branch_name], [words.told, session.course ? words.branchesTold(session.marked, session.branches) : ''], [words.attendance, session.cancel_reason ? words.cancelled(session.cancel_reason) : countText(session)]] as const
  return (
    <>
      <Card title={session.title} aside={isOffice() && session.course !== '' && <Button small icon="pencil" onClick={() => { editing.value = true }}>{words.edit}</Button>}>
        <Facts pairs={pairs.filter(([, value]) => value)} />
        {told}
        <div class="ways">
          {session.course && <a class="link" href={to(`office/training/courses/${session.course}`)}>{words.toCourse}</a>}
          {isOffice() && !data.marks.length && <Button small kind="quiet" icon="bin" onClick={() => { void remove() }}>{words.remove}</Button>}
        </div>
      </Card>
      <Marks data={data} />
    </>
  )
}

export function SessionPage({ id }: { id: string }) {
  const load = () => { void found.load(`/api/training-sessions/${encodeURIComponent(id)}`) }
  useEffect(() => { load(); return keepFresh(load) }, [id])
  return (
    <div>
      <Head title={words.session} tab={null} as_of={found.state.value.data?.as_of} />
      <div class="office-column"><Answered of={found.state.value} waiting={words.waiting} again={load}>{data => <Shown data={data} again={load} />}</Answered></div>
    </div>
  )
}
