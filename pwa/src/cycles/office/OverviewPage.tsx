/** All branches of a quarter: how far each is, what holds it, and the steps that can be made for all who are ready. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered, ProblemNotice } from '../../answered'
import { ExportButton } from '../../exporting'
import { keepFresh } from '../../fresh'
import type { CycleOut, MovedAllOut, OpenedOut, OverviewOut } from '../../generated/http'
import { go, to } from '../../route'
import { me } from '../../session'
import { served } from '../../text'
import { dayText, momentText, periodText } from '../../time'
import { Button, Chips, Empty, Notice, Sheet, Tag } from '../../ui'
import { wordFor } from '../../words'
import { forgetProblem, isUsual, loadOverview, overview, send, sending } from '../state'
import { t } from '../words'
import { Head } from './Head'
import { HolidayNotice } from './HolidayNotice'

function Holds({ cycle }: { cycle: CycleOut }) {
  const waits = cycle.state === 'collecting' || cycle.state === 'computed'
  const found = [
    waits && cycle.missing > 0 && t.office.missing(cycle.missing), cycle.ties_open > 0 && t.office.tied(cycle.ties_open), cycle.appeals_open > 0 && t.office.appeals(cycle.appeals_open),
    cycle.vetoes_open > 0 && t.office.vetoes(cycle.vetoes_open), cycle.is_stale && t.office.stale, cycle.changed_since > 0 && t.office.changed(cycle.changed_since),
  ].filter((one): one is string => typeof one === 'string')
  return found.length ? <span class="holds">{found.map(one => <Tag key={one} tone="heed">{one}</Tag>)}</span> : <span class="soft">{t.office.clear}</span>
}

const Line = ({ cycle }: { cycle: CycleOut }) => (
  <tr>
    <th scope="row"><a class="row-link" href={to(`office/cycles/${cycle.cycle}`)}>{cycle.branch_name}</a></th>
    <td>{wordFor(t.states, cycle.state)}{cycle.version > 1 && ` · ${t.branch.version(cycle.version)}`}</td>
    <td data-label={cycle.due_at === null ? undefined : t.office.due}>{cycle.due_at !== null && dayText(cycle.due_at)} {cycle.is_late && <Tag tone="red" icon="clock">{t.office.late}</Tag>}</td>
    <td data-label={t.office.hold}><Holds cycle={cycle} /></td>
    <td class="number" data-label={t.office.members}>{cycle.members}</td>
  </tr>
)

/** Usual steps that nothing blocks, with how many branches are ready for each. */
function ready(cycles: readonly CycleOut[]): [string, string, number][] {
  const found = new Map<string, [string, number]>()
  for (const move of cycles.flatMap(cycle => cycle.moves)) {
    if (move.blocks.length || !isUsual(move)) continue
    found.set(move.move, [served.value(move.title), (found.get(move.move)?.[1] ?? 0) + 1])
  }
  return [...found].map(([move, [title, count]]) => [move, title, count])
}

function AllMoves({ data, again }: { data: OverviewOut; again: () => void }) {
  const asked = useSignal<[string, string, number] | null>(null)
  const done = useSignal<MovedAllOut | null>(null)
  const make = async () => {
    const moved = await send<MovedAllOut>('all', '/api/cycles/moves', { quarter: data.quarter, move: asked.value![0] })
    if (moved) { asked.value = null; done.value = moved; again() }
  }
  const actions = <><Button kind="quiet" onClick={() => { asked.value = null }}>{t.move.cancel}</Button><Button kind="main" icon="check" busy={sending.value.busy === 'all'} onClick={() => { void make() }}>{t.move.doIt}</Button></>
  return (
    <div>
      {ready(data.cycles).map(one => <Button key={one[0]} small onClick={() => { forgetProblem(); asked.value = one }}>{t.office.all(one[1], one[2])}</Button>)}
      {done.value && <p role="status">{t.office.moved(done.value.moved, done.value.blocked)}</p>}
      {asked.value && (
        <Sheet title={t.office.all(asked.value[1], asked.value[2])} open onClose={() => { asked.value = null }} actions={actions}>
          <p>{wordFor(t.move.explains, asked.value[0])}</p>
          {sending.value.problem && <ProblemNotice problem={sending.value.problem} />}
        </Sheet>
      )}
    </div>
  )
}

function Beginning({ data, again }: { data: OverviewOut; again: () => void }) {
  const begin = async () => { if (await send<OpenedOut>('open', '/api/cycles/open', { quarter: data.quarter })) again() }
  const mayBegin = me.value?.roles.some(one => one.role === 'office')
  useEffect(forgetProblem, [])
  return (
    <>
      <Empty icon="star" title={t.office.none} actions={mayBegin && <Button busy={sending.value.busy === 'open'} onClick={() => { void begin() }}>{t.office.open} {periodText(data.quarter)}</Button>}>{t.office.noneText}</Empty>
      {sending.value.problem && <ProblemNotice problem={sending.value.problem} />}
    </>
  )
}

function Table({ data, again }: { data: OverviewOut; again: () => void }) {
  if (!data.cycles.length) return <Beginning data={data} again={again} />
  const quarters = data.quarters.slice(0, 6)
  return (
    <>
      <div class="bar">
        {quarters.length > 1 ? <Chips label={t.office.quarter} value={data.quarter} choices={quarters.map(value => ({ value, label: periodText(value) }))} onChoose={value => go(`office/cycles?quarter=${value}`)} /> : <b>{periodText(data.quarter)}</b>}
        <AllMoves data={data} again={again} />
        <ExportButton path="/api/cycles/export" query={{ quarter: data.quarter }} name={`${t.office.title} ${data.quarter}`} />
      </div>
      <div class="scroll cycles-of" tabIndex={0} role="region" aria-label={t.office.tabCycles}>
        <table class="list-table">
          <thead><tr><th>{t.office.branch}</th><th>{t.office.state}</th><th>{t.office.due}</th><th>{t.office.hold}</th><th class="number">{t.office.members}</th></tr></thead>
          <tbody>{data.cycles.map(cycle => <Line key={cycle.cycle} cycle={cycle} />)}</tbody>
        </table>
      </div>
      <p class="as-of">{t.office.asOf(momentText(data.as_of))}</p>
    </>
  )
}

export function OverviewPage({ quarter }: { quarter: string | null }) {
  const again = () => { void loadOverview(quarter) }
  useEffect(() => { again(); return keepFresh(again) }, [quarter])
  const { data, problem } = overview.state.value
  return (
    <div class="cycles">
      <Head title={t.office.title} quarter={data?.quarter ?? quarter} current="cycles" />
      {problem && data && <Notice tone="heed" title={problem.body.title}>{problem.body.detail}</Notice>}
      {data?.unknown_years.map(year => <HolidayNotice key={year} year={year} />)}
      <Answered of={overview.state.value} waiting={t.office.waiting} again={again}>{shown => <Table data={shown} again={again} />}</Answered>
    </div>
  )
}
