/** Sessions to come and to mark, what was held, ranks and mentor pairs: of the branch for its posts, of oneself for everyone. Works without a network. */
import type { ComponentChildren } from 'preact'
import { useBranch } from '../branch'
import { AsOf, DeliveryChip } from '../delivery'
import { gradeText } from '../factWords'
import { useLive } from '../live'
import { back, to } from '../route'
import type { As, ContestResult, MentorPair, TrainingMark, TrainingSession } from '../rows'
import { delivery, me } from '../session'
import { dayOf, dayText, minute } from '../time'
import { ButtonLink, Empty, Icon, PageHead, Row, Rows, Section, Tag, Waiting } from '../ui'
import { shell } from '../words'
import { readTraining, type Open, type Shown } from './reading'
import { t } from './words'
import './training.css'

const SHOWN = 20
export const dayFrom = (day: string): string => (day ? dayText(Date.parse(`${day}T00:00:00Z`), minute.value) : '')

export const WaitTags = ({ id, open: { waiting, open } }: { id: string; open: Open }) => (
  <>{waiting.has(id) && <Tag icon="phone">{t.onPhone}</Tag>}{open.has(id) && <Tag icon="alert" tone="heed">{t.refused}</Tag>}</>
)

function SessionRow({ one, shown, heed }: { one: As<TrainingSession>; shown: Shown; heed?: boolean }) {
  const count = shown.counts.get(one.id)
  const sub = [dayFrom(one.held_on), one.place, one.lecturer].filter(Boolean).join(' · ')
  return <Row href={to(`training/session/${one.id}`)} lead={<Icon name={heed ? 'pencil' : 'book'} size={28} />} title={one.title} sub={sub} tags={<>{one.cancel_reason && <Tag icon="close">{t.cancelled}</Tag>}{heed && <Tag tone="heed" icon="alert">{t.toMark}</Tag>}{count !== undefined && !one.cancel_reason && <Tag icon="check" tone="green">{t.attended(count)}</Tag>}<WaitTags id={one.id} open={shown} /></>} />
}

const ResultRow = ({ one }: { one: As<ContestResult> }) =>
  <Row href={to(`training/result/${one.id}`)} lead={<Icon name="star" size={28} />} title={`${one.name} ${gradeText('contest', one.rank)}`} sub={[one.title, one.trade, dayFrom(one.held_on)].join(' · ')} />

const PairRow = ({ one }: { one: As<MentorPair> }) =>
  <Row href={to(`training/pair/${one.id}`)} lead={<Icon name="people" size={28} />} title={t.pair(one.mentor_name, one.apprentice_name)} sub={[one.trade, t.span(dayFrom(one.from_on), dayFrom(one.to_on))].filter(Boolean).join(' · ')} tags={<Tag tone={one.result === 'passed' ? 'green' : 'ink'}>{t.results[one.result]}</Tag>} />

const MarkRow = ({ one }: { one: As<TrainingMark> }) =>
  <Row href={to(`training/mark/${one.id}`)} lead={<Icon name="book" size={28} />} title={one.title} sub={[dayFrom(one.held_on), one.reason].filter(Boolean).join(' · ')} tags={<Tag tone={one.status === 'absent' ? 'heed' : 'ink'}>{shell.attendance[one.status]}</Tag>} />

function Listed<T extends { id: string }>({ title, items, row }: { title: string; items: readonly T[]; row: (one: T) => ComponentChildren }) {
  return items.length ? <Section title={title}><Rows label={title}>{items.slice(0, SHOWN).map(row)}</Rows></Section> : null
}

function Found({ shown, branch }: { shown: Shown; branch: boolean }) {
  const { toMark, ahead, over, marks, results, pairs } = shown
  const nothing = ![toMark, ahead, over, marks, results, pairs].some(one => one.length)
  return (
    <>
      {nothing && <Empty icon="people" title={t.none}>{branch ? t.noneText : t.noneMember}</Empty>}
      <Listed title={t.waiting} items={toMark} row={one => <SessionRow key={one.id} one={one} shown={shown} heed />} />
      <Listed title={t.ahead} items={ahead} row={one => <SessionRow key={one.id} one={one} shown={shown} />} />
      <Listed title={t.mine} items={marks} row={one => <MarkRow key={one.id} one={one} />} />
      <Listed title={branch ? t.ranksHere : t.ranks} items={results} row={one => <ResultRow key={one.id} one={one} />} />
      <Listed title={branch ? t.pairsHere : t.pairs} items={pairs} row={one => <PairRow key={one.id} one={one} />} />
      {branch && <Listed title={t.over} items={over} row={one => <SessionRow key={one.id} one={one} shown={shown} />} />}
    </>
  )
}

export function ListPage() {
  const branch = useBranch()
  const member = me.value?.member ?? null
  const today = dayOf(minute.value)
  const shown = useLive(['row:training_session', 'row:training_mark', 'row:contest_result', 'row:mentor_pair', 'log'], phone => readTraining(phone, branch?.id ?? null, member, today), [branch?.id, member, today])
  return (
    <main class="page training-page">
      <PageHead title={t.title} sub={branch?.name} onBack={() => back('more')} aside={<DeliveryChip />} />
      {branch === undefined || !shown ? <Waiting>{shell.loading}</Waiting> : <><AsOf at={delivery.value?.server.answered_at} /><Found shown={shown} branch={Boolean(branch)} /></>}
      {branch?.leads && <div class="float"><ButtonLink kind="main" wide icon="plus" href={to('training/hold/new')}>{t.add}</ButtonLink></div>}
    </main>
  )
}
