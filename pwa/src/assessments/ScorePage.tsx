/** A branch's own score: each point with its reason, each deduction with its record, and two taps to contest it, with or without a network. */
import { useSignal } from '@preact/signals'
import { useBranch } from '../branch'
import { DeliveryChip } from '../delivery'
import { useDraft } from '../keeping'
import { useLive } from '../live'
import { periodInYear } from '../period'
import { pointsText } from '../points'
import { to } from '../route'
import type { As, Obligation, Organisation } from '../rows'
import type { Phone } from '../sync'
import { minute, momentText, periodsOf, periodText } from '../time'
import { AreaField, Button, Card, Chips, Empty, PageHead, Section, Sheet, Status, Suggestions, Waiting, type Colour } from '../ui'
import { shell } from '../words'
import { LineRow, Lines, RecordLink } from './Lines'
import { schemeFor, type BranchBand, type Deduction, type DeductionState, type Scheme, type Score } from './rows'
import { t } from './words'
import './score.css'

interface Own { scores: Score[]; deductions: Deduction[]; bands: BranchBand[]; orgs: Map<string, Organisation>; schemes: Scheme[]; meetings: Map<string, string | null>; waiting: Set<string> }

async function readOwn(phone: Phone, branch: string | null): Promise<Own> {
  const [scores, deductions, bands, orgs, schemes, obligations, log] = await Promise.all([
    phone.rows<Score>('branch_score'), phone.rows<Deduction>('deduction'), phone.rows<BranchBand>('branch_band'), phone.rows<As<Organisation>>('organisation'),
    phone.rows<Scheme>('assessment_scheme'), phone.rows<As<Obligation>>('obligation'), phone.waiting(),
  ])
  return {
    scores: scores.filter(one => one.branch === branch), deductions: deductions.filter(one => one.branch === branch).sort((a, b) => a.at - b.at), bands, schemes,
    orgs: new Map(orgs.map(one => [one.id, one])), meetings: new Map(obligations.map(one => [one.id, one.meeting])),
    waiting: new Set(log.map(one => one.row)),
  }
}

const TONE: Record<DeductionState, Colour> = { standing: 'red', contested: 'yellow', upheld: 'red', reversed: 'grey' }

const Figure = ({ name, tenths }: { name: string; tenths: number | null }) => <div class="figure"><dt>{name}</dt><dd>{pointsText(tenths)}</dd></div>

function Summary({ score, version }: { score: Score; version: number | undefined }) {
  const quarter = score.period.includes('Q')
  return (
    <Card>
      <div class="score-head">
        <p class="score-band">{score.band || '–'}</p>
        <div class="grow"><h2>{score.band ? t.band(score.band) : t.noBand}</h2><p class="soft">{score.total_tenths === null ? t.waitsAssessor : score.vetoed ? t.vetoed : ''}</p></div>
        <p class="score-total"><b>{pointsText(score.total_tenths)}</b><small>{t.total}</small></p>
      </div>
      {quarter && <dl class="figures"><Figure name={t.auto} tenths={score.auto_tenths} /><Figure name={t.assessor} tenths={score.assessor_tenths} /><Figure name={t.bonus} tenths={score.bonus_tenths} /></dl>}
      <p class="as-of">{[version !== undefined && t.version(version), t.standsAt(momentText(score.computed_at, minute.value), momentText(score.data_up_to, minute.value))].filter(Boolean).join(' · ')}</p>
    </Card>
  )
}

/** Where the fact behind a deduction can be looked at or made up. */
function recordOf(one: Deduction, own: Own): string | null {
  const meeting = one.meeting ?? own.meetings.get(one.source)
  if (meeting) return to(`record/${meeting}`)
  if (one.source_table === 'dispatch_order') return to(`order/${one.source}`)
  return one.source_table === 'obligation' && own.meetings.has(one.source) ? to(`write/new?obligation=${one.source}`) : null
}

function DeductionRow({ one, own, onContest }: { one: Deduction; own: Own; onContest: () => void }) {
  const record = recordOf(one, own)
  const line = { part: 'auto' as const, text: one.text, points_tenths: one.state === 'reversed' ? 0 : one.points_tenths }
  return (
    <LineRow line={line}>
      <p class="score-state"><Status tone={TONE[one.state]}>{t.states[one.state]}</Status><span class="soft">{one.lapsed ? t.lapsed : own.waiting.has(one.id) ? t.onPhone : t.stateText[one.state]}</span></p>
      {one.contest_reason && <p class="small">{t.said(one.contest_reason)}</p>}
      {one.decided_reason && <p class="small">{t.answered(one.decided_reason)}</p>}
      <div class="score-acts">{record && <RecordLink href={record} />}{one.state === 'standing' && <Button small icon="fork" onClick={onContest}>{t.contest}</Button>}</div>
    </LineRow>
  )
}

