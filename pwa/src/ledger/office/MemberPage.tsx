/** One member's page: posts and moves, marks at meetings, facts, published results with their reasons, requests for correction. */
import { useEffect } from 'preact/hooks'
import { Answered } from '../../answered'
import { factWords } from '../../factWords'
import type { KnownFact, MarkLineOut, MemberLedgerOut, AwardedOut } from '../../generated/http'
import { Resource } from '../../load'
import type { PageProps } from '../../part'
import { periodInYear } from '../../period'
import { phrases } from '../../phrases'
import { pointsText } from '../../points'
import { to } from '../../route'
import { me } from '../../session'
import { wordFor } from '../../text'
import { dayText, momentText } from '../../time'
import { Tag } from '../../ui'
import { shell } from '../../words'
import { Block, Head, More } from './Frame'
import { heldSpan, periodIn, Take } from './PlacePage'
import { Paged } from './paging'
import { Sections } from './Sections'
import { words } from './words'

const shown = new Resource<MemberLedgerOut>()
const marks = new Paged<MarkLineOut>()

const Places = ({ data }: { data: MemberLedgerOut }) => (
  <>
    <Block title={words.posts}>
      {data.posts.length
        ? <ul>{data.posts.map(one => <li key={`${one.org}${one.post}${one.from_on}`} class="ledger-line"><b>{wordFor(shell.posts, one.post)}</b><a class="grow" href={to(`office/ledger/${one.org}`)}>{one.org_name}</a><span class="soft">{heldSpan(one)}</span></li>)}</ul>
        : <p class="soft">{words.noPosts}</p>}
    </Block>
    <Block title={words.moves}>
      <ul>{data.moves.map(one => <li key={`${one.branch}${one.from_on}`} class="ledger-line"><a class="grow" href={to(`office/ledger/${one.branch}`)}>{one.branch_name}{one.group_name && ` · ${one.group_name}`}</a><span class="soft">{heldSpan(one)}</span></li>)}</ul>
    </Block>
  </>
)

function Marks({ data }: { data: MemberLedgerOut }) {
  const pages = marks.state.value
  const path = `/api/ledger/members/${data.member}/attendance`
  useEffect(() => { void marks.load(`${path}?period=${data.period}`) }, [path, data.period])
  return (
    <Block title={words.marks} aside={<><span class="soft">{Object.entries(data.marks).map(([status, count]) => `${wordFor(shell.attendance, status)} ${count}`).join(' · ')}</span><Take path={`${path}/export`} query={{ period: data.period }} name={`${data.name} ${words.marks} ${data.period}`} /></>}>
      <More pages={pages} more={() => { void marks.more() }} empty={words.noMarks}>
        <ul>{pages.items.map(one => (
          <li key={one.meeting} class="ledger-line">
            <a class="grow" href={to(`office/record/${one.meeting}`)}>{one.title || wordFor(shell.kinds, one.kind)}</a>
            <b>{wordFor(shell.attendance, one.status)}</b>{one.reason && <span>{one.reason}</span>}
            <span class="soft">{one.held_start === null ? '' : dayText(one.held_start)}</span>
          </li>
        ))}</ul>
      </More>
    </Block>
  )
}

function Fact({ one }: { one: KnownFact }) {
  const grades = (factWords.grades as Record<string, Record<string, string>>)[one.kind] ?? {}
  return (
    <li class="ledger-line">
      <b>{wordFor(factWords.kinds, one.kind)}</b>{one.grade && <Tag>{wordFor(grades, one.grade)}</Tag>}
      <span class="grow">{[one.text, one.until, one.amount === null ? '' : words.points(pointsText(one.amount))].filter(Boolean).join(' · ')}</span>
      <span class="soft">{one.on} · {words.enteredBy(one.entered_by_name)}</span>
    </li>
  )
}

