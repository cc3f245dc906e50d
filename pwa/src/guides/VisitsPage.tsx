/** What a guide has to look at: the own organisations with the month's colour, problems to follow up, visits; for a branch, the visits to it. */
import { useBranch } from '../branch'
import { colourOf } from '../coverage'
import { AsOf, DeliveryChip } from '../delivery'
import { useLive } from '../live'
import type { OwnPlace } from '../ownPlaces'
import { back, to } from '../route'
import type { As, Visit } from '../rows'
import { delivery } from '../session'
import { drafts } from '../sync'
import { dayOf, dayText, minute, momentText } from '../time'
import { wordFor } from '../text'
import { ButtonLink, Empty, Icon, Mark, PageHead, Row, Rows, Section, Tag, Waiting } from '../ui'
import { shell } from '../words'
import { visitWords } from '../visitWords'
import { DRAFTS, readDesk, type Desk, type Writing } from './reading'
import { t } from './words'
import './visits.css'

export const dayWords = (day: string): string => (day ? dayText(Date.parse(`${day}T00:00:00+08:00`), minute.value) : '')

function PlaceRow({ place: { assignment, standing, last, unsolved } }: { place: OwnPlace }) {
  const colour = colourOf(standing)
  return (
    <Row href={to(`visiting/new?assignment=${assignment.id}`)} lead={<Mark tone={colour} size={34} hollow={standing === 'free'} />} title={assignment.org_name}
      sub={<><em class={colour}>{visitWords.standings[standing]}</em>{[wordFor(t.teams, assignment.team), last ? t.last(dayWords(last)) : t.never].join(' · ')}</>} tags={unsolved > 0 && <Tag icon="alert">{t.problems(unsolved)}</Tag>} />
  )
}

const VisitRow = ({ visit, byName }: { visit: As<Visit>; byName?: boolean }) => (
  <Row href={to(`visit/${visit.id}`)} lead={<Icon name={visit.state === 'reviewed' ? 'check' : 'text'} size={28} />} title={byName ? `${wordFor(t.teams, visit.team)} ${visit.guide_name}` : visit.org_name} sub={`${dayWords(visit.on)} · ${visit.text}`} tags={visit.state === 'reviewed' && <Tag>{t.states.reviewed}</Tag>} />
)

function Own({ desk, writings }: { desk: Desk; writings: readonly { id: string; saved_at: number; content: Writing }[] }) {
  return (
    <>
      {desk.own.length > 0 && <Section title={t.mine}><Rows label={t.mine}>{desk.own.map(one => <PlaceRow key={one.assignment.id} place={one} />)}</Rows></Section>}
      {writings.length > 0 && <Section title={t.begun}><Rows label={t.begun}>{writings.map(one => <Row key={one.id} href={to(`visiting/${one.content.id}`)} lead={<Icon name="pencil" size={28} />} title={one.content.orgName} sub={momentText(one.saved_at, minute.value)} />)}</Rows></Section>}
      {desk.unsolved.length > 0 && <Section title={t.unsolved}><Rows label={t.unsolved}>{desk.unsolved.map(one => <Row key={one.id} href={to(`visit/${one.visit}`)} lead={<Icon name="alert" size={28} />} title={one.text} sub={dayWords(one.found_on)} tags={<Tag>{wordFor(t.problemStates, one.state)}</Tag>} />)}</Rows></Section>}
      {desk.visits.length > 0 && <Section title={t.visits}><Rows label={t.visits}>{desk.visits.map(one => <VisitRow key={one.id} visit={one} />)}</Rows></Section>}
    </>
  )
}

function Received({ desk }: { desk: Desk }) {
  return (
    <>
      {desk.guides.length > 0 && <Section title={t.guides}><Rows label={t.guides}>{desk.guides.map(one => <Row key={one.id} lead={<Icon name="person" size={28} />} title={one.person_name} sub={`${wordFor(t.teams, one.team)} · ${t.since(dayWords(one.from_on))}`} />)}</Rows></Section>}
      {desk.received.length > 0 && <Section title={t.received}><Rows label={t.received}>{desk.received.map(one => <VisitRow key={one.id} visit={one} byName />)}</Rows></Section>}
    </>
  )
}

function Shown({ desk, writings }: { desk: Desk; writings: readonly { id: string; saved_at: number; content: Writing }[] }) {
  const hasNothing = !desk.own.length && !desk.visits.length && !desk.received.length && !desk.guides.length
  if (hasNothing) return <Empty icon="people" title={t.none}>{t.noneText}</Empty>
  return (
    <>
      <Own desk={desk} writings={writings} />
      <Received desk={desk} />
      {desk.own.length > 0 && <p class="soft small">{t.byClock}</p>}
      {desk.own.length > 0 && <div class="float"><ButtonLink kind="main" wide icon="plus" href={to('visiting/new')}>{t.write}</ButtonLink></div>}
    </>
  )
}

export function VisitsPage() {
  const branch = useBranch()
  const id = branch?.leads ? branch.id : ''
  const today = dayOf(minute.value)
  const desk = useLive(['row:guide_assignment', 'row:visit', 'row:visit_problem', 'row:visit_rule'], phone => readDesk(phone, id, today), [id, today])
  const writings = useLive(['drafts'], phone => drafts<Writing>(phone.store, DRAFTS)) ?? []
  return (
    <main class="page">
      <PageHead title={t.title} sub={branch?.name} onBack={() => back('more')} aside={<DeliveryChip />} />
      <AsOf at={delivery.value?.server.answered_at} />
      {desk && branch !== undefined ? <Shown desk={desk} writings={writings} /> : <Waiting>{shell.loading}</Waiting>}
    </main>
  )
}
