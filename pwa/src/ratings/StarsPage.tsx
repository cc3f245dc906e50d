/** A member's own stars: every point with its rule and the record behind it. Nobody is compared. */
import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { DeliveryChip } from '../delivery'
import { useLive } from '../live'
import { pointsText } from '../points'
import { to } from '../route'
import type { Appeal, As, Attendance, Award, Cycle, Evidence, Rating, RatingLine, Reason, Scheme, VetoCase } from '../rows'
import { me } from '../session'
import type { Phone } from '../sync'
import { shipped } from '../text'
import { minute, momentText } from '../time'
import { Card, Chips, Empty, Icon, Meter, PageHead, Row, Rows, Section, Tag, Waiting } from '../ui'
import { shell, wordFor } from '../words'
import { Radar } from './Radar'
import { NextStar } from './NextStar'
import { BranchWork, Result } from './Result'
import { Rule } from './Rule'
import { Stars } from './Stars'
import { quarterText, runningQuarter } from './quarter'
import { BONUS, changedLines, dimensionsOf, lineKey, ruleTexts, type Dimension } from './scheme'
import './stars.css'
import { t } from './words'

interface Own { ratings: Rating[]; lines: RatingLine[]; schemes: Scheme[]; marks: Attendance[]; awards: Award[]; appeals: Appeal[]; vetoes: VetoCase[]; cycles: Cycle[] }

const TOPICS = ['row:rating', 'row:rating_line', 'row:scheme', 'row:attendance', 'row:award', 'row:appeal', 'row:veto_case', 'row:cycle'] as const

async function readOwn(phone: Phone, member: string): Promise<Own> {
  const [ratings, lines, schemes, marks] = await Promise.all([
    phone.rows<As<Rating>>('rating'), phone.rows<As<RatingLine>>('rating_line'), phone.rows<As<Scheme>>('scheme'), phone.rows<As<Attendance>>('attendance'),
  ])
  const [awards, appeals, vetoes, cycles] = await Promise.all([
    phone.rows<As<Award>>('award'), phone.rows<As<Appeal>>('appeal'), phone.rows<As<VetoCase>>('veto_case'), phone.rows<As<Cycle>>('cycle'),
  ])
  return {
    ratings: ratings.filter(one => one.member === member).sort((a, b) => b.quarter.localeCompare(a.quarter)),
    lines: lines.filter(one => one.member === member), schemes, marks: marks.filter(one => one.member === member), awards, appeals, vetoes, cycles,
  }
}

const AsOf = ({ of, version }: { of: Rating | Award; version: number | undefined }) => (
  <p class="as-of">{[version !== undefined && t.version(version), t.dataUpTo(momentText(of.data_up_to ?? of.computed_at, minute.value))].filter(Boolean).join(' · ')}</p>
)

interface SummaryProps { rating: Rating; dimensions: readonly Dimension[]; version: number | undefined; isSince?: boolean; children?: ComponentChildren }

/** How a quarter stands that nobody has decided, or as it would be now beside what was decided (`isSince`). */
function Summary({ rating, dimensions, version, isSince = false, children }: SummaryProps) {
  const pending = dimensions.filter(one => one.points_tenths === null).length
  const soFar = dimensions.reduce((sum, one) => sum + (one.points_tenths ?? 0), 0)
  const decided = rating.total_tenths !== null
  const isRunning = rating.quarter === runningQuarter()
  return (
    <Card title={isSince ? t.since : t.standing(quarterText(rating.quarter))} aside={!isSince && <Tag tone="heed" icon="clock">{isRunning ? t.isRunning : t.toBeDecided}</Tag>}>
      <div class="stars-head">
        <div class="grow">
          <h2>{decided ? (rating.earned_star ? t.stars(rating.earned_star) : t.noStar) : t.collecting}</h2>
          {decided && <Stars count={rating.earned_star ?? 0} />}
        </div>
        <p class="stars-total"><b>{pending === dimensions.length ? '–' : pointsText(rating.total_tenths ?? soFar)}</b><small>{decided ? t.points : `${t.points} · ${t.soFar}`}</small></p>
      </div>
      {pending > 0 && <p class="small">{t.missing(pending)}</p>}
      {children}
      <AsOf of={rating} version={version} />
    </Card>
  )
}

/** The address of an objection to one line of a result. */
const objection = (award: Award, line: Reason): string =>
  to(`appeal/${award.id}?line=${encodeURIComponent(lineKey(line))}&about=${encodeURIComponent(line.text.slice(0, 200))}`)

