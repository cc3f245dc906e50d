/** One project: its proposal, its milestones, its story, and what may be done about it now; underground too. */
import { useBranch } from '../branch'
import { Clash } from '../clash'
import { DeliveryChip } from '../delivery'
import { inWords, movesOpen, type MoveWords } from '../lifecycle'
import { promotion as promotionLifecycle } from '../generated/lifecycles'
import { useLive } from '../live'
import { DraftedMoves } from '../moving'
import type { PageProps } from '../part'
import { phrases } from '../phrases'
import { back, to } from '../route'
import type { As, ProjectStep } from '../rows'
import { uuid7, type Intent, type Shows } from '../sync'
import { dayOf, dayText, daysBetween, minute, momentText } from '../time'
import { wordFor } from '../text'
import { ActionBar, ButtonLink, Card, Empty, Facts, Mark, PageHead, Section, Status, Tag, Waiting } from '../ui'
import { History } from '../ui/History'
import type { Given } from '../ui/Moves'
import { shell } from '../words'
import { ownMoves, readStory, type Story } from './reading'
import { colourOf, standingAt } from './standing'
import { t } from './words'
import './projects.css'

const dayWords = (day: string): string => (day ? dayText(Date.parse(`${day}T00:00:00+08:00`), minute.value) : '')

function whenText(due_on: string): string {
  const days = daysBetween(minute.value, Date.parse(`${due_on}T00:00:00+08:00`))
  return days > 0 ? t.left(days) : days < 0 ? t.over(-days) : t.today
}

function Head({ story: { project, owner, steps } }: { story: Story }) {
  const standing = standingAt(project, minute.value)
  const works = project.state === 'approved' || project.state === 'running'
  const why = [...steps].reverse().find(one => one.act === 'return' || one.act === 'send_back')
  const isBack = project.state === 'returned' || (why?.act === 'send_back' && project.state === 'running' && steps[steps.length - 1]?.id === why.id)
  const pairs: [string, string][] = [[t.owner, owner], [t.fields.leader, project.leader], [t.fields.ends_on, t.span(dayWords(project.starts_on), dayWords(project.ends_on))]]
  if (works && project.due_on) pairs.push([t.fields.milestone, `${t.due(project.due_text, dayWords(project.due_on))} · ${whenText(project.due_on)}`])
  return (
    <Card title={project.number ? t.number(project.year, project.number) : t.states[project.state]} aside={works ? <Status tone={colourOf(standing)} hollow={standing === 'late'}>{t.standings[standing]}</Status> : <Tag>{t.states[project.state]}</Tag>}>
      <p class="project-goal"><b>{project.title}</b></p>
      {isBack && why?.text && <p class="heed"><b>{t.reason(why.text)}</b></p>}
      <Facts pairs={pairs} />
    </Card>
  )
}

const Plan = ({ story: { project } }: { story: Story }) => (
  <Section title={t.plan}>
    <Card>{(['problems', 'goal', 'measures'] as const).map(field => project[field] && <div key={field} class="project-text"><b>{t.fields[field]}</b>{project[field]}</div>)}</Card>
    {project.milestones.length > 0 && (
      <ul class="milestones" aria-label={t.fields.milestones}>
        {project.milestones.map(one => {
          const isDone = project.milestones_done.includes(one.id)
          return <li key={one.id}><Mark tone={isDone ? 'green' : one.due_on < dayOf(minute.value) ? 'red' : 'grey'} size={24} /><span class="grow">{one.text}<small>{dayWords(one.due_on)}{isDone && ` · ${t.done}`}</small></span></li>
        })}
      </ul>
    )}
  </Section>
)

function StepTag({ step, story }: { step: As<ProjectStep>; story: Story }) {
  if (story.waiting.has(step.id)) return <Tag icon="phone">{t.onPhone}</Tag>
  return story.open.has(step.id) ? <a href={to('delivery')}><Tag icon="alert" tone="heed">{t.refused}</Tag></a> : null
}

function Steps({ story }: { story: Story }) {
  const { project, steps } = story
  if (!steps.length) return null
  const textOf = (one: As<ProjectStep>) => [project.milestones.find(other => other.id === one.milestone)?.text, one.text].filter(Boolean).join(phrases.colon)
  return (
    <Section title={t.history}>
      <History label={t.history} steps={steps.map(one => ({ id: one.id, what: wordFor(t.moves, one.act), who: one.by_name, when: one.at === null ? dayWords(one.on) : momentText(one.at, minute.value), text: textOf(one), tag: <StepTag step={one} story={story} /> }))} />
    </Section>
  )
}

