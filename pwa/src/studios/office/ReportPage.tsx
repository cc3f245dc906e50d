/** A studio's quarter as a report: what was completed, what is under review, how the year stands, who belongs to it; printable. */
import { useEffect } from 'preact/hooks'
import { Answered } from '../../answered'
import type { AchievementOut, StudioReportOut } from '../../generated/http'
import { Resource } from '../../load'
import { periodAt, stepped } from '../../period'
import { phrases } from '../../phrases'
import { go } from '../../route'
import { momentText, periodText } from '../../time'
import { Button, IconButton } from '../../ui'
import { drawnText, Goals } from './StudiosPage'
import { Head, yuanText } from './Tabs'
import { words } from './words'

const found = new Resource<StudioReportOut>()

const quarterText = (quarter: string): string => `${quarter.slice(0, 4)} ${periodText(quarter)}`

function Table({ items }: { items: readonly AchievementOut[] }) {
  const { title, people, effect } = words.columns
  return (
    <table class="list-table achievements-table">
      <thead><tr>{[title, people, effect].map(one => <th key={one} scope="col">{one}</th>)}</tr></thead>
      <tbody>{items.map(one => <tr key={one.achievement}><td><b>{one.title}</b><small>{one.kind_title} · {one.done_on}</small></td><td>{one.people.map(person => `${person.name} ${words.share(person.share)}`).join(phrases.and)}</td><td>{one.effect}{one.yuan_basis && <small>{one.yuan_basis}</small>}</td></tr>)}</tbody>
    </table>
  )
}

function Report({ data }: { data: StudioReportOut }) {
  const { studio, achievements, under_way } = data
  return (
    <article class="studio-report">
      <p class="as-of">{[studio.org_name, studio.motto, words.asOf(momentText(data.as_of))].filter(Boolean).join(' · ')}</p>
      <section><h2>{words.doneIn}</h2>{achievements.length ? <><p>{words.sum(achievements.length, yuanText(data.yuan))}</p><Table items={achievements} /></> : <p>{words.noDone}</p>}</section>
      <section><h2>{words.underWay}</h2>{under_way.length ? <Table items={under_way} /> : <p>{words.noUnderWay}</p>}</section>
      <section><h2>{words.yearIn(studio.year.year)}</h2><Goals studio={studio}>{goal => <p class="small soft">{goal.records.map(one => one.title).join(phrases.and) || words.noRecords}</p>}</Goals><p class="as-of">{drawnText(studio)}</p></section>
      <section><h2>{words.peopleNow}</h2><p>{studio.people.filter(one => !one.to_on).map(one => `${one.name}${one.leads ? `（${words.leads}）` : ''}`).join(phrases.and)}</p></section>
    </article>
  )
}

export function ReportPage({ id, asked }: { id: string; asked: string | undefined }) {
  const quarter = asked ?? periodAt('quarter', Date.now())
  const load = () => { void found.load(`/api/studios/${encodeURIComponent(id)}/report/${quarter}`) }
  useEffect(load, [id, quarter])
  const turn = (by: number) => go(`office/studios/${id}/report/${stepped(quarter, by)}`, true)
  return (
    <div>
      <Head title={found.state.value.data ? words.reportTitle(found.state.value.data.studio.name, quarterText(quarter)) : words.report} tab={null}>
        <IconButton icon="back" label={words.earlier} onClick={() => turn(-1)} /><IconButton icon="go" label={words.later} onClick={() => turn(1)} /><Button icon="text" onClick={() => print()}>{words.print}</Button>
      </Head>
      <Answered of={found.state.value} waiting={words.waiting} again={load}>{data => <Report data={data} />}</Answered>
    </div>
  )
}
