/** A sheet of honours: tried first, its problems row by row, then taken in. */
import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { ProblemNotice } from '../../answered'
import { api, apiFile, asProblem, type Problem } from '../../api'
import { download } from '../../download'
import type { HonourProblem, HonourReport } from '../../generated/http'
import { to } from '../../route'
import { served } from '../../text'
import { Button, ButtonLink, Icon, Waiting } from '../../ui'
import { DropZone } from '../../ui/DropZone'
import { Head } from './Head'
import { words } from './words'

const BYTES_AT_MOST = 10_000_000
const PATIENCE_MS = 180_000

interface Importing { file: File | null; fault: string | null; report: HonourReport | null; problem: Problem | null; busy: boolean }
const NOTHING: Importing = { file: null, fault: null, report: null, problem: null, busy: false }
const importing = signal<Importing>(NOTHING)
const forget = () => { importing.value = NOTHING }

async function run(file: File, dryRun: boolean): Promise<void> {
  importing.value = { ...importing.value, busy: true, problem: null }
  try {
    const report = await api<HonourReport>(`/api/honours/import?dry_run=${dryRun}`, { method: 'POST', body: file, timeout_ms: PATIENCE_MS })
    importing.value = { ...importing.value, report, busy: false }
  } catch (error) { importing.value = { ...importing.value, report: null, problem: asProblem(error), busy: false } }
}

async function choose(file: File): Promise<void> {
  const fault = !/\.xlsx$/i.test(file.name) ? words.notExcel : file.size > BYTES_AT_MOST ? words.tooLarge : null
  importing.value = { ...NOTHING, file: fault ? null : file, fault }
  if (!fault) await run(file, true)
}

async function take(path: string, ask: Parameters<typeof apiFile>[1], name: string): Promise<void> {
  try {
    download(await apiFile(path, ask), name)
  } catch (error) { importing.value = { ...importing.value, problem: asProblem(error) } }
}

function Problems({ problems, file }: { problems: readonly HonourProblem[]; file: File }) {
  if (!problems.length) return null
  return (
    <section class="office-card">
      <h2>{words.problemsTitle}</h2>
      <table class="list-table">
        <thead><tr>{words.problem.map(one => <th key={one} scope="col">{one}</th>)}</tr></thead>
        <tbody>{served.value(problems).map((one, at) => <tr key={at}><th scope="row">{one.row}</th><td>{one.column}</td><td>{one.value || words.blank}</td><td>{one.reason}</td><td>{one.remedy}</td></tr>)}</tbody>
      </table>
      <Button icon="download" onClick={() => { void take('/api/honours/import/problems', { method: 'POST', body: file, timeout_ms: PATIENCE_MS }, words.marked) }}>{words.download}</Button>
    </section>
  )
}

function Report({ report, file }: { report: HonourReport; file: File }) {
  const { added, known, problems, dry_run } = report
  return (
    <>
      <section class="office-card" role="status">
        <h2>{dry_run ? file.name : <><Icon name="check" size={24} weight={2.6} /> {words.done(added)}</>}</h2>
        <p>{words.counts.added} <b>{added}</b> · {words.counts.known} <b>{known}</b> · {words.counts.problems} <b>{new Set(problems.map(one => one.row)).size}</b></p>
        {!added && dry_run && <p class="soft">{words.nothing}</p>}
      </section>
      <Problems problems={problems} file={file} />
      <div class="page-actions">
        <Button onClick={forget}>{words.chooseOther}</Button>
        {dry_run ? added > 0 && <Button kind="main" busy={importing.value.busy} onClick={() => { void run(file, false) }}>{words.go(added)}</Button> : <ButtonLink kind="main" href={to('office/honours')}>{words.toList}</ButtonLink>}
      </div>
    </>
  )
}

export function ImportPage() {
  const { file, fault, report, problem, busy } = importing.value
  useEffect(() => forget, [])
  return (
    <div>
      <Head title={words.importTitle} tab="honours"><Button icon="download" onClick={() => { void take('/api/honours/template', {}, words.templateFile) }}>{words.template}</Button></Head>
      <div class="office-column">
        {!report && <p class="intro">{words.intro}</p>}
        {fault && <p role="alert"><Icon name="alert" size={22} /> {fault}</p>}
        {problem && <ProblemNotice problem={problem} />}
        {report && file ? <Report report={report} file={file} /> : busy ? <Waiting>{words.reading}</Waiting> : <DropZone title={words.drop} choose={words.choose} accept=".xlsx" onFile={one => { void choose(one) }}>{words.fileHint}</DropZone>}
      </div>
    </div>
  )
}