const wordsFor = (story: Story): MoveWords => {
  const day = { label: t.fields.on, kind: 'day', value: dayOf(Date.now()) } as const
  const open = story.project.milestones.filter(one => !story.project.milestones_done.includes(one.id))
  return {
    moves: t.moves,
    fields: { text: { label: t.fields.text, hint: t.hints.text }, on: day, milestone: { label: t.fields.milestone, kind: 'choice', options: open.map(one => ({ value: one.id, label: one.text })), value: open[0]?.id ?? '' } },
    also: { progress: ['on'], reach: ['on', 'text'], ask_acceptance: ['on'], adopt: ['on', 'text'], decline: ['on'], feedback: ['on'], withdraw: [] },
  }
}

function taking({ project }: Story, name: string, given: Given): Intent {
  const after = { withdraw: 'draft', submit: 'submitted', progress: 'running', reach: 'running', ask_acceptance: 'acceptance' }[name] ?? project.state
  const reached: Shows = name === 'reach' && given['milestone'] ? { milestones_done: [...project.milestones_done, given['milestone']] } : {}
  const told = { on: given['on'] || dayOf(Date.now()), text: given['text']?.trim() ?? '', milestone: given['milestone'] ?? '' }
  return { name: 'project.move.v1', row: uuid7(), base: 0, args: { project: project.id, move: name, ...told }, shows: { state: after, branches: [...project.branches], ...reached } }
}

function answering(project: Story['project'], promotion: NonNullable<Story['promotion']>, name: string, given: Given): Intent {
  const after = { adopt: 'adopted', decline: 'declined', feedback: 'told' }[name] ?? promotion.state
  const on = given['on'] || dayOf(Date.now())
  const text = given['text']?.trim() ?? ''
  const told: Shows = name === 'adopt' ? { adopted_on: on } : { feedback: text }
  return { name: 'project.answer.v1', row: uuid7(), base: 0, args: { promotion: promotion.id, move: name, on, text }, shows: { state: after, project: project.id, branches: [...new Set([...project.branches, ...promotion.branches])], ...told } }
}

function Offered({ story }: { story: Story }) {
  const { promotion } = story
  if (!promotion) return null
  const open = movesOpen(promotionLifecycle, promotion.state, ['owner'])
  return (
    <Section title={t.promotion} aside={<Tag>{t.answers[promotion.state]}</Tag>}>
      <Card><p>{t.promotionText}</p>{promotion.adopted_on && <p class="soft">{t.adoptedOn(dayWords(promotion.adopted_on))}</p>}{promotion.feedback && <p class="history-text">{promotion.feedback}</p>}</Card>
      <DraftedMoves place={promotion.id} moves={inWords(open, wordsFor(story))} intentOf={(name, given) => answering(story.project, promotion, name, given)} />
    </Section>
  )
}

/** What may be edited is sent from its form, which says what is missing; everything else is a move. */
function Acts({ story }: { story: Story }) {
  const open = ownMoves(story.project)
  if (open.some(one => one.name === 'submit')) return <ActionBar><ButtonLink kind="main" icon="pencil" href={to(`proposal/${story.project.id}`)}>{t.edit}</ButtonLink></ActionBar>
  const moves = inWords(open.filter(one => one.name !== 'reach' || story.project.milestones.length > story.project.milestones_done.length), wordsFor(story))
  return moves.length ? <ActionBar><DraftedMoves place={story.project.id} moves={moves} intentOf={(name, given) => taking(story, name, given)} /></ActionBar> : null
}

function Shown({ story, leads }: { story: Story; leads: boolean }) {
  return (
    <>
      <Head story={story} />
      {story.conflicts.map(one => <Clash key={one.id} conflict={one} label={wordFor(t.fields, one.field)} />)}
      {leads && <Offered story={story} />}
      <Plan story={story} />
      <Steps story={story} />
      {leads && <Acts story={story} />}
    </>
  )
}

export function ProjectPage({ path: [id = ''] }: PageProps) {
  const branch = useBranch()
  const own = branch?.id ?? ''
  const story = useLive(['row:project', 'row:project_step', 'row:project_promotion', 'row:conflict', 'log'], phone => readStory(phone, id, own), [id, own])
  return (
    <main class="page has-action">
      <PageHead title={t.one} onBack={() => back('projects')} aside={<DeliveryChip />} />
      {story === undefined || branch === undefined ? <Waiting>{shell.loading}</Waiting> : story ? <Shown key={id} story={story} leads={branch?.leads ?? false} /> : <Empty icon="search" title={t.notHere}>{t.notHereText}</Empty>}
    </main>
  )
}
