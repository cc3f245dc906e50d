/** Bookings from a workbook: tried first, then taken. */
import { useSignal } from '@preact/signals'
import { ProblemNotice } from '../../answered'
import { api, asProblem, type Problem } from '../../api'
import { TakeButton } from '../../exporting'
import type { BookingReport } from '../../generated/http'
import { served } from '../../text'
import { Button, Card } from '../../ui'
import { DropZone } from '../../ui/DropZone'
import { words } from './words'

const Problems = ({ report }: { report: BookingReport }) => (
  <div class="rooms-table" tabIndex={0} role="region" aria-label={words.problemColumns[3]}>
    <table class="list-table">
      <thead><tr>{words.problemColumns.map(one => <th key={one} scope="col">{one}</th>)}</tr></thead>
      <tbody>{served.value(report.problems).map((one, at) => <tr key={at}><th scope="row">{one.row}</th><td>{one.column}</td><td>{one.value}</td><td>{one.reason}</td><td>{one.remedy}</td></tr>)}</tbody>
    </table>
  </div>
)

export function Importing() {
  const file = useSignal<File | null>(null)
  const report = useSignal<BookingReport | null>(null)
  const problem = useSignal<Problem | null>(null)
  const run = async (given: File, dry_run: boolean) => {
    ;[file.value, problem.value] = [given, null]
    await api<BookingReport>(`/api/bookings/import?dry_run=${dry_run}`, { method: 'POST', body: given })
      .then(found => { report.value = found }, (error: unknown) => { problem.value = asProblem(error); report.value = null })
  }
  const found = report.value
  return (
    <Card>
      {problem.value && <ProblemNotice problem={problem.value} />}
      {found && <p role="status"><b>{found.dry_run ? words.tried(found.added, found.known, found.problems.length) : words.imported(found.added)}</b></p>}
      {found && found.problems.length > 0 && <Problems report={found} />}
      {found?.dry_run && found.added > 0 && file.value && <Button kind="main" icon="check" onClick={() => { void run(file.value!, false) }}>{words.go}</Button>}
      <DropZone title={words.drop} choose={words.choose} accept=".xlsx" onFile={given => { void run(given, true) }}>{words.importHint}</DropZone>
      <TakeButton path="/api/bookings/template" file={`${words.template}.xlsx`}>{words.template}</TakeButton>
    </Card>
  )
}