function ContestSheet({ one, onClose }: { one: Deduction; onClose: () => void }) {
  const { writing, put, send } = useDraft(`contest/${one.id}`, { reason: '' })
  const { reason } = writing.value
  const contest = () => send([{ name: 'deduction.contest.v1', row: one.id, base: one.rev, args: { reason: reason.trim() } }], onClose)
  return (
    <Sheet title={t.contestTitle} open onClose={onClose}
      actions={<><Button kind="main" disabled={!reason.trim()} onClick={contest}>{t.send}</Button><Button onClick={onClose}>{t.cancel}</Button></>}>
      <p>{one.text}</p>
      <Suggestions label={t.reason} values={t.contestPhrases} onChoose={phrase => put({ reason: phrase })} />
      <AreaField id="contest" label={t.reason} hint={t.contestHint} maxLength={500} value={reason} onInput={value => put({ reason: value })} />
    </Sheet>
  )
}

function OneScore({ own, score }: { own: Own; score: Score }) {
  const contested = useSignal<Deduction | null>(null)
  const deductions = own.deductions.filter(one => one.period === score.period)
  const quarter = score.period.includes('Q')
  return (
    <>
      <Summary score={score} version={schemeFor(score.period, own.schemes)?.version} />
      {quarter && (
        <Section title={t.parts.auto}>
          {deductions.length ? <ul class="score-lines">{deductions.map(one => <DeductionRow key={one.id} one={one} own={own} onContest={() => { contested.value = one }} />)}</ul> : <Empty icon="check" title={t.noDeductions}>{t.noDeductionsText}</Empty>}
        </Section>
      )}
      {(['quarter', 'assessor', 'bonus', 'veto', 'total'] as const).map(part => <Lines key={part} lines={score.lines} part={part} />)}
      {contested.value && <ContestSheet key={contested.value.id} one={contested.value} onClose={() => { contested.value = null }} />}
    </>
  )
}

/** Bands of all branches, best band first; within a band in the order of the tree, never by points. */
function Bands({ own, period }: { own: Own; period: string }) {
  const bands = own.bands.filter(one => one.period === period)
  if (!bands.length) return <Empty icon="board" title={t.noneBands} />
  const latest = (when: 'published_at' | 'computed_at' | 'data_up_to') => momentText(Math.max(...bands.map(one => one[when])), minute.value)
  const letters = [...new Set(bands.map(one => one.band))].sort()
  const place = (id: string) => {
    const org = own.orgs.get(id)
    const parent = own.orgs.get(org?.parent ?? '')
    return `${parent?.kind === 'general_branch' ? parent.name : ''}${org?.name ?? ''}`
  }
  return (
    <>
      {letters.map(letter => (
        <Section key={letter} title={t.band(letter)}>
          <ul class="band-list">{bands.filter(one => one.band === letter).sort((a, b) => place(a.branch).localeCompare(place(b.branch), 'zh')).map(one => <li key={one.id}>{own.orgs.get(one.branch)?.name}</li>)}</ul>
        </Section>
      ))}
      <p class="as-of">{t.publishedAt(latest('published_at'))} · {t.standsAt(latest('computed_at'), latest('data_up_to'))}</p>
      <p class="as-of">{t.bandsNote}</p>
    </>
  )
}

function Shown({ own, hasBranch }: { own: Own; hasBranch: boolean }) {
  const view = useSignal<'mine' | 'all'>(hasBranch ? 'mine' : 'all')
  const chosen = useSignal<string | null>(null)
  const mine = view.value === 'mine'
  const [, quarter = '', year = ''] = periodsOf(minute.value)
  const periods = [...new Set((mine ? own.scores : own.bands).map(one => one.period))].filter(one => one <= (one.includes('Q') ? quarter : year)).sort().reverse().slice(0, 6)
  const period = periods.find(one => one === chosen.value) ?? periods.find(one => one.includes('Q')) ?? periods[0]
  const label = (value: string) => (value.startsWith(year) || !value.includes('Q') ? periodText(value) : periodInYear(value))
  const score = own.scores.find(one => one.period === period)
  return (
    <>
      {hasBranch && <Chips label={t.title} value={view.value} columns={2} choices={[{ value: 'mine', label: t.mine }, { value: 'all', label: t.all }]} onChoose={value => { view.value = value }} />}
      {periods.length > 1 && <Chips label={t.period} value={period ?? null} choices={periods.map(value => ({ value, label: label(value) }))} onChoose={value => { chosen.value = value }} />}
      {periods.length === 1 && period && <p class="soft">{label(period)}</p>}
      {!mine ? <Bands own={own} period={period ?? ''} /> : score ? <OneScore key={score.id} own={own} score={score} /> : <Empty icon="board" title={t.none}>{t.noneText}</Empty>}
    </>
  )
}

const TOPICS = ['row:branch_score', 'row:deduction', 'row:branch_band', 'row:organisation', 'row:assessment_scheme', 'row:obligation', 'log'] as const

export function ScorePage() {
  const branch = useBranch()
  const id = branch?.id ?? null
  const own = useLive(TOPICS, phone => readOwn(phone, id), [id])
  return (
    <main class="page">
      <PageHead title={t.title} sub={branch?.name} aside={<DeliveryChip />} />
      {own && branch !== undefined ? <Shown key={String(id)} own={own} hasBranch={branch !== null} /> : <Waiting>{shell.loading}</Waiting>}
    </main>
  )
}

