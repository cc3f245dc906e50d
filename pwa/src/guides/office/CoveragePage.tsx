/** Each organisation's months of a quarter in three colours, who is there for it, and the branches to which nobody is assigned. */
import { useEffect } from 'preact/hooks'
import { Answered } from '../../answered'
import { ExportButton } from '../../exporting'
import { keepFresh } from '../../fresh'
import type { VisitCoverageOut, VisitCoverageTableOut } from '../../generated/http'
import { Resource } from '../../load'
import { phrases } from '../../phrases'
import { to } from '../../route'
import { momentText, periodText } from '../../time'
import { visitWords } from '../../visitWords'
import { Empty, Mark, type Colour } from '../../ui'
import { wordFor } from '../../words'
import { Head } from './Head'
import { askedQuarter, Quarters } from './Quarters'
import { words } from './words'

const found = new Resource<VisitCoverageTableOut>()

const Month = ({ one }: { one: VisitCoverageOut['months'][number] }) => (
  <td><span class={`status ${one.colour}`}><Mark tone={one.colour as Colour} size={20} hollow={one.standing === 'free'} />{wordFor(visitWords.standings, one.standing)}</span>{one.visits > 0 && <small>{words.visited(one.visits)}</small>}</td>
)

const Line = ({ one }: { one: VisitCoverageOut }) => (
  <tr>
    <th scope="row"><a href={to(`office/guides/visits?org=${one.org}`)}>{one.org_name}</a></th>
    <td>{one.guides.length ? one.guides.map(name => <span key={name} class="guides-name">{name}</span>) : words.nobody}</td>
    {one.months.map(month => <Month key={month.month} one={month} />)}
    <td>{one.open_problems > 0 && words.open(one.open_problems)}</td>
  </tr>
)

function Shown({ data }: { data: VisitCoverageTableOut }) {
  if (!data.items.length) return <Empty icon="people" title={words.none}>{words.noneText}</Empty>
  return (
    <>
      <p class="intro">{words.due(data.visits)}</p>
      <div class="guides-scroll" tabIndex={0} role="region" aria-label={words.coverage}>
        <table class="list-table guides-table">
          <thead><tr><th scope="col">{words.columns.org}</th><th scope="col">{words.columns.guides}</th>{data.items[0]!.months.map(one => <th key={one.month} scope="col">{periodText(one.month)}</th>)}<th scope="col">{words.columns.problems}</th></tr></thead>
          <tbody>{data.items.map(one => <Line key={one.org} one={one} />)}</tbody>
        </table>
      </div>
      {data.alone.length > 0 && <details class="written"><summary>{words.alone(data.alone.length)}</summary><p>{data.alone.join(phrases.and)}</p></details>}
    </>
  )
}

export function CoveragePage({ query }: { query: URLSearchParams }) {
  const quarter = askedQuarter(query)
  const load = () => { void found.load(`/api/guides/coverage?quarter=${quarter}`) }
  useEffect(() => { load(); return keepFresh(load) }, [quarter])
  const { data } = found.state.value
  return (
    <div>
      <Head title={words.title} tab="coverage"><ExportButton path="/api/visits/export" name={words.visits} /></Head>
      <div class="office-column guides-column">
        {data && <p class="as-of">{words.asOf(momentText(data.as_of))}{data.data_up_to !== null && ` · ${words.dataUpTo(momentText(data.data_up_to))}`}</p>}
        <Quarters page="office/guides" quarter={quarter} />
        <Answered of={found.state.value} waiting={words.waiting} again={load}>{shown => <Shown data={shown} />}</Answered>
      </div>
    </div>
  )
}
