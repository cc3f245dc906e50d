/** The scheme as data: a draft that the office edits, what is wrong with it in words, and every version that was published. */
import { signal, useSignal, type Signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered } from '../../answered'
import type { AssessmentContent, AssessmentSchemeOut, AssessmentSchemesOut, TriedAssessmentsOut } from '../../generated/http'
import { Resource } from '../../load'
import { orderWords } from '../../orderWords'
import { firstDayOf, quarterOf, stepped } from '../../period'
import { phrases } from '../../phrases'
import { pointsText } from '../../points'
import { Button, Card, IconButton, Notice, Section, SelectField, Tag, TextField } from '../../ui'
import { Checks } from '../../ui/Checks'
import { shell, wordFor } from '../../words'
import { tenthsOf } from '../points'
import { t } from '../words'
import { accepted, ask, AskWhy, busy, Refused } from './asking'
import { DryRun } from './DryRun'
import { words } from './words'
import { Head } from './Head'
import '../score.css'

const found = new Resource<AssessmentSchemesOut>()
const load = () => found.load('/api/assessment-schemes')
const DRAFT = '/api/assessment-schemes/draft'
/** What trying the draft told; the first save makes the editor anew, so it is kept here. */
const tried = signal<TriedAssessmentsOut | null>(null)

type Draft = Signal<AssessmentContent>

const change = (draft: Draft, part: Partial<AssessmentContent>): void => { draft.value = { ...draft.value, ...part } }

/** The list with one member changed. */
const changed = <T,>(list: readonly T[], at: number, part: Partial<T>): T[] => list.map((one, index) => (index === at ? { ...one, ...part } : one))

function NumberBox({ id, label, tenths, onTenths }: { id: string; label: string; tenths: number; onTenths: (tenths: number) => void }) {
  const typed = useSignal(pointsText(tenths))
  return <TextField id={id} label={label} inputMode="numeric" value={typed.value} onInput={value => { typed.value = value; const read = tenthsOf(value); if (read !== null) onTenths(read) }} />
}

function WholeBox({ id, label, value, onValue }: { id: string; label: string; value: number; onValue: (value: number) => void }) {
  return <NumberBox id={id} label={label} tenths={value * 10} onTenths={tenths => onValue(Math.round(tenths / 10))} />
}

function Parts({ draft }: { draft: Draft }) {
  const { weights, bonus_cap_tenths: cap, low_percent: low = 60, high_percent: high = 95 } = draft.value
  return (
    <Section title={t.weights}>
      <div class="scheme-row">
        <WholeBox id="auto" label={t.weightAuto} value={weights.auto} onValue={auto => change(draft, { weights: { ...weights, auto } })} />
        <WholeBox id="assessor" label={t.weightAssessor} value={weights.assessor} onValue={assessor => change(draft, { weights: { ...weights, assessor } })} />
        <NumberBox id="cap" label={t.bonusCap} tenths={cap} onTenths={bonus_cap_tenths => change(draft, { bonus_cap_tenths })} />
        <WholeBox id="low" label={t.low} value={low} onValue={low_percent => change(draft, { low_percent })} />
        <WholeBox id="high" label={t.high} value={high} onValue={high_percent => change(draft, { high_percent })} />
      </div>
    </Section>
  )
}

const SOURCES = ['obligation', 'resolution', 'review', 'dispatch'] as const
/** States of a task that may cost points: a task that is done or not yet due costs nothing. */
const STATES = ['overdue', 'late', 'held_unfiled'] as const

/** Standings of an order that may cost points. */
const ORDER_STANDINGS = ['overdue', 'late', 'not_mended'] as const

/** A key that no other of the list has. */
const freeKey = (keys: readonly string[], before: string): string => { let n = keys.length + 1; while (keys.includes(`${before}_${n}`)) n += 1; return `${before}_${n}` }

