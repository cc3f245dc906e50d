/** The tri-colour board: every branch and every duty of a period at a glance, and the reason behind each cell one click away. */
import { Fragment } from 'preact'
import { useEffect } from 'preact/hooks'
import { ButtonLink, Empty, Sheet } from '../../ui'
import { Answered } from '../../answered'
import { isWide } from '../../ui/wide'
import { ExportButton } from '../../exporting'
import { keepFresh } from '../../fresh'
import { BranchList } from './BranchList'
import { AsOf, Counts, Filters, PeriodChooser } from './Controls'
import { CellDetail, detailTitle, HeedLine, importHref, Panel, Picked, Todo, type DetailProps } from './Detail'
import type { Heed } from '../../office'
import { filterHeeds, filterRows, kindsOf, leftOf, linesOf, type Left, type Line } from './matrix'
import { Matrix } from './Matrix'
import { board, chosen, heeds, picking, startPicking, loadBoard, loadHeeds, shownFilter, shownPeriod, unfolded } from './state'
import type { Board, BoardRow } from './types'
import { words } from './words'
import './board.css'

interface BoardProps extends Pick<DetailProps, 'canOpen' | 'canExcuse'> { canImport: boolean }

/** The chosen line, also when it stands folded inside its general branch. */
function chosenLine(rows: readonly BoardRow[], lines: readonly Line[]): Line | null {
  const key = chosen.value?.key
  if (!key) return null
  const shown = lines.find(line => line.key === key)
  if (shown) return shown
  const row = rows.find(one => one.branch === key)
  return row ? { key, name: row.name, cells: row.cells, row, size: 0, open: false, inside: true } : null
}

/** Why no branch stands there: nothing of the colour among the duties, and what there is all the same. */
function Calm({ left: { yellow, told } }: { left: Left }) {
  const lines = [told === null ? words.todoWaiting : told > 0 && words.calmTold(told), yellow > 0 && words.calmYellow(yellow)].filter((line): line is string => Boolean(line))
  return <Empty icon="check" title={shownFilter().only === 'red' ? words.calmNoRed : words.calmTitle}>{lines.length ? lines.map((line, at) => <Fragment key={line}>{at > 0 && <br />}{line}</Fragment>) : words.calmText}</Empty>
}

function Nothing({ canImport, isEmpty, left }: { canImport: boolean; isEmpty: boolean; left: Left }) {
  if (isEmpty) {
    return <Empty icon="board" title={words.emptyTitle} actions={canImport && <ButtonLink href={importHref} kind="plain">{words.emptyAction}</ButtonLink>}>{words.emptyText}</Empty>
  }
  return shownFilter().only === 'all' ? <Empty icon="search" title={words.nothingTitle}>{words.nothingText}</Empty> : <Calm left={left} />
}

interface AsideProps extends DetailProps { rows: readonly BoardRow[]; told: readonly Heed[] | null; lines: readonly Line[]; line: Line | null }

function Aside({ rows, told, lines, line, ...rest }: AsideProps) {
  const pick = chosen.value
  if (isWide.value) {
    return <aside class="board-side">{picking.value ? <Picked lines={lines} {...rest} /> : line && pick ? <Panel line={line} pick={pick} {...rest} /> : <Todo rows={rows} told={told} {...rest} />}</aside>
  }
  return (
    <Sheet title={line && pick ? [line.name, pick.kind && detailTitle(line, pick)].filter(Boolean).join(' · ') : ''} open={line !== null && pick !== null} onClose={() => { chosen.value = null }}>
      {line && pick && <CellDetail line={line} pick={pick} {...rest} />}
    </Sheet>
  )
}

const AT_FIRST = 3
/** The hints of meetings come often; what other parts tell moves by the hour. */
const HEEDS_MS = 60_000

/** What other parts tell, above the branches of a narrow screen: the most urgent, and the rest a tap away. */
function Told({ all, asOf }: { all: readonly Heed[]; asOf: number }) {
  const lines = (some: readonly Heed[]) => <ul class="detail-lines">{some.map(one => <li key={one.key}><HeedLine one={one} asOf={asOf} /></li>)}</ul>
  return (
    <section class="branch-card board-told" aria-label={words.todo}>
      {lines(all.slice(0, AT_FIRST))}
      {all.length > AT_FIRST && <details><summary>{words.moreTold(all.length - AT_FIRST)}</summary>{lines(all.slice(AT_FIRST))}</details>}
    </section>
  )
}

function BoardBody({ data, canImport, ...can }: BoardProps & { data: Board }) {
  const filter = shownFilter()
  const rows = filterRows(data.rows, filter)
  const kinds = filter.kind ? [filter.kind] : kindsOf(data)
  const lines = linesOf(rows, unfolded.value)
  const isEmpty = data.rows.every(row => row.cells.length === 0)
  const told = filterHeeds(heeds.value, data.rows, filter)
  return (
    <>
      <div class="board-main">
        {!isWide.value && told !== null && told.length > 0 && <Told all={told} asOf={data.as_of} />}
        {isEmpty || !lines.length ? <Nothing canImport={canImport} isEmpty={isEmpty} left={leftOf(data.rows, heeds.value, filter)} /> : isWide.value ? <Matrix lines={lines} kinds={kinds} /> : <BranchList lines={lines} kinds={kinds} />}
      </div>
      <Aside rows={rows} told={told} lines={lines} line={chosenLine(rows, lines)} asOf={data.as_of} {...can} />
    </>
  )
}

export function BoardPage(props: BoardProps) {
  const period = shownPeriod()
  const { data } = board.state.value
  const every = { ...shownFilter(), only: 'all' as const }
  useEffect(() => { void loadBoard() }, [period])
  useEffect(() => keepFresh(() => { void loadBoard() }), [])
  useEffect(() => {
    void loadHeeds()
    const poll = setInterval(() => { void loadHeeds() }, HEEDS_MS)
    return () => clearInterval(poll)
  }, [])
  useEffect(() => { document.title = words.title; return () => startPicking(false) }, [])
  return (
    <div class="board">
      <header class="board-head">
        <div class="office-title">
          <h1 tabIndex={-1}>{words.title}</h1>
          {data && (
            <>
              <Counts rows={filterRows(data.rows, every)} told={filterHeeds(heeds.value, data.rows, every)} />
              <div class="board-now"><AsOf data={data} /><ExportButton small path="/api/board/export" query={{ period, ...shownFilter() }} name={`${words.title} ${period}`} /></div>
            </>
          )}
        </div>
        <div class="board-line"><PeriodChooser />{data && <Filters data={data} canExcuse={props.canExcuse} />}</div>
      </header>
      <Answered of={board.state.value} waiting={words.waiting} again={() => { void loadBoard() }}>{shown => <BoardBody data={shown} {...props} />}</Answered>
    </div>
  )
}
