/** Importing a sheet of facts: what it is about and for whom it is complete, the trial with its problems, the import; past imports. */
import { useEffect } from 'preact/hooks'
import { Answered, ProblemNotice } from '../../answered'
import type { FactImportOut, FactReport, SheetProblem } from '../../generated/http'
import { Resource } from '../../load'
import { phrases } from '../../phrases'
import { to } from '../../route'
import { served } from '../../text'
import { momentText } from '../../time'
import { Button, ButtonLink, Icon, SelectField, Waiting } from '../../ui'
import { DropZone } from '../../ui/DropZone'
import { KINDS } from '../kinds'
import { t } from '../words'
import { wordFor } from '../../words'
import { Frame, quarter, useBranches } from './Head'
import { choose, downloadMarked, downloadTemplate, forget, importing, run, setAbout } from './imports'
import { words } from './words'

const past = new Resource<FactImportOut[]>()
const loadPast = (): Promise<void> => past.load('/api/facts/imports')

function About() {
  const branches = useBranches()
  const { kind, branches: complete } = importing.value
  const value = complete.length === 0 ? '' : complete.length === 1 ? complete[0]! : 'all'
  const cover = (chosen: string) => setAbout({ branches: chosen === '' ? [] : chosen === 'all' ? branches.map(one => one.id) : [chosen] })
  return (
    <section class="office-card fact-about">
      <SelectField id="import-kind" label={words.kind} value={kind} options={KINDS.map(one => ({ value: one.key, label: t.kinds[one.key] }))} onInput={key => setAbout({ kind: key })} />
      <SelectField id="import-complete" label={words.complete} hint={words.completeHint} value={value} onInput={cover}
        options={[{ value: '', label: words.completeNone }, { value: 'all', label: words.completeAll }, ...branches.map(one => ({ value: one.id, label: one.name }))]} />
      <Button icon="download" onClick={() => { void downloadTemplate(kind, wordFor(t.kinds, kind)) }}>{words.template}</Button>
    </section>
  )
}

const Past = () => (
  <section class="office-card">
    <h2>{words.past}</h2>
    <Answered of={past.state.value} waiting={words.waiting} again={() => { void loadPast() }}>
      {items => (items.length ? (
        <ul class="fact-past">{items.map(one => <li key={one.id}><b>{wordFor(t.kinds, one.kind)} {one.quarter}</b><span>{one.file_name}</span><span>{words.pastLine(one.added, one.refused)}</span><small>{words.source(one.imported_by_name, momentText(one.imported_at), false)}</small></li>)}</ul>
      ) : <p class="soft">{words.noPast}</p>)}
    </Answered>
  </section>
)

function Problems({ problems, file }: { problems: readonly SheetProblem[]; file: File | null }) {
  if (!problems.length) return null
  return (
    <section class="office-card fact-heeded">
      <h2>{words.problemsTitle(new Set(problems.map(one => one.row)).size)}</h2>
      <p>{words.problemsText}</p>
      <div class="fact-table" tabIndex={0} role="region" aria-label={words.problemsTitle(problems.length)}>
        <table class="list-table problems">
          <thead><tr>{words.problem.map(one => <th key={one} scope="col">{one}</th>)}</tr></thead>
          <tbody>{served.value(problems).map((one, at) => <tr key={at}><th scope="row">{one.row}</th><td>{one.column}</td><td>{one.value || words.blank}</td><td>{one.reason}</td><td>{one.remedy}</td></tr>)}</tbody>
        </table>
      </div>
      {file && <Button icon="download" onClick={() => { void downloadMarked(file) }}>{words.download}</Button>}
    </section>
  )
}

function Counts({ report }: { report: FactReport }) {
  const counts = { added: report.added, known: report.known, outsiders: report.outsiders.length, problems: new Set(report.problems.map(one => one.row)).size }
  return (
    <>
      <dl class="fact-counts">{(Object.keys(counts) as (keyof typeof counts)[]).map(one => <div key={one}><dt>{words.counts[one]}</dt><dd>{counts[one]}</dd></div>)}</dl>
      {report.branches.length > 0 && <p class="soft">{report.branches.map(one => `${one.branch_name} ${one.rows}`).join(phrases.and)}</p>}
      {report.outsiders.length > 0 && <details><summary>{words.outsidersTitle(report.outsiders.length)}</summary><p>{report.outsiders.map(one => `${one.row} ${one.name} ${one.number}`).join(phrases.and)}</p></details>}
    </>
  )
}

function Trial({ report }: { report: FactReport }) {
  const { file, busy, branches } = importing.value
  const covers = branches.length > 0 && !report.coverage_withheld
  return (
    <>
      <section class="office-card"><h2>{words.result(file?.name ?? '')}</h2><Counts report={report} />
        {report.coverage_withheld ? <p><b>{words.withheld}</b></p> : covers && <p>{words.willCover(branches.length)}</p>}
        {!report.added && !covers && <p class="soft">{words.nothing}</p>}
      </section>
      <Problems problems={report.problems} file={file} />
      <div class="page-actions">
        <Button onClick={forget}>{words.chooseOther}</Button>
        {(report.added > 0 || covers) && <Button kind="main" busy={busy === 'importing'} onClick={() => { void run('importing') }}>{report.added ? words.go(report.added) : words.goCover}</Button>}
      </div>
    </>
  )
}

const Done = ({ report }: { report: FactReport }) => (
  <>
    <section class="office-card" role="status"><h2><Icon name="check" size={24} weight={2.6} /> {words.doneTitle}</h2><p>{words.doneText(report.added, report.covered)}</p><Counts report={report} /></section>
    <Problems problems={report.problems} file={importing.value.file} />
    <div class="page-actions"><Button onClick={() => { forget(); void loadPast() }}>{words.again}</Button><ButtonLink kind="main" href={to('office/facts')}>{words.toLedger}</ButtonLink></div>
  </>
)

export function ImportPage() {
  const { report, fault, problem, busy } = importing.value
  useEffect(() => { void loadPast(); return () => { if (importing.value.report?.dry_run === false) forget() } }, [])
  useEffect(() => { if (importing.value.report?.dry_run) void run('reading') }, [quarter.value])
  return (
    <Frame current="importing">
      <div class="office-column">
        {!report && <p class="intro">{words.intro}</p>}
        {report?.dry_run !== false && <About />}
        {fault && <p class="fact-fault" role="alert"><Icon name="alert" size={22} />{fault}</p>}
        {problem && <ProblemNotice problem={problem} />}
        {busy === 'reading' ? <Waiting>{words.reading}</Waiting> : !report ? <DropZone title={words.drop} choose={words.choose} accept=".xlsx" onFile={file => { void choose(file) }}>{words.fileHint}</DropZone> : report.dry_run ? <Trial report={report} /> : <Done report={report} />}
        {!report && <div class="fact-later"><Past /></div>}
      </div>
    </Frame>
  )
}
