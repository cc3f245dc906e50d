/** One branch's quarter: results in the order of employee numbers, ties, corrections since, history, and the next step. */
import { useEffect } from 'preact/hooks'
import { Answered } from '../../answered'
import { ExportButton } from '../../exporting'
import { keepFresh } from '../../fresh'
import type { AwardOut, CorrectionOut, DetailOut } from '../../generated/http'
import { pointsText } from '../../points'
import { go, to } from '../../route'
import { periodText } from '../../time'
import { ButtonLink, Card, IconButton, Section, Tag } from '../../ui'
import { wordFor } from '../../words'
import { Moves } from '../Moves'
import { aboutText, starText, untilText } from '../stars'
import { detail, loadDetail } from '../state'
import { Steps } from '../Steps'
import { Ties } from '../Ties'
import { t } from '../words'
import '../cycles.css'

const SHOWN = new Set(['published', 'appeal', 'approved', 'frozen'])

const pointsIn = (award: AwardOut, key: string): string => pointsText(award.points.find(one => one.dimension === key)?.points_tenths ?? null)

function Results({ awards }: { awards: readonly AwardOut[] }) {
  const dimensions = [...new Map(awards.flatMap(award => award.points.map(one => [one.dimension, one.title] as const)))]
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={t.detail.results}>
      <table class="list-table small-numbers">
        <thead><tr><th>{t.detail.name}</th><th>{t.detail.star}</th><th class="number">{t.detail.total}</th>{dimensions.map(([key, title]) => <th key={key} class="number">{title}</th>)}<th>{t.detail.note}</th></tr></thead>
        <tbody>
          {awards.map(award => (
            <tr key={award.award}>
              <th scope="row">{award.name}<br /><small class="soft">{award.employee_no}</small></th>
              <td><b>{starText(award.star, award.code)}</b></td>
              <td class="number">{pointsText(award.total_tenths)}</td>
              {dimensions.map(([key]) => <td key={key} class="number">{pointsIn(award, key)}</td>)}
              <td>{award.code && <Tag>{wordFor(t.codes, award.code)}</Tag>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** What it rests on may change without a change of what comes of it. */
function correctionText({ total_tenths, total_now, star, star_now }: CorrectionOut): string {
  if (total_tenths === total_now && star === star_now) return t.detail.unchanged
  return `${t.detail.correction(pointsText(total_tenths), pointsText(total_now))} · ${t.detail.change(t.detail.earned, starText(star), starText(star_now))}`
}

const Corrections = ({ found }: { found: readonly CorrectionOut[] }) => (
  <Section title={t.detail.corrections}>
    <Card>
      <p class="small soft">{t.detail.correctionsText}</p>
      <ul>{found.map(one => <li key={one.member}><b>{one.name}</b> {correctionText(one)}</li>)}</ul>
    </Card>
  </Section>
)

function Body({ data }: { data: DetailOut }) {
  const { cycle } = data
  const again = () => { void loadDetail(cycle.cycle) }
  const follow = (next: string) => { if (next === cycle.cycle) again(); else go(`office/cycles/${next}`) }
  return (
    <>
      <Card title={wordFor(t.states, cycle.state)} aside={cycle.due_at !== null && <Tag tone={cycle.is_late ? 'red' : 'ink'}>{untilText(cycle.due_at)}</Tag>}>
        <p class="small">{aboutText(cycle)}</p>
        {data.versions.length > 1 && <p class="small">{t.detail.versions} {data.versions.map(one => <a key={one.cycle} class="link" href={to(`office/cycles/${one.cycle}`)}>{t.branch.version(one.version)} {wordFor(t.states, one.state)}</a>)}</p>}
        <Moves cycle={cycle} onMoved={follow}>{SHOWN.has(cycle.state) && <ButtonLink kind="plain" icon="book" href={to(`office/cycles/${cycle.cycle}/sheet`)}>{t.office.sheet}</ButtonLink>}</Moves>
      </Card>
      {data.ties.length > 0 && <Section title={t.branch.ties}><Ties data={data} onDecided={again} /></Section>}
      {data.corrections.length > 0 && <Corrections found={data.corrections} />}
      {data.awards.length > 0 && <Section title={t.detail.results}><ExportButton path={`/api/cycles/${cycle.cycle}/export`} name={`${t.detail.results} ${cycle.branch_name} ${cycle.quarter}`} /><Results awards={data.awards} /></Section>}
      {data.steps.length > 0 && <Section title={t.branch.steps}><Card><Steps steps={data.steps} /></Card></Section>}
    </>
  )
}

export function DetailPage({ cycle }: { cycle: string }) {
  const again = () => { void loadDetail(cycle) }
  useEffect(() => { again(); return keepFresh(again) }, [cycle])
  const { data } = detail.state.value
  const title = data ? `${data.cycle.branch_name} · ${periodText(data.cycle.quarter)}` : t.office.title
  useEffect(() => { document.title = title }, [title])
  return (
    <div class="cycles">
      <header class="office-title"><IconButton icon="back" label={t.office.back} onClick={() => go(data ? `office/cycles?quarter=${data.cycle.quarter}` : 'office/cycles')} /><h1 tabIndex={-1}>{title}</h1></header>
      <Answered of={detail.state.value} waiting={t.office.waiting} again={again}>{shown => <Body data={shown} />}</Answered>
    </div>
  )
}

