/** One visit: what was done and found, what became of it, and what its guide may do now; underground too. */
import { DeliveryChip } from '../delivery'
import { visit_problem as lifecycle } from '../generated/lifecycles'
import { inWords, movesOpen, type MoveWords } from '../lifecycle'
import { useLive } from '../live'
import { DraftedMoves } from '../moving'
import { person } from '../ownPlaces'
import type { PageProps } from '../part'
import { phrases } from '../phrases'
import { back, to } from '../route'
import type { As, VisitProblem, VisitStep } from '../rows'
import { uuid7, type Intent } from '../sync'
import { dayOf, minute, momentText } from '../time'
import { wordFor } from '../text'
import { ActionBar, ButtonLink, Card, Empty, Facts, PageHead, Section, Tag, Waiting } from '../ui'
import { History } from '../ui/History'
import type { Given } from '../ui/Moves'
import { shell } from '../words'
import { CHOICE_FIELDS, readStory, type ChoiceField, type Story } from './reading'
import { dayWords } from './VisitsPage'
import { t } from './words'
import './visits.css'

function titleOf({ choices }: Pick<Story, 'choices'>, field: ChoiceField, key: string): string {
  const found = choices[field].find(one => one.key === key)
  return found ? (found.is_confirmed ? found.title : t.unconfirmed(found.title)) : key
}

function Head({ story }: { story: Story }) {
  const { visit, steps } = story
  const last = steps[steps.length - 1]
  const pairs: [string, string][] = [[t.fields.on, dayWords(visit.on)], [wordFor(t.teams, visit.team), visit.guide_name]]
  for (const field of CHOICE_FIELDS) if (visit[field]) pairs.push([t.fields[field], titleOf(story, field, visit[field])])
  return (
    <Card title={visit.org_name} aside={<Tag tone={visit.state === 'reviewed' ? 'green' : 'ink'}>{t.states[visit.state]}</Tag>}>
      {last?.act === 'reopen' && <p class="heed"><b>{t.sentBack(last.text)}</b></p>}
      <Facts pairs={pairs} />
      <p class="history-text">{visit.text}</p>
      {visit.reviewed_by_name && <p class="soft small">{t.reviewedBy(visit.reviewed_by_name)}</p>}
    </Card>
  )
}

function following(problem: As<VisitProblem>, move: string, given: Given): Intent {
  const state = move === 'solve' ? 'solved' : problem.state
  const on = given['on'] || dayOf(Date.now())
  return { name: 'visit.follow.v1', row: uuid7(), base: 0, args: { problem: problem.id, move, on, text: given['text']?.trim() ?? '' }, shows: { visit: problem.visit, state, solved_on: state === 'solved' ? on : '' } }
}

const wordsFor = (): MoveWords => ({
  moves: t.moves,
  fields: { text: { label: t.say, hint: t.followHint }, on: { label: t.followOn, kind: 'day', value: dayOf(Date.now()) } },
  also: { follow: ['on'], solve: ['on'] },
})

function Problem({ problem, isOwn }: { problem: As<VisitProblem>; isOwn: boolean }) {
  const open = isOwn ? movesOpen(lifecycle, problem.state, ['owner']) : []
  return (
    <Card title={problem.text} aside={<Tag tone={problem.state === 'solved' ? 'green' : 'heed'}>{t.problemStates[problem.state]}</Tag>}>
      {problem.order_number && <p class="soft small">{problem.order_number}</p>}
      {problem.solved_on && <p class="soft small">{dayWords(problem.solved_on)}</p>}
      <DraftedMoves place={problem.id} moves={inWords(open, wordsFor())} intentOf={(name, given) => following(problem, name, given)} />
    </Card>
  )
}

function StepTag({ step, story }: { step: As<VisitStep>; story: Story }) {
  if (step.place !== null) return null
  if (story.waiting.has(step.id)) return <Tag icon="phone">{t.onPhone}</Tag>
  return story.open.has(step.id) ? <a href={to('delivery')}><Tag icon="alert" tone="heed">{t.refused}</Tag></a> : null
}

function Steps({ story }: { story: Story }) {
  const about = (one: As<VisitStep>) => story.problems.find(other => other.id === one.problem)?.text
  if (!story.steps.length) return null
  return (
    <Section title={t.history}>
      <History label={t.history} steps={story.steps.map(one => ({ id: one.id, what: wordFor(t.moves, one.act), who: one.by_name, when: one.at === null ? dayWords(one.on) : momentText(one.at, minute.value), text: [about(one), one.text].filter(Boolean).join(phrases.colon), tag: <StepTag step={one} story={story} /> }))} />
    </Section>
  )
}

function Shown({ story }: { story: Story }) {
  const { visit, problems } = story
  const isOwn = visit.guide === person()
  return (
    <>
      {story.waiting.has(visit.id) && <p><Tag icon="phone">{t.onPhone}</Tag></p>}
      {story.open.has(visit.id) && <p><a href={to('delivery')}><Tag icon="alert" tone="heed">{t.refused}</Tag></a></p>}
      <Head story={story} />
      <Section title={t.found}>{problems.length ? problems.map(one => <Problem key={one.id} problem={one} isOwn={isOwn} />) : <p class="soft">{t.noProblem}</p>}</Section>
      <Steps story={story} />
      {isOwn && visit.state === 'filed' && <ActionBar><ButtonLink kind="main" icon="pencil" href={to(`visiting/${visit.id}`)}>{t.edit}</ButtonLink></ActionBar>}
    </>
  )
}

export function VisitPage({ path: [id = ''] }: PageProps) {
  const story = useLive(['row:visit', 'row:visit_problem', 'row:visit_step', 'row:guide_choice', 'log'], phone => readStory(phone, id), [id])
  return (
    <main class="page has-action">
      <PageHead title={t.one} onBack={() => back('visits')} aside={<DeliveryChip />} />
      {story === undefined ? <Waiting>{shell.loading}</Waiting> : story ? <Shown key={id} story={story} /> : <Empty icon="search" title={t.notHere}>{t.notHereText}</Empty>}
    </main>
  )
}
