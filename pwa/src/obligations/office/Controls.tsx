/** The board's head: period, counts of each colour, filters. */
import { Figure } from '../../answered'
import type { Heed } from '../../office'
import { grainOf, periodAt, regrained, stepped, type Grain } from '../../period'
import { phrases } from '../../phrases'
import { IconButton, Mark, type Colour } from '../../ui'
import { clockOf, momentText } from '../../time'
import { isWide } from '../../ui/wide'
import { to } from '../../route'
import { t as wallWords } from './wall/words'
import { DIRECT, generalBranches, kindsOf, NO_FILTER, tally, type Filter, type Tally } from './matrix'
import { board, kindName, loadBoard, periodName, picking, show, shownFilter, shownPeriod, startPicking } from './state'
import { isQuiet } from './Matrix'
import type { Board, BoardRow } from './types'
import { words } from './words'

const GRAINS: readonly Grain[] = ['month', 'quarter', 'year']

export function PeriodChooser() {
  const period = shownPeriod()
  const grain = grainOf(period)
  const isNow = period === periodAt(grain, Date.now())
  return (
    <div class="period" role="group" aria-label={words.period}>
      <div class="segments">
        {GRAINS.map(one => (
          <button key={one} type="button" aria-pressed={one === grain} onClick={() => show({ period: regrained(period, one, Date.now()) })}>{words.grains[one]}</button>
        ))}
      </div>
      <IconButton icon="back" label={words.earlier} size={20} onClick={() => show({ period: stepped(period, -1) })} />
      <b class="period-name" aria-live="polite">{periodName(period)}</b>
      <IconButton icon="go" label={words.later} size={20} onClick={() => show({ period: stepped(period, 1) })} />
      {!isNow && <button type="button" class="link" onClick={() => show({ period: periodAt(grain, Date.now()) })}>{words.now}</button>}
    </div>
  )
}

const MARKS: Record<keyof Tally, { tone: Colour; hollow: boolean }> = {
  red: { tone: 'red', hollow: false }, yellow: { tone: 'yellow', hollow: false }, green: { tone: 'green', hollow: false },
  grey: { tone: 'grey', hollow: false }, late: { tone: 'red', hollow: true }, excused: { tone: 'grey', hollow: false },
}
const ALWAYS: readonly (keyof Tally)[] = ['red', 'yellow', 'green', 'grey']
const IF_ANY: readonly (keyof Tally)[] = ['late', 'excused']

export function Counts({ rows, told }: { rows: readonly BoardRow[]; told: readonly Heed[] | null }) {
  const counts = tally(rows, told)
  const shown = [...ALWAYS, ...IF_ANY.filter(head => counts[head] !== 0)]
  return (
    <ul class="counts" aria-label={words.counts}>
      {shown.map(head => (
        <li key={head}><Mark {...MARKS[head]} size={20} /><span>{words.heads[head]}</span><b><Figure of={counts[head]} /></b></li>
      ))}
    </ul>
  )
}

/** When the board was computed, and whether it could be asked for again since. */
export function AsOf({ data }: { data: Board }) {
  const { problem, busy } = board.state.value
  if (problem) {
    return <p class="board-as-of heed" role="status">{words.stale(clockOf(data.as_of))} <button type="button" class="link" onClick={() => { void loadBoard() }}>{words.again}</button></p>
  }
  const unsent = data.rows.reduce((sum, row) => sum + row.unsent, 0)
  const quiet = data.rows.filter(row => isQuiet(row.heard_at)).length
  const phones = phrases.clauses([unsent > 0 ? words.unsent(unsent) : '', quiet > 0 ? words.quietBranches(quiet) : ''])
  return <p class="board-as-of" title={words.asOfNote} aria-busy={busy}>{phrases.clauses([words.asOf(momentText(data.as_of)), phones])} <a class="link" href={to('office/wall')}>{wallWords.open}</a></p>
}

const ONLY: readonly Filter['only'][] = ['all', 'heed', 'red']

export function Filters({ data, canExcuse }: { data: Board; canExcuse: boolean }) {
  const filter = shownFilter()
  const generals = generalBranches(data.rows)
  const isFiltered = filter.kind || filter.general || filter.only !== NO_FILTER.only
  return (
    <div class="filters">
      <div class="segments" role="group" aria-label={words.only}>
        {ONLY.map(one => <button key={one} type="button" aria-pressed={one === filter.only} onClick={() => show({ only: one })}>{words.onlyChoices[one]}</button>)}
      </div>
      <select class="control" aria-label={words.kind} value={filter.kind} onInput={event => show({ kind: event.currentTarget.value })}>
        <option value="">{words.allKinds}</option>
        {kindsOf(data).map(kind => <option key={kind} value={kind}>{kindName(kind)}</option>)}
      </select>
      {generals.length > 0 && (
        <select class="control" aria-label={words.general} value={filter.general} onInput={event => show({ general: event.currentTarget.value })}>
          <option value="">{words.allGeneral}</option>
          {generals.map(name => <option key={name} value={name}>{name}</option>)}
          <option value={DIRECT}>{words.direct}</option>
        </select>
      )}
      {isWide.value && canExcuse && <button type="button" class="control pick" aria-pressed={picking.value} onClick={() => startPicking(!picking.value)}>{words.pickMany}</button>}
      {isFiltered && <IconButton icon="close" label={words.clear} size={20} onClick={() => show(NO_FILTER)} />}
    </div>
  )
}
