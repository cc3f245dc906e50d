/** What became of a quarter: the final star beside the running one, its days, the branch's spread, and the way to object. */
import { branchId } from '../branch'
import { pointsText } from '../points'
import { to } from '../route'
import type { Award, Cycle, VetoCase } from '../rows'
import { dayText, minute } from '../time'
import { ButtonLink, Card, Notice, Row, Rows, Tag } from '../ui'
import { wordFor } from '../words'
import { quarterText } from './quarter'
import { Stars } from './Stars'
import { t } from './words'

const starsTold = (star: number): string => (star ? t.starShort(star) : t.noStar)

/** One group of the spread: 四星, or 三星及以下 where few are told together. */
function groupTold(low: number, high: number): string {
  if (low === high) return starsTold(low)
  return low === 0 ? t.orLess(starsTold(high)) : t.between(starsTold(low), starsTold(high))
}

function Spread({ award }: { award: Award }) {
  const all = award.spread.reduce((sum, [, , people]) => sum + people, 0)
  if (!all) return null
  return (
    <details class="spread">
      <summary>{t.spread}</summary>
      <ul>{award.spread.filter(([, , people]) => people > 0).map(([low, high, people]) => <li key={high}><span>{groupTold(low, high)}</span><span class="spread-bar" aria-hidden="true"><i style={{ width: `${(people / all) * 100}%` }} /></span><b>{t.people(people)}</b></li>)}</ul>
      <p class="small soft">{t.spreadNote}</p>
    </details>
  )
}

const Veto = ({ veto }: { veto: VetoCase }) => (
  <Notice tone="heed" icon="alert" title={veto.state === 'lifted' ? t.vetoLifted(veto.title) : t.vetoed(veto.title)}>
    <p>{veto.text}</p><p class="small">{t.vetoEvidence(veto.evidence)}</p>{veto.state === 'lifted' && veto.reason && <p class="small">{veto.reason}</p>}
  </Notice>
)

interface ResultProps { award: Award; appeals: number; vetoes: readonly VetoCase[]; running: number | null }

export function Result({ award, appeals, vetoes, running }: ResultProps) {
  const star = award.star
  const until = award.state === 'published' && award.publicity_until !== null ? ` · ${t.publicUntil(dayText(award.publicity_until, minute.value))}` : ''
  return (
    <Card title={t.resultOf(quarterText(award.quarter))} aside={<Tag tone={award.state === 'frozen' ? 'ink' : 'heed'}>{wordFor(t.awardStates, award.state)}{until}</Tag>}>
      {award.replaced && <p class="small">{t.replaced}</p>}
      <div class="stars-head">
        <div class="grow">
          <h2>{star === null ? (award.excused ? t.excused : t.undecided) : star ? t.stars(star) : t.noStar}</h2>
          {star !== null && <Stars count={star} />}
        </div>
        <p class="stars-total"><b>{pointsText(award.total_tenths)}</b><small>{t.points}</small></p>
      </div>
      {award.code !== '' && <p class="small">{wordFor(t.codes, award.code)}</p>}
      {running !== null && running !== award.total_tenths && <p class="small">{t.changedSince(pointsText(running))}</p>}
      {vetoes.map(veto => <Veto key={veto.id} veto={veto} />)}
      <Spread award={award} />
      <p class="small soft">{t.human}</p>
      <ButtonLink wide kind="plain" icon="pencil" href={to(`appeal/${award.id}`)}>{appeals ? t.seeAppeal : t.appeal}</ButtonLink>
    </Card>
  )
}

const DRAWN = new Set(['computed', 'published', 'appeal'])

/** For those who sit on the branch's committee: what waits there. */
export function BranchWork({ cycles }: { cycles: readonly Cycle[] }) {
  const own = cycles.filter(one => one.branch === branchId.value && !one.replaced && DRAWN.has(one.state)).sort((a, b) => b.quarter.localeCompare(a.quarter))[0]
  if (!own) return null
  const waits = [own.state === 'computed' && t.draftWaits, own.ties_open > 0 && t.tiesWait(own.ties_open), own.appeals_open > 0 && t.appealsWait(own.appeals_open)].filter(Boolean)
  return <Rows><Row href={to(`cycle?quarter=${own.quarter}`)} title={`${t.branchStars} · ${quarterText(own.quarter)}`} sub={waits.join(' · ') || wordFor(t.awardStates, own.state)} /></Rows>
}
