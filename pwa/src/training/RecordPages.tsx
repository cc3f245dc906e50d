/** What a line of the stars rests on: one's mark at a session, a rank of a contest, a mentor pair; and a course with its sessions. */
import type { ComponentChildren } from 'preact'
import { DeliveryChip } from '../delivery'
import { gradeText } from '../factWords'
import { useLive } from '../live'
import { back, to } from '../route'
import type { As, ContestResult, MentorPair, TrainingMark } from '../rows'
import { me } from '../session'
import { minute, momentText } from '../time'
import { Card, Empty, Facts, Icon, PageHead, Row, Rows, Section, Tag, Waiting } from '../ui'
import { shell } from '../words'
import { readCourse } from './reading'
import { dayFrom } from './ListPage'
import { t } from './words'
import './training.css'

type Pairs = (readonly [string, string])[]

const byWhom = (name: string, at: number | null): string => [name, at ? momentText(at, minute.value) : ''].filter(Boolean).join(' ')

function Frame<T>({ title, found, children }: { title: string; found: T | null | undefined; children: (found: T) => ComponentChildren }) {
  return (
    <main class="page training-page">
      <PageHead title={title} onBack={() => back('training')} aside={<DeliveryChip />} />
      {found === undefined ? <Waiting>{shell.loading}</Waiting> : found ? children(found) : <Empty icon="search" title={t.notHere}>{t.notHereText}</Empty>}
    </main>
  )
}

/** The record as it stands, and what it counts for, to whom it counts. */
function Told({ title, tag, pairs, counts, whose }: { title: string; tag: ComponentChildren; pairs: Pairs; counts: string; whose: string }) {
  return (
    <>
      <Card title={title} aside={tag}><Facts pairs={pairs.filter(([, value]) => value)} /></Card>
      {counts && <p class="small">{counts} {whose === me.value?.member && <a class="link" href={to('stars')}>{t.toStars}</a>}</p>}
    </>
  )
}

export function MarkPage({ id }: { id: string }) {
  const mark = useLive(['row:training_mark'], phone => phone.row<As<TrainingMark>>('training_mark', id), [id])
  return (
    <Frame title={t.markTitle} found={mark}>
      {one => <Told title={one.title} tag={<Tag tone={one.status === 'absent' ? 'heed' : 'ink'}>{shell.attendance[one.status]}</Tag>} whose={one.member} counts={t.markCounts[one.status]} pairs={[[t.fields.held_on, dayFrom(one.held_on)], [t.fields.reason, one.reason], [t.fields.by, byWhom(one.by_name, one.at)]]} />}
    </Frame>
  )
}

export function ResultPage({ id }: { id: string }) {
  const result = useLive(['row:contest_result'], phone => phone.row<As<ContestResult>>('contest_result', id), [id])
  return (
    <Frame title={t.resultTitle} found={result}>
      {one => <Told title={one.title} tag={<Tag tone="green" icon="star">{gradeText('contest', one.rank)}</Tag>} whose={one.member} counts={t.resultCounts(dayFrom(one.held_on))} pairs={[[t.fields.name, one.name], [t.fields.trade, one.trade], [t.fields.held_on, dayFrom(one.held_on)], [t.fields.by, byWhom(one.entered_by_name, one.entered_at)]]} />}
    </Frame>
  )
}

export function PairPage({ id }: { id: string }) {
  const pair = useLive(['row:mentor_pair'], phone => phone.row<As<MentorPair>>('mentor_pair', id), [id])
  return (
    <Frame title={t.pairTitle} found={pair}>
      {one => (
        <Told title={t.pair(one.mentor_name, one.apprentice_name)} tag={<Tag tone={one.result === 'passed' ? 'green' : 'ink'}>{t.results[one.result]}</Tag>} whose={one.mentor} counts={t.pairCounts}
          pairs={[[t.fields.mentor, one.mentor_name], [t.fields.apprentice, one.apprentice_name], [t.fields.trade, one.trade], [t.fields.goal, one.goal], [t.fields.span, t.span(dayFrom(one.from_on), dayFrom(one.to_on))], [t.fields.result, one.result && `${t.results[one.result]} ${dayFrom(one.ended_on)}`], [t.fields.note, one.note], [t.fields.by, byWhom(one.edited_by_name, one.edited_at)]]} />
      )}
    </Frame>
  )
}

export function CoursePage({ id }: { id: string }) {
  const found = useLive(['row:course', 'row:training_session', 'row:secretary_need'], phone => readCourse(phone, id), [id])
  return (
    <Frame title={t.courseTitle} found={found}>
      {({ course, sessions, needs }) => (
        <>
          <Card title={course.title}><p>{course.subject}</p></Card>
          {needs.length > 0 && <Section title={t.yourNeeds}><Rows label={t.yourNeeds}>{needs.map(one => <Row key={one.id} href={to('growth')} title={one.text} tags={one.attended_on && <Tag icon="check" tone="green">{t.attendedOn(dayFrom(one.attended_on))}</Tag>} />)}</Rows></Section>}
          <Section title={t.sessions}>{sessions.length ? <Rows label={t.sessions}>{sessions.map(one => <Row key={one.id} href={to(`training/session/${one.id}`)} lead={<Icon name="book" size={28} />} title={dayFrom(one.held_on)} sub={[one.place, one.lecturer].filter(Boolean).join(' · ')} />)}</Rows> : <p class="soft">{t.noSessions}</p>}</Section>
        </>
      )}
    </Frame>
  )
}
