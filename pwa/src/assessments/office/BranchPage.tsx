/** One branch's quarter or year: the result line by line, deductions, forms, and what the office added. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered } from '../../answered'
import type { AssessmentEntryOut, AssessmentFormOut, AssessmentOut, DeductionOut } from '../../generated/http'
import { Resource } from '../../load'
import type { PageProps } from '../../part'
import { periodInYear } from '../../period'
import { pointsText } from '../../points'
import { to } from '../../route'
import { wordFor } from '../../text'
import { momentText } from '../../time'
import { AreaField, Button, Card, Empty, Facts, Icon, Section, SelectField, Sheet, Tag, TextField } from '../../ui'
import { LineRow, Lines, RecordLink } from '../Lines'
import { tenthsOf } from '../points'
import type { Line } from '../rows'
import { t } from '../words'
import { accepted, AskWhy, busy, Refused, useOwnRefusal } from './asking'
import '../score.css'
import './overview.css'

const found = new Resource<AssessmentOut>()

function Summary({ data }: { data: AssessmentOut }) {
  const pairs: [string, string][] = [[t.auto, pointsText(data.auto_tenths)], [t.assessor, pointsText(data.assessor_tenths)], [t.bonus, pointsText(data.bonus_tenths)], [t.total, pointsText(data.total_tenths)]]
  if (data.published_band) pairs.push([t.publishedBand, t.band(data.published_band)])
  return (
    <Card title={data.band ? t.band(data.band) : t.noBand} aside={data.vetoed && <Tag tone="red">{t.vetoed}</Tag>}>
      <Facts pairs={pairs} />
      {data.computed_at !== null && <p class="as-of">{t.standsAt(momentText(data.computed_at), momentText(data.data_up_to ?? data.computed_at))}</p>}
    </Card>
  )
}

function Deduction({ one }: { one: DeductionOut }) {
  return (
    <LineRow line={{ part: 'auto', text: one.text, points_tenths: one.state === 'reversed' ? 0 : one.points_tenths }}>
      <p class="score-state"><Tag tone={one.state === 'contested' ? 'yellow' : 'ink'}>{wordFor(t.states, one.state)}</Tag>{one.lapsed && <span class="soft">{t.lapsed}</span>}</p>
      {one.contest_reason && <p class="small">{t.said(one.contest_reason)}</p>}
      {one.decided_reason && <p class="small">{t.answered(one.decided_reason)}</p>}
      {one.order && <div class="score-acts no-print"><RecordLink href={to(`office/orders/${one.order}`)} /></div>}
      {one.meeting && <div class="score-acts no-print"><RecordLink href={to(`office/record/${one.meeting}`)} /></div>}
    </LineRow>
  )
}

interface Acting { decides: boolean; again: () => void }

function FormCard({ form, data, decides, again }: { form: AssessmentFormOut; data: AssessmentOut } & Acting) {
  const open = useSignal(false)
  const send = async (reason: string) => {
    const done = await accepted(`/api/assessment-forms/${form.form}/reopen`, { method: 'POST', body: { reason } })
    if (done) open.value = false
    again()
    return done
  }
  const given = new Map(form.marks.map(mark => [mark.item, mark]))
  return (
    <Card title={form.assessor_name} aside={<Tag>{form.state === 'submitted' ? t.submitted : t.scored(form.marks.filter(one => one.points_tenths !== null).length, data.scheme.items.length)}</Tag>}>
      {form.state === 'submitted' && <Facts pairs={data.scheme.items.map(item => [item.title, `${pointsText(given.get(item.key)?.points_tenths ?? null)} / ${pointsText(item.maximum_tenths)}${given.get(item.key)?.comment ? ` · ${given.get(item.key)!.comment}` : ''}`] as const)} />}
      {form.reopened_reason && <p class="small">{t.reopened(form.reopened_reason)}</p>}
      {decides && form.state === 'submitted' && data.published_band === null && <Button small icon="undo" onClick={() => { open.value = true }}>{t.reopen}</Button>}
      <AskWhy place={`reopen/${form.form}`} title={t.reopenTitle} open={open.value} send={t.reopen} hint={t.reopenHint} onSend={send} onClose={() => { open.value = false }} />
    </Card>
  )
}

function Entry({ entry, data, decides, again }: { entry: AssessmentEntryOut; data: AssessmentOut } & Acting) {
  const open = useSignal(false)
  const send = async (reason: string) => {
    const done = await accepted(`/api/assessment-entries/${entry.entry}/withdraw`, { method: 'POST', body: { reason } })
    if (done) open.value = false
    again()
    return done
  }
  const veto = data.scheme.vetoes.find(one => one.key === entry.key)?.title
  return (
    <li class="score-line">
      <p><b>{entry.kind === 'veto' ? veto : t.entryText(pointsText(entry.points_tenths))}</b> · {entry.reason}</p>
      <p class="small soft">{t.evidenceText} {entry.evidence} · {t.contestedBy(entry.entered_by_name, momentText(entry.entered_at))}</p>
      {entry.withdrawn_at !== null ? <p class="small">{t.withdrawn(entry.withdrawn_reason)}</p> : decides && <Button small kind="quiet" onClick={() => { open.value = true }}>{t.withdraw}</Button>}
      <AskWhy place={`withdraw/${entry.entry}`} title={t.withdrawTitle} open={open.value} send={t.withdraw} onSend={send} onClose={() => { open.value = false }} />
    </li>
  )
}

function NewEntry({ kind, data, again, onClose }: { kind: 'bonus' | 'veto'; data: AssessmentOut; again: () => void; onClose: () => void }) {
  const [amount, key, reason, evidence] = [useSignal('1'), useSignal(data.scheme.vetoes[0]?.key ?? ''), useSignal(''), useSignal('')]
  useOwnRefusal(true)
  const send = async () => {
    const told = { kind, reason: reason.value.trim(), evidence: evidence.value.trim() }
    const body = kind === 'bonus' ? { ...told, points_tenths: tenthsOf(amount.value) ?? 0 } : { ...told, key: key.value }
    if (await accepted(`/api/assessments/${data.branch}/${data.period}/entries`, { method: 'POST', body })) onClose()
    again()
  }
  return (
    <Sheet title={t.entryTitle[kind]} open onClose={onClose}
      actions={<><Button kind="main" busy={busy.value} disabled={!reason.value.trim() || !evidence.value.trim()} onClick={() => { void send() }}>{t.save}</Button><Button onClick={onClose}>{t.cancel}</Button></>}>
      <Refused />
      {kind === 'bonus'
        ? <TextField id="amount" label={t.bonus} hint={`≤ ${pointsText(data.scheme.bonus_cap_tenths)}`} inputMode="numeric" value={amount.value} onInput={value => { amount.value = value }} />
        : <SelectField id="veto" label={t.chooseVeto} value={key.value} options={data.scheme.vetoes.map(one => ({ value: one.key, label: one.title }))} onInput={value => { key.value = value }} />}
      <AreaField id="reason" label={t.reason} maxLength={500} value={reason.value} onInput={value => { reason.value = value }} />
      <TextField id="evidence" label={t.evidenceText} maxLength={500} value={evidence.value} onInput={value => { evidence.value = value }} />
    </Sheet>
  )
}

function Entries({ data, decides, again }: { data: AssessmentOut } & Acting) {
  const kind = useSignal<'bonus' | 'veto' | null>(null)
  return (
    <Section title={t.entries}>
      {data.entries.length ? <ul class="score-lines">{data.entries.map(one => <Entry key={one.entry} entry={one} data={data} decides={decides} again={again} />)}</ul> : <p class="soft">{t.noEntries}</p>}
      {decides && <div class="entry-acts no-print"><Button small icon="plus" onClick={() => { kind.value = 'bonus' }}>{t.addBonus}</Button><Button small icon="plus" onClick={() => { kind.value = 'veto' }}>{t.addVeto}</Button></div>}
      {kind.value && <NewEntry kind={kind.value} data={data} again={again} onClose={() => { kind.value = null }} />}
    </Section>
  )
}

function Body({ data, ...acting }: { data: AssessmentOut } & Acting) {
  const lines = data.lines as unknown as Line[]
  return (
    <div class="overview-columns">
      <div>
        <Summary data={data} />
        <Lines lines={lines} part="total" />
        <Lines lines={lines} part="quarter" />
        {data.period.includes('Q') && <Section title={t.parts.auto}>{data.deductions.length ? <ul class="score-lines">{data.deductions.map(one => <Deduction key={one.deduction} one={one} />)}</ul> : <Empty icon="check" title={t.noDeductions} />}</Section>}
      </div>
      <div>
        {data.period.includes('Q') && <Section title={t.assessorForms}>{data.forms.length ? data.forms.map(form => <FormCard key={form.form} form={form} data={data} {...acting} />) : <p class="soft">{t.noForms}</p>}</Section>}
        <Entries data={data} {...acting} />
      </div>
    </div>
  )
}

export function BranchPage({ path, decides }: PageProps & { decides: boolean }) {
  const [branch = '', period = ''] = path
  const from = `/api/assessments/${branch}/${period}`
  const load = () => found.load(from)
  /** Not where another branch is in front by now. */
  const reload = () => { if (found.state.value.path === from) void load() }
  /** Points follow from what was decided by a job, a moment later. */
  const again = () => { reload(); setTimeout(reload, 1_500) }
  useEffect(() => { void load() }, [from])
  const { data } = found.state.value
  return (
    <div class="overview">
      <header class="office-title"><h1 tabIndex={-1}>{data?.branch === branch ? data.name : t.overview}</h1><b>{periodInYear(period)}</b></header>
      <div class="assessed-acts no-print"><a class="back-link" href={to(`office/assessment?period=${period}`)}><Icon name="back" size={22} />{t.overview}</a><Button small onClick={() => window.print()}>{t.print}</Button></div>
      <Answered of={found.state.value} waiting={t.waiting} again={() => { void load() }}>{shown => <Body data={shown} decides={decides} again={again} />}</Answered>
    </div>
  )
}