function OneDeduction({ draft, rule, at }: { draft: Draft; rule: AssessmentContent['deductions'][number]; at: number }) {
  const put = (part: Partial<typeof rule>) => change(draft, { deductions: changed(draft.value.deductions, at, part) })
  return (
    <div class="scheme-row">
      <div class="grow"><TextField id={`text-${rule.id}`} label={t.deductionText} value={rule.text} maxLength={200} onInput={text => put({ text })} /></div>
      <SelectField id={`source-${rule.id}`} label={t.deductionSource} value={rule.source} options={SOURCES.map(value => ({ value, label: t.sources[value] }))} onInput={source => put({ source: source as typeof rule.source, states: source === 'obligation' || source === 'dispatch' ? ['overdue'] : [] })} />
      <NumberBox id={`points-${rule.id}`} label={t.perTime} tenths={-rule.points_tenths} onTenths={tenths => put({ points_tenths: -tenths })} />
      <NumberBox id={`floor-${rule.id}`} label={t.floor} tenths={-rule.floor_tenths} onTenths={tenths => put({ floor_tenths: -tenths })} />
      {(rule.source === 'resolution' || rule.source === 'review') && <WholeBox id={`grace-${rule.id}`} label={t.graceDays} value={rule.grace_workdays ?? 0} onValue={grace_workdays => put({ grace_workdays })} />}
      <div class="deduction-foot">
        {rule.source === 'obligation' && <Checks label={t.deductionStates(rule.text)} options={STATES.map(state => [state, shell.states[state]] as const)} chosen={rule.states ?? []} onChange={states => put({ states })} />}
        {rule.source === 'dispatch' && <Checks label={t.deductionStates(rule.text)} options={ORDER_STANDINGS.map(standing => [standing, orderWords.standings[standing]] as const)} chosen={rule.states ?? []} onChange={states => put({ states })} />}
        <IconButton icon="bin" label={t.removeItem(rule.text)} onClick={() => change(draft, { deductions: draft.value.deductions.filter(one => one.id !== rule.id) })} />
      </div>
    </div>
  )
}

function Deductions({ draft }: { draft: Draft }) {
  const { deductions } = draft.value
  const add = () => change(draft, { deductions: [...deductions, { id: freeKey(deductions.map(one => one.id), 'rule'), source: 'obligation', points_tenths: -10, floor_tenths: -100, text: t.newDeduction, states: ['overdue'], grace_workdays: 0 }] })
  return (
    <Section title={t.deductions}>
      {deductions.map((rule, at) => <OneDeduction key={rule.id} draft={draft} rule={rule} at={at} />)}
      <Button small icon="plus" onClick={add}>{t.addDeduction}</Button>
    </Section>
  )
}

function Items({ draft }: { draft: Draft }) {
  const { items } = draft.value
  const sum = items.reduce((all, item) => all + item.maximum_tenths, 0)
  return (
    <Section title={t.items} aside={`${pointsText(sum)} / 100`}>
      {items.map((item, at) => (
        <div key={item.key} class="scheme-row">
          <TextField id={`title-${item.key}`} label={t.itemTitle} value={item.title} maxLength={200} onInput={title => change(draft, { items: changed(items, at, { title }) })} />
          <NumberBox id={`most-${item.key}`} label={t.itemMost} tenths={item.maximum_tenths} onTenths={maximum_tenths => change(draft, { items: changed(draft.value.items, at, { maximum_tenths }) })} />
          <div class="grow"><TextField id={`guide-${item.key}`} label={t.itemGuide} value={item.guide ?? ''} maxLength={500} onInput={guide => change(draft, { items: changed(items, at, { guide }) })} />
            <details class="item-kinds"><summary>{t.itemKinds((item.kinds ?? []).map(kind => wordFor(shell.kinds, kind)).join(phrases.and))}</summary><Checks label={t.itemKinds(item.title)} options={Object.entries(shell.kinds)} chosen={item.kinds ?? []} onChange={kinds => change(draft, { items: changed(items, at, { kinds }) })} /></details></div>
          <IconButton icon="bin" label={t.removeItem(item.title)} onClick={() => change(draft, { items: items.filter(one => one.key !== item.key) })} />
        </div>
      ))}
      <Button small icon="plus" onClick={() => change(draft, { items: [...items, { key: freeKey(items.map(one => one.key), 'item'), title: t.itemTitle, maximum_tenths: 50, guide: '', kinds: [] }] })}>{t.addItem}</Button>
    </Section>
  )
}

function Bands({ draft }: { draft: Draft }) {
  const { bands, veto_band: capped } = draft.value
  const put = (at: number, part: Partial<(typeof bands)[number]>) => change(draft, { bands: changed(draft.value.bands, at, part) })
  const rename = (at: number, band: string) => change(draft, { bands: changed(bands, at, { band }), veto_band: capped === bands[at]!.band ? band : capped })
  const remove = (at: number) => change(draft, { bands: bands.filter((_, index) => index !== at) })
  const add = () => change(draft, { bands: [...bands, { band: 'ABCDEFGH'[bands.length] ?? '', at_least_tenths: 0 }] })
  return (
    <Section title={t.bands}>
      {bands.map((band, at) => (
        <div key={at} class="scheme-row">
          <TextField id={`band-name-${at}`} label={t.bandName} value={band.band} maxLength={4} onInput={value => rename(at, value)} />
          <NumberBox key={`${bands.length}`} id={`band-${at}`} label={`${t.band(band.band)} ${t.atLeast}`} tenths={band.at_least_tenths} onTenths={at_least_tenths => put(at, { at_least_tenths })} />
          <IconButton icon="bin" label={t.removeItem(t.band(band.band))} onClick={() => remove(at)} />
        </div>
      ))}
      <div class="scheme-row">
        <SelectField id="veto-band" label={t.vetoBand} value={capped} options={bands.map(one => ({ value: one.band, label: t.band(one.band) }))} onInput={veto_band => change(draft, { veto_band })} />
        <Button small icon="plus" onClick={add}>{t.addBand}</Button>
      </div>
    </Section>
  )
}

