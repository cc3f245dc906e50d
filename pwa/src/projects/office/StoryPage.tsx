/** One project whole, and what may be done about it now; every step over exactly what is seen. */
import { signal, useSignal, type Signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered, ProblemNotice } from '../../answered'
import { api, asProblem, type Problem } from '../../api'
import { TakeButton } from '../../exporting'
import { keepFresh } from '../../fresh'
import { project as lifecycle } from '../../generated/lifecycles'
import type { ProjectMovedOut, ProjectOptionsOut, ProjectStoryOut } from '../../generated/http'
import { inWords, movesOpen, whoIs, type MoveWords } from '../../lifecycle'
import { Resource } from '../../load'
import { phrases } from '../../phrases'
import { dayOf, momentText } from '../../time'
import { Card, Facts, Mark, Section, Status, Tag, TextField, type Colour } from '../../ui'
import { Checks } from '../../ui/Checks'
import { History } from '../../ui/History'
import { Moves, type Given } from '../../ui/Moves'
import { wordFor } from '../../words'
import { t } from '../words'
import { Head } from './Head'
import { dayWords } from './ListPage'
import { words } from './words'

const found = new Resource<ProjectStoryOut>()
const options = new Resource<ProjectOptionsOut>()
const refused = signal<Problem | null>(null)

const titleOf = (field: string, key: string): string => options.state.value.data?.choices.find(one => one.field === field && one.key === key)?.title ?? key

function wordsFor(ends_on: string): MoveWords {
  const choices = (field: string) => (options.state.value.data?.choices ?? []).filter(one => one.field === field && !one.is_off).map(one => ({ value: one.key, label: one.is_confirmed ? one.title : `${one.title}（${words.unconfirmed}）` }))
  return {
    moves: t.moves,
    fields: {
      text: { label: t.fields.text }, ends_on: { label: t.fields.ends_on, kind: 'day', value: ends_on }, grade: { label: t.fields.grade, kind: 'choice', options: choices('grade') }, level: { label: t.fields.level, kind: 'choice', options: choices('level') },
      document: { label: t.fields.document, kind: 'line', maxLength: 200 }, amount: { label: t.fields.amount, kind: 'number', hint: words.amountHint },
    },
    also: { approve: ['text'], assess: ['text'], buy_back: ['amount', 'text'], close: ['text'] },
  }
}

function Targets({ owner, chosen }: { owner: string; chosen: Signal<readonly string[]> }) {
  const text = useSignal('')
  const owners = (options.state.value.data?.owners ?? []).filter(one => one.org !== owner)
  return (
    <div>
      <TextField id="promote-search" type="search" label={t.fields.orgs} placeholder={words.search} value={text.value} onInput={value => { text.value = value }} />
      <Checks label={t.fields.orgs} options={owners.filter(one => one.name.includes(text.value.trim())).map(one => [one.org, one.name] as const)} chosen={chosen.value} onChange={next => { chosen.value = next }} />
      <p class="small" aria-live="polite">{words.chosen(chosen.value.length)}</p>
    </div>
  )
}

function Deciding({ story, again }: { story: ProjectStoryOut; again: () => void }) {
  const busy = useSignal(false)
  const orgs = useSignal<readonly string[]>([])
  const { project, steps } = story
  const who = whoIs([project.owner, ...project.branches])
  const open = movesOpen(lifecycle, project.state, who.includes('owner') ? [] : who)
  if (who.includes('owner')) return <p class="small heed">{words.own}</p>
  const send = async (move: string, { amount, ...given }: Given) => {
    busy.value = true
    refused.value = null
    const body = { move, seen: steps[steps.length - 1]?.step ?? '', ...given, ...(amount?.trim() ? { amount: Math.round(Number(amount)) } : {}), ...(move === 'promote' ? { orgs: orgs.value } : {}) }
    await api<ProjectMovedOut>(`/api/projects/${project.project}/move`, { method: 'POST', body }).then(() => { orgs.value = [] }, (error: unknown) => { refused.value = asProblem(error) })
    busy.value = false
    again()
  }
  if (!open.length) return null
  return (
    <Card title={words.next}>
      <Moves moves={inWords(open, wordsFor(project.ends_on))} busy={busy.value} onMove={(name, given) => { void send(name, given) }}
        more={name => (name === 'promote' ? <Targets owner={project.owner} chosen={orgs} /> : null)} ready={name => name !== 'promote' || orgs.value.length > 0} />
    </Card>
  )
}

