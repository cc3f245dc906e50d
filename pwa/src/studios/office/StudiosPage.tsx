/** All studios with their people and how far this year is. */
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { Answered } from '../../answered'
import { ExportButton } from '../../exporting'
import { keepFresh } from '../../fresh'
import type { StudioOut, StudiosOut } from '../../generated/http'
import { Resource } from '../../load'
import { to } from '../../route'
import { momentText } from '../../time'
import { ButtonLink, Card, Empty, Meter, Tag } from '../../ui'
import { Head, mayDecide, yuanText } from './Tabs'
import { words } from './words'

const found = new Resource<StudiosOut>()

export function Goals({ studio: { year }, children }: { studio: StudioOut; children?: (goal: StudioOut['year']['goals'][number]) => ComponentChildren }) {
  return (
    <ul class="studio-goals">
      {year.goals.filter(one => one.target || one.records.length).map(one => (
        <li key={one.key}>
          <p class="studio-goal"><span class="grow">{one.title}</span><b>{words.goal(one.records.length, one.target)}</b></p>
          <Meter label={`${one.title} ${words.goal(one.records.length, one.target)}`} parts={[{ tone: 'green', share: one.target ? one.records.length / one.target : 1 }]} />
          {children?.(one)}
        </li>
      ))}
    </ul>
  )
}

export const drawnText = ({ year }: StudioOut): string => (year.computed_at ? [words.asOf(momentText(year.computed_at)), year.data_up_to !== null && words.dataUpTo(momentText(year.data_up_to))].filter(Boolean).join(' · ') : words.notDrawn)

function StudioCard({ one }: { one: StudioOut }) {
  const now = one.people.filter(person => !person.to_on)
  const lead = now.find(person => person.leads)
  return (
    <Card title={<a class="link" href={to(`office/studios/${one.studio}`)}>{one.name}</a>} aside={one.closed_on ? <Tag>{words.closed}</Tag> : undefined}>
      <p class="small">{[one.org_name, lead && words.lead(lead.name), words.members(now.length), one.place].filter(Boolean).join(' · ')}</p>
      <Goals studio={one} />
      {one.year.yuan > 0 && <p class="small">{words.yuan(yuanText(one.year.yuan))}</p>}
      <p class="as-of">{drawnText(one)}</p>
    </Card>
  )
}

export function StudiosPage({ query }: { query: URLSearchParams }) {
  const year = query.get('year')
  const load = () => { void found.load(`/api/studios${year ? `?year=${year}` : ''}`) }
  useEffect(() => { load(); return keepFresh(load) }, [year])
  return (
    <div>
      <Head title={words.short} tab="studios"><ExportButton path="/api/studios/export" query={{ year }} name={words.short} />{mayDecide() && <ButtonLink kind="main" icon="plus" href={to('office/studios/new')}>{words.addStudio}</ButtonLink>}</Head>
      <div class="office-column">
        <Answered of={found.state.value} waiting={words.waiting} again={load}>
          {data => (data.studios.length ? <div class="studio-cards">{data.studios.map(one => <StudioCard key={one.studio} one={one} />)}</div> : <Empty icon="star" title={words.noStudios}>{words.noStudiosText}</Empty>)}
        </Answered>
      </div>
    </div>
  )
}
