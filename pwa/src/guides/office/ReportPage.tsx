/** A quarter of visits in figures, and the same on paper. */
import { useEffect } from 'preact/hooks'
import { Answered } from '../../answered'
import { TakeButton } from '../../exporting'
import type { GuideOptionsOut, VisitQuarterOut } from '../../generated/http'
import { Resource } from '../../load'
import { phrases } from '../../phrases'
import { momentText, periodText } from '../../time'
import { visitWords } from '../../visitWords'
import { Card, Facts, Section } from '../../ui'
import { wordFor } from '../../words'
import { t } from '../words'
import { Head } from './Head'
import { askedQuarter, Quarters } from './Quarters'
import { words } from './words'

const found = new Resource<VisitQuarterOut>()
const options = new Resource<GuideOptionsOut>()

function titleOf(field: string, key: string): string {
  const one = options.state.value.data?.choices.find(choice => choice.field === field && choice.key === key)
  return one ? (one.is_confirmed ? one.title : t.unconfirmed(one.title)) : key || words.unnamed
}

const told = (counts: Readonly<Record<string, number>>, names: Readonly<Record<string, string>>): string => Object.entries(counts).filter(([, n]) => n > 0).map(([key, n]) => `${wordFor(names, key)} ${n}`).join(' · ')

const Lines = ({ title, lines }: { title: string; lines: readonly string[] }) => (
  <Section title={title}>{lines.length ? <ul class="guides-lines">{lines.map(one => <li key={one}>{one}</li>)}</ul> : <p class="soft">{words.nothing}</p>}</Section>
)

function Shown({ data }: { data: VisitQuarterOut }) {
  const by = (field: 'function' | 'way', counts: Readonly<Record<string, number>>) => Object.entries(counts).map(([key, n]) => `${titleOf(field, key)} · ${words.times(n)}`)
  return (
    <>
      <Card>
        <Facts pairs={[[words.figures.visits, `${data.visits}（${told(data.by_team, t.teams)}）`], [words.figures.organisations, data.organisations], [words.figures.problems, told(data.problems, t.problemStates) || '0']]} />
        <p class="soft small">{words.asOf(momentText(data.as_of))}</p>
      </Card>
      <Lines title={words.months} lines={Object.entries(data.months).map(([month, counts]) => `${periodText(month)}${phrases.colon}${told(counts, visitWords.standings)}`)} />
      <Lines title={words.byFunction} lines={by('function', data.by_function)} />
      <Lines title={words.byWay} lines={by('way', data.by_way)} />
      <Lines title={words.missed} lines={data.missed} />
      <Lines title={words.unsolved} lines={data.unsolved} />
    </>
  )
}

export function ReportPage({ query }: { query: URLSearchParams }) {
  const quarter = askedQuarter(query)
  const load = () => { void found.load(`/api/guides/quarter?quarter=${quarter}`) }
  useEffect(() => { load(); void options.load('/api/guides/options') }, [quarter])
  return (
    <div>
      <Head title={words.report} tab="report">
        {(['pdf', 'docx'] as const).map(form => <TakeButton key={form} small path="/api/guides/report" query={{ quarter, format: form }} file={`${words.paper} ${quarter}.${form}`} label={`${words.paper} ${form === 'pdf' ? words.pdf : words.word}`}>{form === 'pdf' ? words.pdf : words.word}</TakeButton>)}
      </Head>
      <div class="office-column">
        <Quarters page="office/guides/report" quarter={quarter} />
        <Answered of={found.state.value} waiting={words.waiting} again={load}>{data => <Shown data={data} />}</Answered>
      </div>
    </div>
  )
}