/** `appealed`: the lines of the award that were objected to. */
interface Judged { award: Award | undefined; appealed: ReadonlySet<string>; rules: ReadonlyMap<string, string>; marks: readonly Attendance[] }

/** Where each kind of record is read; a task that is done counts by a fact, which tells of the order or the resolution. */
const PAGES: Readonly<Record<string, (id: string) => string>> = {
  meeting: id => to(`record/${id}`), achievement: id => to(`achievement/${id}`), mass_review: id => to(`reviews?at=${id}`),
  contest_result: id => to(`training/result/${id}`), training_mark: id => to(`training/mark/${id}`), mentor_pair: id => to(`training/pair/${id}`),
  fact: id => to(`facts?at=${id}`), dispatch_order: id => to(`facts?at=dispatch_order/${id}`), resolution_done: id => to(`facts?at=resolution_done/${id}`),
}

/** A record behind a line, by one tap; a statement that all is entered is told whole by who made it and when. */
function Proof({ of: { table, id, title, on, by, at } }: { of: Evidence }) {
  const href = PAGES[table]?.(id)
  const told = <><Icon name="book" size={20} /><span class="grow">{title}<small>{[on, by && t.evidenceBy(by, at === null ? '' : momentText(at, minute.value))].filter(Boolean).join(' · ')}</small></span></>
  return href ? <a class="evidence" href={href}>{told}<Icon name="go" size={20} /></a> : <div class="evidence">{told}</div>
}

/** Where what a line rests on can be asked to be corrected: the own mark at a meeting, or a fact. */
function correctionOf({ table, id, title }: Evidence, marks: readonly Attendance[]): string | null {
  const mark = table === 'meeting' ? marks.find(one => one.meeting === id) : undefined
  return mark ? to(`correct/attendance/${mark.id}`) : table === 'fact' ? to(`correct/fact/${id}?seen=${encodeURIComponent(title.slice(0, 200))}`) : null
}

function Line({ line, award, appealed, rules, marks }: { line: Reason } & Judged) {
  const wrong = line.evidence.length === 1 ? correctionOf(line.evidence[0]!, marks) : null
  return (
    <li class="line">
      <p class="line-head"><span class="grow">{shipped.value(line.text)}</span><b>{line.points_tenths === null ? t.pending : line.points_tenths > 0 ? t.plus(pointsText(line.points_tenths)) : pointsText(line.points_tenths)}</b></p>
      {rules.has(line.rule) && <p class="small soft">{t.rule(shipped.value(rules.get(line.rule)!))}</p>}
      {line.evidence.map(one => <Proof key={`${one.table}${one.id}`} of={one} />)}
      {wrong && <a class="link object" href={wrong}>{t.correctEvidence}</a>}
      {award && <a class="link object" href={objection(award, line)}>{appealed.has(lineKey(line)) ? t.seeAppeal : t.objectToLine}</a>}
    </li>
  )
}

function DimensionCard({ one, at, ...judged }: { one: Dimension; at: number } & Judged) {
  const { points_tenths: points, maximum_tenths: maximum } = one
  const told = points === null ? t.pending : t.ofMaximum(pointsText(points), pointsText(maximum))
  return (
    <details class="dimension">
      <summary>
        <span class="dimension-no">{at + 1}</span>
        <span class="grow">
          <span class="dimension-name"><b>{one.title}</b><span class={points === null ? 'soft' : ''}>{told}</span></span>
          {points === null ? <span class="meter waiting-meter" /> : <Meter label={`${one.title} ${told}`} parts={[{ tone: 'green', share: maximum ? points / maximum : 0 }]} />}
        </span>
        <Icon name="down" size={20} />
      </summary>
      {points === null && <p class="small soft dimension-note">{t.pendingText}</p>}
      <ul>{one.lines.map(line => <Line key={lineKey(line)} line={line} {...judged} />)}</ul>
    </details>
  )
}

function Attendances({ marks }: { marks: readonly Attendance[] }) {
  const here = marks.filter(mark => mark.status !== 'excluded')
  if (!here.length) return null
  const present = here.filter(mark => mark.status === 'present' || mark.status === 'made_up').length
  return <Section title={t.attendance}><Rows><Row href={to('attendance')} lead={<Icon name="book" size={28} />} title={t.attended(present, here.length)} sub={t.attendanceSub} /></Rows></Section>
}

/** The result of a quarter that counts: the latest version that is shown. */
const awardOf = (own: Own, quarter: string): Award | undefined =>
  own.awards.filter(one => one.quarter === quarter).sort((a, b) => b.version - a.version)[0]