const Texts = ({ story }: { story: ProjectStoryOut }) => (
  <Card>
    {([['problems', story.problems], ['goal', story.project.goal], ['measures', story.measures]] as const).map(([field, text]) => text && <div key={field} class="project-text"><b>{t.fields[field]}</b>{text}</div>)}
    <ul class="milestones" aria-label={t.fields.milestones}>
      {story.project.milestones.map(one => <li key={one.id}><Mark tone={one.is_done ? 'green' : one.due_on < dayOf(story.as_of) ? 'red' : 'grey'} size={24} /><span class="grow">{one.text}<small>{dayWords(one.due_on)}{one.is_done && ` · ${t.done}`}</small></span></li>)}
    </ul>
  </Card>
)

const Promotions = ({ story: { promotions } }: { story: ProjectStoryOut }) => (
  <Section title={words.promoted}>
    {promotions.length ? <ul class="rows">{promotions.map(one => <li key={one.org} class="row"><span class="grow"><b>{one.org_name}</b>{one.feedback && <span class="row-sub">{one.feedback}</span>}</span><Tag>{wordFor(t.answers, one.state)}</Tag></li>)}</ul> : <p class="soft">{words.noPromotion}</p>}
  </Section>
)

function Steps({ story: { steps, project } }: { story: ProjectStoryOut }) {
  const nameOf = (id: string) => project.milestones.find(one => one.id === id)?.text
  return (
    <Section title={words.story}>
      <History label={words.story} steps={steps.map(one => ({
        id: one.step, what: wordFor(t.moves, one.act), who: [one.org_name, one.by_name].filter(Boolean).join(' '), when: [momentText(one.at), dayOf(one.at) === one.on ? '' : words.on(dayWords(one.on))].filter(Boolean).join(' · '), text: [nameOf(one.milestone), one.text].filter(Boolean).join(phrases.colon),
      }))} />
    </Section>
  )
}

function Shown({ story, again }: { story: ProjectStoryOut; again: () => void }) {
  const { project } = story
  const pairs: [string, string][] = [[t.owner, project.owner_name], [t.fields.leader, project.leader], [t.fields.ends_on, t.span(dayWords(project.starts_on), dayWords(project.ends_on))]]
  if (project.due_on) pairs.push([words.columns.due, t.due(project.due_text, dayWords(project.due_on))])
  if (project.grade) pairs.push([t.fields.grade, titleOf('grade', project.grade)])
  if (project.level) pairs.push([t.fields.level, [titleOf('level', project.level), story.document].filter(Boolean).join(' · ')])
  return (
    <div class="office-column project-grid">
      <div>
        <Card title={project.title} aside={<Status tone={project.colour as Colour} hollow={project.standing === 'late'}>{`${wordFor(t.states, project.state)} · ${wordFor(t.standings, project.standing)}`}</Status>}>
          <Facts pairs={pairs} />
          {story.amount !== null && <p class="soft small">{words.paid(story.amount)}</p>}
        </Card>
        <Section title={t.plan} aside={<span class="project-papers">{(['pdf', 'docx'] as const).map(form => <TakeButton key={form} small path={`/api/projects/${project.project}/report`} query={{ format: form }} file={`${words.paper} ${project.title}.${form}`} label={`${words.paper} ${form === 'pdf' ? words.pdf : words.word}`}>{form === 'pdf' ? words.pdf : words.word}</TakeButton>)}</span>}>
          <Texts story={story} />
        </Section>
      </div>
      <div>
        {refused.value && <ProblemNotice problem={refused.value} again={again} />}
        <Deciding story={story} again={again} />
        <Promotions story={story} />
        <Steps story={story} />
      </div>
    </div>
  )
}

export function StoryPage({ id }: { id: string }) {
  const load = () => { void found.load(`/api/projects/${encodeURIComponent(id)}`) }
  useEffect(() => { refused.value = null; load(); void options.load('/api/projects/options'); return keepFresh(load) }, [id])
  const project = found.state.value.data?.project
  return (
    <div>
      <Head title={project?.number ? t.number(project.year, project.number) : words.title} tab={null} />
      <Answered of={found.state.value} waiting={words.waitingStory} again={load}>{story => <Shown story={story} again={load} />}</Answered>
    </div>
  )
}