const PAGES: Readonly<Record<string, string>> = { meeting: 'office/record', achievement: 'office/studios/achievements', dispatch_order: 'office/orders' }

function Result({ one, titles }: { one: AwardedOut; titles: Readonly<Record<string, string>> }) {
  return (
    <div class="ledger-result">
      <h3>{periodInYear(one.quarter)} · {words.star(one.star)} <Tag>{wordFor(words.states, one.state)}</Tag> {one.total_tenths !== null && <span>{words.points(pointsText(one.total_tenths))}</span>}</h3>
      <p class="ledger-points">{Object.entries(one.points).map(([key, points]) => <span key={key}>{wordFor(titles, key)} <b>{pointsText(points)}</b></span>)}</p>
      {one.lines
        ? <details><summary>{words.why}</summary><ul>{one.lines.map((line, at) => (
          <li key={at} class="ledger-line"><span class="grow">{wordFor(titles, line.dimension)}{phrases.colon}{line.text}</span>{line.points_tenths !== null && <b>{pointsText(line.points_tenths)}</b>}
            {line.records.map(one => <a key={one.id} href={to(`${PAGES[one.table]}/${one.id}`)}>{words.toRecord}</a>)}</li>
        ))}</ul></details>
        : <p class="small soft">{words.onlyPoints}</p>}
    </div>
  )
}

const Corrections = ({ data }: { data: MemberLedgerOut }) => (
  <Block title={words.corrections}>
    {data.corrections.length
      ? <ul>{data.corrections.map(one => (
        <li key={one.correction} class="ledger-line"><b>{wordFor(words.abouts, one.about)}</b><span class="grow">{one.seen} → {wordFor(shell.attendance, one.wanted)}{one.answer && `（${one.answer}）`}</span><Tag>{wordFor(words.correctionStates, one.state)}</Tag><span class="soft">{dayText(one.asked_at)}</span></li>
      ))}</ul>
      : <p class="soft">{words.noCorrections}</p>}
  </Block>
)

function Body({ data }: { data: MemberLedgerOut }) {
  return (
    <>
      <p class="ledger-about">{words.number} {data.employee_no}{data.kind === 'probationary' && <Tag>{words.probationary}</Tag>}{data.status === 'left' && <Tag>{words.left}</Tag>} · <span class="as-of">{words.asOf(momentText(data.as_of))}</span>{me.value?.member !== data.member && <span class="soft"> · {words.looked}</span>}</p>
      <div class="ledger-columns">
        <div>
          <Marks data={data} />
          <Block title={words.facts}>{data.facts.length ? <ul>{data.facts.map(one => <Fact key={one.id} one={one} />)}</ul> : <p class="soft">{words.noFacts}</p>}</Block>
          <Sections sections={data.sections} from={0} />
          <Corrections data={data} />
        </div>
        <div>
          <Block title={words.results}>{data.results.length ? data.results.map(one => <Result key={one.cycle} one={one} titles={data.titles} />) : <p class="soft">{words.noResults}</p>}</Block>
          <Sections sections={data.sections} from={1} />
          <Places data={data} />
        </div>
      </div>
    </>
  )
}

export function MemberPage({ path, query }: PageProps) {
  const [member = ''] = path
  const period = periodIn(query)
  const from = `/api/ledger/members/${encodeURIComponent(member)}?period=${period}`
  const load = () => { void shown.load(from) }
  useEffect(load, [from])
  const state = shown.state.value
  const found = state.data?.member === member ? state.data : null
  const title = found?.name ?? words.title
  useEffect(() => { document.title = title }, [title])
  return (
    <div class="ledger">
      <Head title={title} crumbs={found ? [{ href: `office/ledger/${found.branch}`, name: found.branch_name }] : []} address={`office/ledger/member/${member}`} period={period} />
      <div class="ledger-body"><Answered of={state} waiting={words.waiting} again={load}>{data => <Body data={data} />}</Answered></div>
    </div>
  )
}
