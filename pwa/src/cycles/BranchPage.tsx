/** The branch committee's page of a quarter: the draft, ties to decide, appeals to answer, and the next step. Needs a network. */
import { useEffect } from 'preact/hooks'
import { Answered } from '../answered'
import { branchId } from '../branch'
import { keepFresh } from '../fresh'
import type { AwardOut, CycleOut, DetailOut } from '../generated/http'
import type { PageProps } from '../part'
import { pointsText } from '../points'
import { back } from '../route'
import { periodText } from '../time'
import { Card, Empty, PageHead, Row, Rows, Section, Tag } from '../ui'
import { wordFor } from '../words'
import { Answers } from './Answers'
import { Moves } from './Moves'
import { aboutText, starText, untilText } from './stars'
import { appeals, detail, loadAppeals, loadDetail, loadOverview, overview } from './state'
import { Steps } from './Steps'
import { Ties } from './Ties'
import { t } from './words'
import './cycles.css'

const ownCycle = (): CycleOut | undefined => overview.state.value.data?.cycles.find(one => one.branch === branchId.value)

async function loadAll(quarter: string | null): Promise<void> {
  await loadOverview(quarter)
  const cycle = ownCycle()
  if (cycle) await Promise.all([loadDetail(cycle.cycle), loadAppeals(cycle.quarter)])
}

const Result = ({ award }: { award: AwardOut }) => (
  <Row title={award.name} sub={award.points.map(one => `${one.title} ${pointsText(one.points_tenths)}`).join(' · ')}
    tags={award.code && <Tag>{wordFor(t.codes, award.code)}</Tag>} end={<span class="result"><b>{starText(award.star, award.code)}</b><small>{pointsText(award.total_tenths)} {t.points}</small></span>} />
)

function Draft({ data, again }: { data: DetailOut; again: () => void }) {
  const { cycle } = data
  const own = (appeals.state.value.data ?? []).filter(one => one.branch === cycle.branch)
  return (
    <>
      <Card title={wordFor(t.states, cycle.state)} aside={cycle.due_at !== null && <Tag tone={cycle.is_late ? 'red' : 'ink'}>{untilText(cycle.due_at)}</Tag>}>
        <p class="small">{aboutText(cycle)}</p>
        <Moves cycle={cycle} onMoved={again} />
      </Card>
      {data.ties.length > 0 && <Section title={t.branch.ties}><Ties data={data} onDecided={again} /></Section>}
      {own.length > 0 && <Section title={t.branch.appeals}><Answers appeals={own} onAnswered={again} /></Section>}
      {data.awards.length > 0 && (
        <Section title={t.branch.results}>
          <p class="small soft">{t.branch.resultsNote}</p>
          <Rows label={t.branch.results}>{data.awards.map(award => <Result key={award.award} award={award} />)}</Rows>
        </Section>
      )}
      {data.steps.length > 0 && <Section title={t.branch.steps}><Card><Steps steps={data.steps} /></Card></Section>}
    </>
  )
}

export function BranchPage({ query }: PageProps) {
  const branch = branchId.value
  const quarter = query.get('quarter')
  const again = () => { void loadAll(quarter) }
  useEffect(() => { again(); return keepFresh(again) }, [branch, quarter])
  const cycle = ownCycle()
  return (
    <main class="page">
      <PageHead title={t.branch.title} sub={cycle && `${cycle.branch_name} · ${periodText(cycle.quarter)}`} onBack={() => back('stars')} />
      <Answered of={overview.state.value} waiting={t.branch.waiting} again={again}>
        {() => (cycle
          ? <Answered of={detail.state.value} waiting={t.branch.waiting} again={again}>{data => <Draft data={data} again={again} />}</Answered>
          : <Empty icon="star" title={t.branch.none}>{t.branch.noneText}</Empty>)}
      </Answered>
      <p class="as-of">{t.branch.needsNet}</p>
    </main>
  )
}
