/** The ledger of meetings: a month, quarter or year by branch and kind, as a workbook, and the minutes as Word or PDF. */
import { useEffect } from 'preact/hooks'
import { Answered, ProblemNotice } from '../../answered'
import { ExportButton, TakeButton } from '../../exporting'
import type { MeetingLineOut } from '../../generated/http'
import { useLive } from '../../live'
import { grainOf, periodInYear, regrained, stepped, type Grain } from '../../period'
import { to } from '../../route'
import type { As, Organisation } from '../../rows'
import { dayText, periodText } from '../../time'
import { Button, Empty, IconButton } from '../../ui'
import { shell, wordFor } from '../../words'
import { Frame, isOffice } from './Head'
import { further, ledger, loadLedger, loadMore, show, wantedOf, type Wanted } from './ledger'
import { words } from './words'

const GRAINS: readonly Grain[] = ['month', 'quarter', 'year']

function Period({ wanted }: { wanted: Wanted }) {
  const { period } = wanted
  return (
    <div class="period" role="group" aria-label={words.period}>
      <div class="segments">
        {GRAINS.map(one => <button key={one} type="button" aria-pressed={one === grainOf(period)} onClick={() => show({ ...wanted, period: regrained(period, one, Date.now()) })}>{words.grains[one]}</button>)}
      </div>
      <IconButton icon="back" label={words.earlier} size={20} onClick={() => show({ ...wanted, period: stepped(period, -1) })} />
      <b aria-live="polite">{grainOf(period) === 'quarter' ? periodInYear(period) : periodText(period)}</b>
      <IconButton icon="go" label={words.later} size={20} onClick={() => show({ ...wanted, period: stepped(period, 1) })} />
    </div>
  )
}

/** Branches by name, from the rows that every account of the mine holds. */
function useBranches(): readonly Organisation[] {
  return useLive(['row:organisation'], async phone => {
    const all = await phone.rows<As<Organisation>>('organisation')
    return all.filter(one => one.kind === 'branch' && !one.closed_on).sort((one, other) => one.name.localeCompare(other.name, 'zh'))
  }) ?? []
}

function Filters({ wanted }: { wanted: Wanted }) {
  const branches = useBranches()
  const name = `${words.short} ${wanted.period}`
  return (
    <div class="papers-bar">
      <select class="control" aria-label={words.branch} value={wanted.branch} onInput={event => show({ ...wanted, branch: event.currentTarget.value })}>
        <option value="">{words.allBranches}</option>
        {branches.map(one => <option key={one.id} value={one.id}>{one.name}</option>)}
      </select>
      <select class="control" aria-label={words.kind} value={wanted.kind} onInput={event => show({ ...wanted, kind: event.currentTarget.value })}>
        <option value="">{words.allKinds}</option>
        {Object.entries(shell.kinds).map(([key, title]) => <option key={key} value={key}>{title}</option>)}
      </select>
      <ExportButton path="/api/papers/ledger/export" query={{ ...wanted }} name={name} />
      <TakeButton path="/api/papers/minutes" query={{ ...wanted, format: 'pdf' }} file={`${words.minutes} ${wanted.period}.pdf`}>{words.allPdf}</TakeButton>
      <TakeButton path="/api/papers/minutes" query={{ ...wanted, format: 'docx' }} file={`${words.minutes} ${wanted.period}.zip`}>{words.allWord}</TakeButton>
      {isOffice() && <TakeButton path="/api/papers/exchange" query={{ period: wanted.period }} file={`${words.exchange} ${wanted.period}.zip`}>{words.exchange}</TakeButton>}
    </div>
  )
}

function Line({ line }: { line: MeetingLineOut }) {
  const name = `${dayText(line.held_start)} ${line.title}`
  const path = `/api/papers/minutes/${line.meeting}`
  const counts = [line.expected, line.present, line.leave, line.absent]
  return (
    <tr>
      <td data-label={words.columns[0]}>{dayText(line.held_start)}</td>
      <th scope="row"><a class="row-link" href={to(`office/record/${line.meeting}`)}>{line.title}</a><small class="soft">{wordFor(shell.kinds, line.kind)} · {wordFor(shell.statuses, line.status)}</small></th>
      <td data-label={words.columns[2]}>{line.group_name || line.branch_name}</td>
      <td data-label={words.columns[3]}>{line.chair_name}</td>
      {counts.map((count, at) => <td key={at} class="number" data-label={words.columns[4 + at]}>{count}</td>)}
      <td class="papers-take"><TakeButton path={path} query={{ format: 'pdf' }} file={`${name}.pdf`} label={words.pdfOf(name)}>{words.pdf}</TakeButton><TakeButton path={path} query={{ format: 'docx' }} file={`${name}.docx`} label={words.wordOf(name)}>{words.word}</TakeButton></td>
    </tr>
  )
}

function Table({ lines, wanted }: { lines: readonly MeetingLineOut[]; wanted: Wanted }) {
  const { cursor, busy, problem } = further.value
  if (!lines.length) return <Empty icon="book" title={words.empty}>{words.emptyText}</Empty>
  return (
    <>
      <div class="papers-table" tabIndex={0} role="region" aria-label={words.ledger}>
        <table class="list-table">
          <thead><tr>{words.columns.map((column, at) => <th key={column} scope="col" class={at > 3 && at < 8 ? 'number' : undefined}>{column}</th>)}</tr></thead>
          <tbody>{lines.map(line => <Line key={line.meeting} line={line} />)}</tbody>
        </table>
      </div>
      {problem && <ProblemNotice problem={problem} />}
      {cursor && <Button busy={busy} onClick={() => { void loadMore(wanted) }}>{words.more}</Button>}
    </>
  )
}

export function LedgerPage({ query }: { query: URLSearchParams }) {
  const wanted = wantedOf(query)
  const again = () => { void loadLedger(wanted) }
  useEffect(again, [wanted.period, wanted.branch, wanted.kind])
  return (
    <Frame current="ledger" head={<Period wanted={wanted} />}>
      <Filters wanted={wanted} />
      <Answered of={ledger.state.value} waiting={words.waiting} again={again}>{data => <Table lines={[...data.lines, ...further.value.lines]} wanted={wanted} />}</Answered>
    </Frame>
  )
}
