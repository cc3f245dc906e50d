/** The branch's projects: what is due first, drafts, and what others have found that may help here too. Works without a network. */
import { useBranch, type Branch } from '../branch'
import { AsOf, DeliveryChip } from '../delivery'
import { useLive } from '../live'
import { back, to } from '../route'
import type { As, Project } from '../rows'
import { drafts } from '../sync'
import { delivery } from '../session'
import { dayText, minute, momentText } from '../time'
import { ButtonLink, Empty, Icon, Mark, PageHead, Row, Rows, Section, Tag, Waiting } from '../ui'
import { shell } from '../words'
import { DRAFTS, readProjects, type Shelf, type Writing } from './reading'
import { byUrgency, colourOf, standingAt } from './standing'
import { t } from './words'
import './projects.css'

const dayWords = (day: string): string => dayText(Date.parse(`${day}T00:00:00+08:00`), minute.value)

function ProjectRow({ project, tag }: { project: As<Project>; tag?: string | undefined }) {
  const standing = standingAt(project, minute.value)
  const colour = colourOf(standing)
  const works = project.state === 'approved' || project.state === 'running'
  return (
    <Row href={to(`project/${project.id}`)} lead={<Mark tone={colour} size={34} hollow={standing === 'late'} />} title={project.title || t.states.draft}
      sub={works ? <><em class={colour}>{t.standings[standing]}</em>{project.due_on && t.due(project.due_text, dayWords(project.due_on))}</> : t.states[project.state]} tags={tag && <Tag icon="inbox">{tag}</Tag>} />
  )
}

const Pile = ({ title, projects, tagOf }: { title: string; projects: readonly As<Project>[]; tagOf?: (one: As<Project>) => string | undefined }) =>
  (projects.length ? <Section title={title}><Rows>{projects.map(one => <ProjectRow key={one.id} project={one} tag={tagOf?.(one)} />)}</Rows></Section> : null)

const hasEnded = ({ state }: Project): boolean => state === 'closed' || state === 'terminated'

function Shown({ shelf, writings }: { shelf: Shelf; writings: readonly { id: string; saved_at: number; content: Writing }[] }) {
  const own = [...shelf.own].sort(byUrgency(minute.value))
  const answerOf = (one: As<Project>) => { const found = shelf.promotions.find(offer => offer.project === one.id); return found && t.answers[found.state] }
  if (!own.length && !shelf.offered.length && !writings.length) return <Empty icon="board" title={t.none}>{t.noneText}</Empty>
  return (
    <>
      {writings.length > 0 && <Section title={t.states.draft}><Rows>{writings.map(one => <Row key={one.id} href={to(`proposal/${one.content.id}`)} lead={<Icon name="pencil" size={28} />} title={one.content.fields.title || t.write} sub={momentText(one.saved_at, minute.value)} />)}</Rows></Section>}
      <Pile title={t.own} projects={own.filter(one => !hasEnded(one))} />
      <Pile title={t.offered} projects={shelf.offered} tagOf={answerOf} />
      <Pile title={t.ended} projects={own.filter(hasEnded)} />
    </>
  )
}

function OfBranch({ branch }: { branch: Branch }) {
  const quarterHour = Math.floor(minute.value / 900_000)
  const shelf = useLive(['row:project', 'row:project_promotion'], phone => readProjects(phone, branch.id), [branch.id, quarterHour])
  const writings = useLive(['drafts'], phone => drafts<Writing>(phone.store, DRAFTS)) ?? []
  if (!shelf) return <Waiting>{shell.loading}</Waiting>
  return (
    <>
      <AsOf at={Math.max(0, ...shelf.own.map(one => one.computed_at)) || delivery.value?.server.answered_at} />
      <Shown shelf={shelf} writings={writings.filter(one => one.content.branches.includes(branch.id))} />
      {branch.leads ? <div class="float"><ButtonLink kind="main" wide icon="plus" href={to('proposal/new')}>{t.write}</ButtonLink></div> : <p class="soft small">{t.notAllowed}</p>}
    </>
  )
}

export function ProjectsPage() {
  const branch = useBranch()
  return (
    <main class="page">
      <PageHead title={t.title} sub={branch?.name} onBack={() => back('more')} aside={<DeliveryChip />} />
      {branch === undefined ? <Waiting>{shell.loading}</Waiting> : branch ? <OfBranch branch={branch} /> : <Empty icon="board" title={t.none} />}
    </main>
  )
}
