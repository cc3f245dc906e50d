/** Importing the roster: choose or drop the sheet, see what it would do, download what is wrong with it, import. */
import { useEffect, useRef } from 'preact/hooks'
import { served } from '../../text'
import { Button, ButtonLink, Icon, Waiting } from '../../ui'
import { DropZone } from '../../ui/DropZone'
import { ProblemNotice } from '../../answered'
import { to } from '../../route'
import { choose, downloadMarked, forgetRoster, importNow, readAgain, refusedRows, roster } from './roster'
import type { RosterReport, RowProblem } from './types'
import { words } from './words'
import './people.css'

function stepNow(): number {
  const { report, busy } = roster.value
  if (!report || busy === 'reading') return 0
  return report.dry_run && busy !== 'importing' ? 1 : 2
}

function Steps() {
  const now = stepNow()
  const isDone = roster.value.report?.dry_run === false
  return (
    <ol class="import-steps" aria-label={words.steps}>
      {words.step.map((word, at) => (
        <li key={word} class={at < now || isDone ? 'past' : undefined} aria-current={at === now && !isDone ? 'step' : undefined}>
          <span class="step-mark" aria-hidden="true">{at < now || isDone ? <Icon name="check" size={16} weight={3} /> : at + 1}</span>{word}
        </li>
      ))}
    </ol>
  )
}

const Choose = () => <DropZone title={words.drop} choose={words.choose} accept=".xlsx" onFile={file => { void choose(file) }}>{words.fileHint}</DropZone>

const COUNTED = ['committees', 'general_branches', 'branches', 'groups', 'members'] as const
const EFFECTS = ['added', 'moved', 'changed', 'unchanged', 'left'] as const

const Counts = ({ report }: { report: RosterReport }) => (
  <dl class="roster-counts">{COUNTED.map(one => <div key={one}><dt>{words.counts[one]}</dt><dd>{report.counts[one]}</dd></div>)}</dl>
)

function Effects({ report }: { report: RosterReport }) {
  return (
    <section class="office-card">
      <h2>{words.people}</h2>
      <dl class="effects">
        {EFFECTS.map(one => <div key={one} class={report[one] ? undefined : 'zero'}><dt>{words.effects[one]}</dt><dd>{report[one]}</dd><dd class="hint">{words.effectsHint[one]}</dd></div>)}
      </dl>
      {report.left_people.length > 0 && (
        <details class="left"><summary>{words.leftTitle(report.left)}</summary>
          <ul>{report.left_people.map(one => <li key={one.member}>{one.name} <span class="soft">{one.employee_no} · {one.branch_name}</span></li>)}</ul>
        </details>
      )}
    </section>
  )
}

function ProblemTable({ problems }: { problems: readonly RowProblem[] }) {
  return (
    <div class="table-scroll" tabIndex={0} role="region" aria-label={words.problemsCaption}>
      <table class="list-table problems">
        <thead><tr><th scope="col" class="number">{words.row}</th><th scope="col">{words.column}</th><th scope="col">{words.value}</th><th scope="col">{words.reason}</th></tr></thead>
        <tbody>
          {served.value(problems).map((one, at) => (
            <tr key={at}><th scope="row" class="number" data-label={words.row}>{one.row}</th><td>{one.column}</td><td class="value">{one.value || <span class="soft">{words.blank}</span>}</td><td>{one.reason}</td></tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Problems({ report }: { report: RosterReport }) {
  if (!report.problems.length) return <p class="all-good"><Icon name="check" size={22} weight={2.6} />{words.allGood}</p>
  return (
    <section class="office-card heeded">
      <div class="card-line">
        <div class="grow"><h2>{words.problemsTitle(refusedRows(report))}</h2><p class="soft">{words.problemsText}</p></div>
        <Button icon="download" busy={roster.value.busy === 'marking'} onClick={() => { void downloadMarked() }}>{roster.value.busy === 'marking' ? words.downloading : words.download}</Button>
      </div>
      <ProblemTable problems={report.problems} />
    </section>
  )
}

function Trial({ report }: { report: RosterReport }) {
  const { file, busy } = roster.value
  const refused = refusedRows(report)
  const label = refused ? words.importOther(report.counts.members, refused) : words.importAll(report.counts.members)
  const changes = report.added + report.moved + report.changed
  return (
    <>
      <section class="office-card"><h2>{words.checked(file?.name ?? '')}</h2><Counts report={report} /></section>
      <Problems report={report} />
      <Effects report={report} />
      {changes === 0 && <p class="soft">{words.nothingToDo}</p>}
      <div class="page-actions">
        <Button onClick={forgetRoster}>{words.chooseOther}</Button>
        <Button kind="main" busy={busy === 'importing'} onClick={() => { void importNow() }}>{busy === 'importing' ? words.importing : label}</Button>
      </div>
    </>
  )
}

function Done({ report }: { report: RosterReport }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => { heading.current?.focus() }, [])
  return (
    <>
      <section class="office-card imported">
        <h2 ref={heading} tabIndex={-1}><Icon name="check" size={28} weight={2.6} />{words.doneTitle}</h2>
        <p>{words.doneText(report.added, report.moved, report.changed)}</p>
        <Counts report={report} />
      </section>
      <Problems report={report} />
      <div class="page-actions">
        <Button onClick={forgetRoster}>{words.importMore}</Button>
        <ButtonLink href={to('office/board')}>{words.toBoard}</ButtonLink>
        <ButtonLink kind="main" href={to('office/people')}>{words.toPeople}</ButtonLink>
      </div>
    </>
  )
}

export function RosterPage() {
  const { report, fault, problem, busy, file } = roster.value
  useEffect(() => { document.title = words.rosterTitle }, [])
  // An import that is done is not shown again on the next visit.
  useEffect(() => () => { if (roster.value.report?.dry_run === false) forgetRoster() }, [])
  return (
    <div class="roster">
      <header class="office-title"><h1 tabIndex={-1}>{words.rosterTitle}</h1></header>
      <div class="office-column">
        <Steps />
        {!report && <p class="intro">{words.rosterIntro}</p>}
        {fault && <p class="fault" role="alert"><Icon name="alert" size={22} />{fault}</p>}
        {problem && <ProblemNotice problem={problem} again={file && !report ? () => { void readAgain() } : undefined} />}
        {busy === 'reading' ? <Waiting>{words.reading}</Waiting> : !report ? <Choose /> : report.dry_run ? <Trial report={report} /> : <Done report={report} />}
      </div>
    </div>
  )
}
