/** All appeals of a quarter, the most urgent first; the office answers those that lie with it. */
import { useEffect } from 'preact/hooks'
import { Answered } from '../../answered'
import { ExportButton } from '../../exporting'
import { keepFresh } from '../../fresh'
import { Answers } from '../Answers'
import { appeals, loadAppeals, loadOverview, overview } from '../state'
import { t } from '../words'
import { Head } from './Head'

/** The quarter in the address, else the latest one that has cycles. */
export function useQuarter(asked: string | null): string | null {
  useEffect(() => { if (!asked) void loadOverview(null) }, [asked])
  return asked ?? overview.state.value.data?.quarter ?? null
}

export function AppealsPage({ quarter: asked }: { quarter: string | null }) {
  const quarter = useQuarter(asked)
  const again = () => { if (quarter) void loadAppeals(quarter) }
  useEffect(() => { again(); return keepFresh(again) }, [quarter])
  return (
    <div class="cycles">
      <Head title={t.office.tabAppeals} quarter={quarter} current="appeals">{quarter && <ExportButton path="/api/appeals/export" query={{ quarter }} name={`${t.office.tabAppeals} ${quarter}`} />}</Head>
      <Answered of={appeals.state.value} waiting={t.office.waiting} again={again}>{data => <Answers appeals={data} withBranch onAnswered={again} />}</Answered>
    </div>
  )
}