const schemeOf = (own: Own, { scheme }: Rating | Award): Scheme | undefined => own.schemes.find(one => one.id === scheme)

const linesOf = (own: Own, rating: Rating): RatingLine[] => own.lines.filter(line => line.rating === rating.id)

/** What the quarter would be now, where that is not what was decided, and the lines that say something else. */
function Since({ own, rating, award }: { own: Own; rating: Rating; award: Award }) {
  const scheme = schemeOf(own, rating)
  const lines = linesOf(own, rating)
  const changed = changedLines(lines, award.lines)
  if (award.total_tenths === rating.total_tenths && !changed.length) return null
  const judged = { award: undefined, appealed: new Set<string>(), rules: ruleTexts(scheme), marks: own.marks }
  return (
    <Summary rating={rating} dimensions={dimensionsOf(scheme, lines, rating.profile)} version={scheme?.version} isSince>
      {changed.length > 0 && <details class="spread"><summary>{t.changedLines(changed.length)}</summary><ul>{changed.map(line => <Line key={lineKey(line)} line={line} {...judged} />)}</ul></details>}
    </Summary>
  )
}

/** A result is explained by the lines that it was decided on, as it keeps them; a quarter that runs by those of now. */
function OneRating({ own, rating }: { own: Own; rating: Rating }) {
  const award = awardOf(own, rating.quarter)
  const scheme = schemeOf(own, award ?? rating)
  const dimensions = dimensionsOf(scheme, award?.lines ?? linesOf(own, rating), (award ?? rating).profile)
  const proper = dimensions.filter(one => one.key !== BONUS)
  const known = proper.filter(one => one.points_tenths !== null).length
  const appeals = own.appeals.filter(one => one.award === award?.id)
  const appealed = new Set(appeals.filter(one => one.state !== 'withdrawn').map(one => one.line))
  const judged = { award, appealed, rules: ruleTexts(scheme), marks: own.marks }
  return (
    <>
      {award
        ? <><Result award={award} running={rating.total_tenths} appeals={appeals.length} vetoes={own.vetoes.filter(one => one.quarter === award.quarter)} /><AsOf of={award} version={scheme?.version} /><Since own={own} rating={rating} award={award} /></>
        : <><Summary rating={rating} dimensions={dimensions} version={scheme?.version} /><NextStar rating={rating} /></>}
      {known > 2 && <Card><Radar dimensions={proper} /></Card>}
      <Section title={t.dimensions(proper.length)}><div class="dimensions">{dimensions.map((one, at) => <DimensionCard key={one.key} one={one} at={at} {...judged} />)}<Rule scheme={scheme} /></div></Section>
    </>
  )
}

/** What a quarter is told by beside its name: how far it was decided, else that it runs, or waits for people. */
function noteOf(own: Own, quarter: string): string {
  const award = awardOf(own, quarter)
  return award ? wordFor(t.awardStates, award.state) : quarter === runningQuarter() ? t.isRunning : t.toBeDecided
}

const QUARTERS = 4

function MemberStars({ member }: { member: string }) {
  const own = useLive(TOPICS, phone => readOwn(phone, member), [member])
  const chosen = useSignal<string | null>(null)
  if (!own) return <Waiting>{shell.loading}</Waiting>
  // What people decided last comes first; the quarter that runs is a tap away.
  const decided = own.ratings.find(one => awardOf(own, one.quarter))
  const rating = own.ratings.find(one => one.quarter === chosen.value) ?? decided ?? own.ratings[0]
  const quarters = own.ratings.slice(0, QUARTERS).map(one => ({ value: one.quarter, label: quarterText(one.quarter), note: noteOf(own, one.quarter) }))
  return (
    <>
      <BranchWork cycles={own.cycles} />
      {quarters.length > 1 && <Chips label={t.quarters} columns={2} value={rating?.quarter ?? null} choices={quarters} onChoose={value => { chosen.value = value }} />}
      {rating ? <OneRating own={own} rating={rating} /> : <Empty icon="star" title={t.none}>{t.noneText}</Empty>}
      <Attendances marks={own.marks} />
      <p class="as-of">{t.only}</p>
    </>
  )
}

export function StarsPage() {
  const member = me.value?.member
  return (
    <main class="page">
      <PageHead title={t.title} sub={me.value?.name} aside={<DeliveryChip />} />
      {member ? <MemberStars member={member} /> : <Empty icon="star" title={t.notMember} />}
    </main>
  )
}
