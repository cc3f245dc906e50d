/** One visit whole, and what the office may do about it and about each problem it found; every step over exactly what is seen. */
import { signal, useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered, ProblemNotice } from '../../answered'
import { api, asProblem, type Problem } from '../../api'
import { keepFresh } from '../../fresh'
import { visit as visitLifecycle, visit_problem as problemLifecycle, type Move } from '../../generated/lifecycles'
import type { GuideOptionsOut, VisitMovedOut, VisitProblemOut, VisitStoryOut } from '../../generated/http'
import { inWords, movesOpen, whoIs, type MoveWords } from '../../lifecycle'
import { Resource } from '../../load'
import { orderWords } from '../../orderWords'
import { phrases } from '../../phrases'
import { to } from '../../route'
import { me } from '../../session'
import { DAY_MS, dayOf, momentText } from '../../time'
import { Card, Facts, Section, Tag } from '../../ui'
import { History } from '../../ui/History'
import { Moves, type Given } from '../../ui/Moves'
import { wordFor } from '../../words'
import { t } from '../words'
import { dayWords, Head, isOffice } from './Head'
import { words } from './words'

const found = new Resource<VisitStoryOut>()
const options = new Resource<GuideOptionsOut>()
const refused = signal<Problem | null>(null)
/** Days that a branch has for an order of this kind unless the office says otherwise. */
const ORDER_DAYS = 14

function titleOf(field: string, key: string): string {
  const one = options.state.value.data?.choices.find(choice => choice.field === field && choice.key === key)
  return one ? (one.is_confirmed ? one.title : t.unconfirmed(one.title)) : key
}

/** Nobody decides about the own visit or branch; the server holds to it, and the page does not offer it. */
const isParty = ({ visit }: VisitStoryOut): boolean => visit.guide === (me.value?.member ?? me.value?.account) || whoIs(visit.branches).includes('owner')

function useTaking(story: VisitStoryOut, again: () => void) {
  const busy = useSignal(false)
  const take = async (move: string, given: Given, problem = '') => {
    busy.value = true
    refused.value = null
    const body = { move, seen: story.steps[story.steps.length - 1]?.step ?? '', problem, ...given }
    await api<VisitMovedOut>(`/api/visits/${story.visit.visit}/move`, { method: 'POST', body }).catch((error: unknown) => { refused.value = asProblem(error) })
    busy.value = false
    again()
  }
  return { busy: busy.value, take }
}

const open = (moves: readonly Move[], wordsOf: MoveWords) => inWords(moves, wordsOf)

/** An order begins with the problem's own words: two taps, and it is issued. */
const problemWords = ({ text }: VisitProblemOut): MoveWords => ({
  moves: t.moves,
  fields: { text: { label: t.say, hint: words.orderHint, value: text }, due_on: { label: words.dueOn, kind: 'day', value: dayOf(Date.now() + ORDER_DAYS * DAY_MS) } },
})
const sayWords: () => MoveWords = () => ({ moves: t.moves, fields: { text: { label: t.say } }, also: { review: [] } })

function ProblemCard({ problem, story, again }: { problem: VisitProblemOut; story: VisitStoryOut; again: () => void }) {
  const { busy, take } = useTaking(story, again)
  const moves = isOffice() && !isParty(story) ? movesOpen(problemLifecycle, problem.state, ['office']) : []
  const shown = moves.flatMap(one => open([one], one.name === 'order' ? problemWords(problem) : sayWords()))
  return (
    <Card title={problem.text} aside={<Tag tone={problem.state === 'solved' ? 'green' : 'heed'}>{wordFor(t.problemStates, problem.state)}</Tag>}>
      {problem.order && <p><a href={to(`office/orders/${problem.order}`)}>{problem.order_number}</a>{problem.order_state && ` · ${wordFor(orderWords.states, problem.order_state)}`}</p>}
      {problem.solved_on && <p class="soft small">{dayWords(problem.solved_on)}</p>}
      <Moves moves={shown} busy={busy} onMove={(name, given) => { void take(name, given, problem.problem) }} />
    </Card>
  )
}

function Deciding({ story, again }: { story: VisitStoryOut; again: () => void }) {
  const { busy, take } = useTaking(story, again)
  if (!isOffice()) return null
  if (isParty(story)) return <p class="small heed">{words.own}</p>
  const moves = open(movesOpen(visitLifecycle, story.visit.state, ['office']), sayWords())
  return moves.length ? <Card title={words.next}><Moves moves={moves} busy={busy} onMove={(name, given) => { void take(name, given) }} /></Card> : null
}

function Steps({ story: { steps, problems } }: { story: VisitStoryOut }) {
  const about = (id: string) => problems.find(one => one.problem === id)?.text
  return (
    <Section title={t.history}>
      <History label={t.history} steps={steps.map(one => ({ id: one.step, what: wordFor(t.moves, one.act), who: one.by_name, when: [momentText(one.at), dayOf(one.at) === one.on ? '' : words.on(dayWords(one.on))].filter(Boolean).join(' · '), text: [about(one.problem), one.text].filter(Boolean).join(phrases.colon) }))} />
    </Section>
  )
}

function Shown({ story, again }: { story: VisitStoryOut; again: () => void }) {
  const { visit, problems } = story
  const pairs: [string, string][] = [[t.fields.on, dayWords(visit.on)], [wordFor(t.teams, visit.team), visit.guide_name]]
  for (const field of ['function', 'way'] as const) if (visit[field]) pairs.push([t.fields[field], titleOf(field, visit[field])])
  return (
    <div class="office-column guides-grid">
      <div>
        <Card title={visit.org_name} aside={<Tag tone={visit.state === 'reviewed' ? 'green' : 'heed'}>{wordFor(t.states, visit.state)}</Tag>}><Facts pairs={pairs} /><p class="history-text">{visit.text}</p></Card>
        <Section title={t.found}>{problems.length ? problems.map(one => <ProblemCard key={one.problem} problem={one} story={story} again={again} />) : <p class="soft">{t.noProblem}</p>}</Section>
      </div>
      <div>
        {refused.value && <ProblemNotice problem={refused.value} again={again} />}
        <Deciding story={story} again={again} />
        <Steps story={story} />
      </div>
    </div>
  )
}

export function StoryPage({ id }: { id: string }) {
  const load = () => { void found.load(`/api/visits/${encodeURIComponent(id)}`) }
  useEffect(() => { refused.value = null; load(); void options.load('/api/guides/options'); return keepFresh(load) }, [id])
  return (
    <div>
      <Head title={words.story} tab={null} />
      <Answered of={found.state.value} waiting={words.waitingStory} again={load}>{story => <Shown story={story} again={load} />}</Answered>
    </div>
  )
}