function Vetoes({ draft }: { draft: Draft }) {
  const { vetoes } = draft.value
  return (
    <Section title={t.vetoes}>
      {vetoes.map((veto, at) => (
        <div key={veto.key} class="scheme-row">
          <div class="grow"><TextField id={`veto-${veto.key}`} label={t.chooseVeto} value={veto.title} maxLength={200} onInput={title => change(draft, { vetoes: changed(vetoes, at, { title }) })} /></div>
          <IconButton icon="bin" label={t.removeItem(veto.title)} onClick={() => change(draft, { vetoes: vetoes.filter(one => one.key !== veto.key) })} />
        </div>
      ))}
      <Button small icon="plus" onClick={() => change(draft, { vetoes: [...vetoes, { key: freeKey(vetoes.map(one => one.key), 'veto'), title: t.vetoes }] })}>{t.addVetoItem}</Button>
    </Section>
  )
}

function Editor({ base, faults, earliest }: { base: AssessmentSchemeOut; faults: readonly string[]; earliest: string }) {
  const draft = useSignal<AssessmentContent>(base.content)
  const day = useSignal(earliest)
  const told = useSignal('')
  const asking = useSignal(false)
  const save = async (): Promise<boolean> => {
    tried.value = null
    const answer = await ask(DRAFT, { method: 'PUT', body: { content: draft.value } })
    told.value = answer ? t.savedDraft : ''
    await load()
    return answer !== null
  }
  const publish = async (reason: string) => {
    tried.value = null
    if (!(await accepted(DRAFT, { method: 'PUT', body: { content: draft.value } })) || !(await accepted(`${DRAFT}/publish`, { method: 'POST', body: { from_on: day.value, reason } }))) return false
    told.value = t.publishedScheme
    asking.value = false
    await load()
    return true
  }
  const tryIt = async () => {
    if (await save()) tried.value = await ask<TriedAssessmentsOut>(`${DRAFT}/dry-run`, { timeout_ms: 120_000 })
  }
  return (
    <>
      {base.state === 'draft' && (faults.length ? <Notice tone="heed" icon="alert" title={t.faults}><ul>{faults.map(one => <li key={one}>{one}</li>)}</ul></Notice> : <Notice icon="check" title={t.noFaults} />)}
      <Parts draft={draft} /><Deductions draft={draft} /><Items draft={draft} /><Bands draft={draft} /><Vetoes draft={draft} />
      <div class="assessed-acts">
        <Button busy={busy.value} onClick={() => { void save() }}>{t.saveDraft}</Button>
        <Button icon="search" busy={busy.value} onClick={() => { void tryIt() }}>{words.try}</Button>
        <TextField id="from" label={t.fromDay} type="date" value={day.value} onInput={value => { day.value = value }} />
        <Button kind="main" busy={busy.value} onClick={() => { asking.value = true }}>{t.publishScheme}</Button>
        <span role="status">{told.value}</span>
      </div>
      {tried.value && <DryRun found={tried.value} />}
      <AskWhy place="scheme" title={t.publishScheme} open={asking.value} send={t.publishScheme} onSend={publish} onClose={() => { asking.value = false }} />
    </>
  )
}

/** The first day of the quarter after the one that begins on `day`: what is half judged already is not judged anew by itself. */
const nextQuarter = (day: string): string => firstDayOf(stepped(quarterOf(day), 1))

function Body({ data }: { data: AssessmentSchemesOut }) {
  const draft = data.items.find(one => one.state === 'draft')
  const published = data.items.filter(one => one.state === 'published')
  const base = draft ?? published[0]
  return (
    <div>
      <p class="soft">{draft ? `${t.draft} · ${t.version(draft.version)}` : t.startDraft}</p>
      {base && <Editor key={base.id} base={base} faults={draft?.faults ?? []} earliest={nextQuarter(data.earliest_on)} />}
      <Card title={t.versions}><ul>{published.map(one => <li key={one.id}>{t.version(one.version)} <Tag>{t.inForce(one.from_on)}</Tag></li>)}</ul></Card>
    </div>
  )
}

export function SchemePage() {
  useEffect(() => { tried.value = null; void load() }, [])
  return (
    <div class="overview">
      <Head title={t.schemeTitle} tab="assessment-scheme" />
      <Refused />
      <Answered of={found.state.value} waiting={t.waiting} again={() => { void load() }}>{data => <Body data={data} />}</Answered>
    </div>
  )
}
