/** Takes in a sheet whose rows belong to organisations: tried first, with what is wrong line by line, then imported. */
import { useSignal } from '@preact/signals'
import { ProblemNotice } from './answered'
import { api, apiFile, asProblem, type Problem } from './api'
import { download } from './download'
import { TakeButton } from './exporting'
import type { OwnedReport, RowProblem } from './generated/http'
import { words } from './importWords'
import { served } from './text'
import { Button, Notice, Waiting } from './ui'
import { DropZone } from './ui/DropZone'

const PATIENCE_MS = 180_000

function Problems({ problems, onMarked }: { problems: readonly RowProblem[]; onMarked: () => void }) {
  if (!problems.length) return null
  const title = words.problems(new Set(problems.map(one => one.row)).size)
  return (
    <section class="office-card">
      <h2>{title}</h2>
      <div class="fact-table" tabIndex={0} role="region" aria-label={title}>
        <table class="list-table">
          <thead><tr>{words.columns.map(one => <th key={one} scope="col">{one}</th>)}</tr></thead>
          <tbody>{served.value(problems).map((one, at) => <tr key={at}><th scope="row">{one.row}</th><td>{one.column}</td><td>{one.value || words.blank}</td><td>{one.reason}</td></tr>)}</tbody>
        </table>
      </div>
      <Button icon="download" onClick={onMarked}>{words.download}</Button>
    </section>
  )
}

const Counts = ({ report }: { report: OwnedReport }) => {
  const counts = { added: report.added, known: report.known, problems: new Set(report.problems.map(one => one.row)).size }
  return <dl class="facts">{(['added', 'known', 'problems'] as const).map(one => <div key={one}><dt>{words.counts[one]}</dt><dd>{counts[one]}</dd></div>)}</dl>
}

/** `path` takes the workbook; beside it lie `/problems`, and `template`. */
export function SheetImport({ path, template, name }: { path: string; template: string; name: string }) {
  const file = useSignal<File | null>(null)
  const report = useSignal<OwnedReport | null>(null)
  const problem = useSignal<Problem | null>(null)
  const busy = useSignal(false)
  const run = async (chosen: File, dryRun: boolean) => {
    busy.value = true
    problem.value = null
    file.value = chosen
    await api<OwnedReport>(`${path}?dry_run=${dryRun}`, { method: 'POST', body: chosen, timeout_ms: PATIENCE_MS }).then(told => { report.value = told }, (error: unknown) => { problem.value = asProblem(error); report.value = null })
    busy.value = false
  }
  const marked = () => {
    if (file.value) void apiFile(`${path}/problems`, { method: 'POST', body: file.value, timeout_ms: PATIENCE_MS }).then(found => download(found, words.marked), (error: unknown) => { problem.value = asProblem(error) })
  }
  const told = report.value
  return (
    <>
      {problem.value && <ProblemNotice problem={problem.value} />}
      {busy.value && <Waiting>{words.reading}</Waiting>}
      {!told && !busy.value && <><DropZone title={words.drop} choose={words.choose} accept=".xlsx" onFile={chosen => { void run(chosen, true) }}>{words.fileHint}</DropZone><div class="page-actions"><TakeButton path={template} file={`${name}.xlsx`}>{words.template}</TakeButton></div></>}
      {told && (
        <>
          <Notice icon={told.dry_run ? 'info' : 'check'} title={told.dry_run ? words.trial(file.value?.name ?? '') : words.done}><Counts report={told} />{told.dry_run && !told.added && <p>{words.nothing}</p>}</Notice>
          <Problems problems={told.problems} onMarked={marked} />
          <div class="page-actions">
            <Button onClick={() => { report.value = null; file.value = null }}>{words.other}</Button>
            {told.dry_run && told.added > 0 && <Button kind="main" busy={busy.value} onClick={() => { if (file.value) void run(file.value, false) }}>{words.go(told.added)}</Button>}
          </div>
        </>
      )}
    </>
  )
}
