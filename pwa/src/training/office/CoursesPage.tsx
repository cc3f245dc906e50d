/** All courses by layer with their sessions, and what branches held of their own. */
import { Answered } from '../../answered'
import type { CourseOut, CoursesOut, TrainingSessionOut } from '../../generated/http'
import { to } from '../../route'
import { ButtonLink, Empty, Section, Tag } from '../../ui'
import { shell, wordFor } from '../../words'
import { courses, Head, isOffice, useFresh } from './Head'
import { words } from './words'

export const countText = ({ marks }: TrainingSessionOut): string => marks.map(one => `${wordFor(shell.attendance, one.status)} ${one.members}`).join(' · ')

export function SessionTable({ items }: { items: readonly TrainingSessionOut[] }) {
  return (
    <table class="list-table training-table">
      <thead><tr>{[words.day, words.place, words.told, words.attendance].map(one => <th key={one} scope="col">{one}</th>)}</tr></thead>
      <tbody>{items.map(one => (
        <tr key={one.session}>
          <td><a href={to(`office/training/sessions/${one.session}`)}><b>{one.held_on}</b>{!one.course && <small>{one.title}</small>}</a></td>
          <td>{one.place}{one.lecturer && <small>{one.lecturer}</small>}</td>
          <td>{one.course ? words.branchesTold(one.marked, one.branches) : one.branch_name}</td>
          <td>{one.cancel_reason ? words.cancelled(one.cancel_reason) : countText(one) || words.nobody}</td>
        </tr>
      ))}</tbody>
    </table>
  )
}

function Course({ one, layer }: { one: CourseOut; layer: string }) {
  return (
    <section class="office-card">
      <h2><a class="link" href={to(`office/training/courses/${one.course}`)}>{one.title}</a>{one.closed_on && <Tag>{words.closed(one.closed_on)}</Tag>}</h2>
      <p class="soft small">{[layer, one.org_name].filter(Boolean).join(' · ')}</p>
      {one.sessions.length ? <SessionTable items={one.sessions} /> : <p class="soft">{words.noSessions}</p>}
    </section>
  )
}

function List({ data }: { data: CoursesOut }) {
  const titles = new Map(data.layers.map(one => [one.key, one.title]))
  return (
    <>
      {data.courses.length ? data.courses.map(one => <Course key={one.course} one={one} layer={titles.get(one.layer) ?? ''} />) : <Empty icon="book" title={words.noCourses}>{words.noCoursesText}</Empty>}
      {data.own.length > 0 && <Section title={words.own}><SessionTable items={data.own} /></Section>}
    </>
  )
}

export function CoursesPage() {
  const load = useFresh(courses)
  return (
    <div>
      <Head title={words.names.courses} tab="courses" as_of={courses.state.value.data?.as_of}>{isOffice() && <ButtonLink kind="main" icon="plus" href={to('office/training/courses/new')}>{words.addCourse}</ButtonLink>}</Head>
      <div class="office-column"><Answered of={courses.state.value} waiting={words.waiting} again={load}>{data => <List data={data} />}</Answered></div>
    </div>
  )
}
