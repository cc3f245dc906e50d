/** All branches of a quarter or year: bands for everyone who works here, places by points for office and committee leaders. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered } from '../../answered'
import { ExportButton } from '../../exporting'
import { keepFresh } from '../../fresh'
import type { AssessedBranchOut, AssessmentsOut, BandsOut } from '../../generated/http'
import { Resource } from '../../load'
import type { PageProps } from '../../part'
import { periodInYear, stepped } from '../../period'
import { pointsText } from '../../points'
import { go, to } from '../../route'
import { momentText, periodsOf, periodText } from '../../time'
import { Button, IconButton, Sheet, Tag } from '../../ui'
import { t } from '../words'
import { ask, busy, Refused } from './asking'
import { Head } from './Head'

const found = new Resource<AssessmentsOut>()
const load = (period: string) => found.load(`/api/assessments?period=${period}`)

function Period({ period }: { period: string }) {
  const year = !period.includes('Q')
  const show = (next: string) => go(`office/assessment?period=${next}`)
  const now = periodsOf(Date.now())
  return (
    <div class="period no-print" role="group" aria-label={t.period}>
      <div class="segments">
        <button type="button" aria-pressed={!year} onClick={() => show(year ? `${period}-Q4` : period)}>{t.quarter}</button>
        <button type="button" aria-pressed={year} onClick={() => show(period.slice(0, 4))}>{t.year}</button>
      </div>
      <IconButton icon="back" label={t.earlier} size={20} onClick={() => show(stepped(period, -1))} />
      <b aria-live="polite">{periodInYear(period)}</b>
      {period < now[year ? 2 : 1]! && <IconButton icon="go" label={t.later} size={20} onClick={() => show(stepped(period, 1))} />}
    </div>
  )
}

function BranchRow({ row, period, ranked }: { row: AssessedBranchOut; period: string; ranked: boolean }) {
  return (
    <tr>
      {ranked && <td class="number" data-label={t.rank}>{row.rank ?? '–'}</td>}
      <th scope="row"><a href={to(`office/assessment/${row.branch}/${period}`)}>{row.name}</a>{row.general_branch && <small>{row.general_branch}</small>}</th>
      <td data-label={t.bands}><b class="band-cell">{row.band || '–'}</b>{row.vetoed && <Tag tone="red">{t.addVeto}</Tag>}{row.published_band !== null && row.published_band !== row.band && <Tag tone="heed">{t.publishedBand} {row.published_band}</Tag>}</td>
      <td class="number" data-label={t.total}><b>{pointsText(row.total_tenths)}</b></td>
      <td class="number" data-label={t.auto}>{pointsText(row.auto_tenths)}</td>
      <td class="number" data-label={t.assessor}>{pointsText(row.assessor_tenths)}</td>
      <td class="number" data-label={t.bonus}>{pointsText(row.bonus_tenths)}</td>
      <td data-label={t.forms}>{t.formsText(row.forms_submitted, row.forms_open)}</td>
      <td>{row.contested > 0 && <Tag tone="yellow">{t.contests} {row.contested}</Tag>}</td>
    </tr>
  )
}

function Table({ data, byPoints }: { data: AssessmentsOut; byPoints: boolean }) {
  const rows = byPoints ? [...data.rows].sort((a, b) => (a.rank ?? 9999) - (b.rank ?? 9999)) : data.rows
  const heads = [t.name, t.band('').trim(), t.total, t.auto, t.assessor, t.bonus, t.forms, t.contests]
  return (
    <div class="assessed" tabIndex={0} role="region" aria-label={t.overview}>
      <table>
        <thead><tr>{data.ranked && <th scope="col">{t.rank}</th>}{heads.map((head, at) => <th key={head + String(at)} scope="col">{head}</th>)}</tr></thead>
        <tbody>{rows.map(row => <BranchRow key={row.branch} row={row} period={data.period} ranked={data.ranked} />)}</tbody>
      </table>
    </div>
  )
}

function Publish({ data }: { data: AssessmentsOut }) {
  const open = useSignal(false)
  const told = useSignal<number | null>(null)
  const send = async () => {
    open.value = false
    const answer = await ask<BandsOut>(`/api/assessments/${data.period}/publish`, { method: 'POST' })
    told.value = answer?.published ?? null
    await load(data.period)
  }
  const ready = data.rows.filter(row => row.total_tenths !== null).length
  return (
    <>
      <Button kind="main" busy={busy.value} onClick={() => { open.value = true }}>{t.publish}</Button>
      {told.value !== null && <span role="status">{t.publishedNow(told.value)}</span>}
      <Sheet title={t.publishTitle(periodText(data.period))} open={open.value} onClose={() => { open.value = false }}
        actions={<><Button kind="main" onClick={() => { void send() }}>{t.publish}</Button><Button onClick={() => { open.value = false }}>{t.cancel}</Button></>}>
        <p>{t.publishText(ready, data.rows.length)}</p>
      </Sheet>
    </>
  )
}

function Body({ data, decides }: { data: AssessmentsOut; decides: boolean }) {
  const byPoints = useSignal(false)
  const count = (band: string) => data.rows.filter(row => row.band === band).length
  return (
    <>
      <p class="assessed-line">
        {data.bands.map(band => <span key={band}>{t.counts(count(band), band)}</span>)}<span>{t.undecided(count(''))}</span>
        {data.scheme_version !== null && <span class="soft">{t.version(data.scheme_version)}</span>}
        {data.data_up_to !== null && <span class="soft">{t.asOf(momentText(data.data_up_to))}</span>}
        {data.published_at !== null && <span class="soft">{t.publishedAt(momentText(data.published_at))}</span>}
      </p>
      <div class="assessed-acts no-print">
        {data.ranked && (
          <div class="segments" role="group" aria-label={t.order}>
            <button type="button" aria-pressed={!byPoints.value} onClick={() => { byPoints.value = false }}>{t.byTree}</button>
            <button type="button" aria-pressed={byPoints.value} onClick={() => { byPoints.value = true }}>{t.byPoints}</button>
          </div>
        )}
        <span class="grow" />
        <Button kind="quiet" small onClick={() => window.print()}>{t.print}</Button>
        <ExportButton small path="/api/assessments/export" query={{ period: data.period }} name={`${t.overview} ${data.period}`} />
        {decides && <Publish data={data} />}
      </div>
      <Refused />
      <Table data={data} byPoints={byPoints.value} />
    </>
  )
}

export function OverviewPage({ query, decides }: PageProps & { decides: boolean }) {
  const period = query.get('period') ?? periodsOf(Date.now())[1]!
  useEffect(() => { void load(period) }, [period])
  useEffect(() => keepFresh(() => { void load(period) }), [period])
  return (
    <div class="overview">
      <Head title={t.overview} tab="assessment" decides={decides}><Period period={period} /></Head>
      <Answered of={found.state.value} waiting={t.waiting} again={() => { void load(period) }}>{data => <Body data={data} decides={decides} />}</Answered>
    </div>
  )
}
