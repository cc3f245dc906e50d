/** The stories of people: what the person is asked, then the newest, which lie on this phone; earlier ones need a network. */
import { useSignal } from '@preact/signals'
import { ProblemNotice } from '../answered'
import { api, asProblem, type Problem } from '../api'
import { DeliveryChip } from '../delivery'
import type { ReadLineOut, ReadLinesOut } from '../generated/http'
import { useLive } from '../live'
import { back, to } from '../route'
import { wordFor } from '../text'
import { dayText, minute } from '../time'
import { Button, Empty, Icon, PageHead, Row, Rows, Section, Tag, Waiting } from '../ui'
import { coverOf, readAsked, readStories, smallSrc, type Consent, type Page } from './reading'
import { t } from './words'
import './stories.css'

type Line = Omit<ReadLineOut, 'small'> & { small: string }

const lineOf = (page: Page): Line => ({ story: page.story, kind: page.kind, title: page.title, lead: page.lead, names: page.names, org_name: page.org_name, published_at: page.published_at, small: coverOf(page) })

const StoryLine = ({ line }: { line: Line }) => (
  <li>
    <a class="story-row" href={to(`story/${line.story}`)}>
      {line.small ? <img src={smallSrc(line.small)} alt="" /> : <i><Icon name="book" size={30} /></i>}
      <span class="grow"><b>{line.title}</b><small>{[wordFor(t.kinds, line.kind), line.org_name, dayText(line.published_at, minute.value)].filter(Boolean).join(' · ')}</small></span>
    </a>
  </li>
)

const Asked = ({ consents }: { consents: readonly Consent[] }) => (
  <Section title={t.askedTitle}>
    <Rows>{consents.map(one => <Row key={one.id} href={to(`consent/${one.id}`)} lead={<Icon name="person" size={28} />} title={one.title} sub={dayText(one.asked_at, minute.value)} tags={<Tag tone={one.state === 'asked' ? 'heed' : 'ink'}>{t.askedOf[one.state]}</Tag>} />)}</Rows>
  </Section>
)

/** What lies on the phone first; the server's list goes on behind it. */
function Earlier({ known }: { known: ReadonlySet<string> }) {
  const found = useSignal<readonly Line[]>([])
  const next = useSignal<string | null>('')
  const problem = useSignal<Problem | null>(null)
  const busy = useSignal(false)
  const load = async () => {
    busy.value = true
    problem.value = null
    try {
      const page = await api<ReadLinesOut>(`/api/story-pages?cursor=${encodeURIComponent(next.value ?? '')}`)
      found.value = [...found.value, ...page.items.filter(one => !known.has(one.story))]
      next.value = page.next
    } catch (error) { problem.value = asProblem(error) }
    busy.value = false
  }
  return (
    <>
      {found.value.length > 0 && <ul class="rows">{found.value.map(one => <StoryLine key={one.story} line={one} />)}</ul>}
      {problem.value && <ProblemNotice problem={problem.value} />}
      {next.value !== null && <p><Button wide icon="cloud" busy={busy.value} onClick={() => { void load() }}>{t.more}</Button></p>}
    </>
  )
}

export function StoriesPage() {
  const pages = useLive(['row:story_page', 'row:story_consent', 'log'], readStories)
  const asked = useLive(['row:story_consent', 'log'], readAsked) ?? []
  return (
    <main class="page">
      <PageHead title={t.title} onBack={() => back('more')} aside={<DeliveryChip />} />
      {asked.length > 0 && <Asked consents={asked} />}
      {!pages ? <Waiting>{t.loading}</Waiting> : pages.length ? <><ul class="rows">{pages.map(one => <StoryLine key={one.id} line={lineOf(one)} />)}</ul><p class="soft small">{t.carried(pages.length)}</p></> : <Empty icon="book" title={t.none}>{t.noneText}</Empty>}
      {pages && <Earlier known={new Set(pages.map(one => one.story))} />}
    </main>
  )
}
