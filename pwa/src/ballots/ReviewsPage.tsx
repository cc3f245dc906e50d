/** A member's own results of mass reviews; nobody else's phone holds them. */
import type { MassReviewRow } from '../generated/http'
import { useLive } from '../live'
import type { As } from '../rows'
import type { PageProps } from '../part'
import { back } from '../route'
import { me } from '../session'
import { minute, momentText, periodText } from '../time'
import { Card, Empty, PageHead, Waiting } from '../ui'
import { shell } from '../words'
import { CHOICES } from './choices'
import './vote.css'
import { t } from './words'

function Result({ of }: { of: MassReviewRow }) {
  if (of.state !== 'published' || of.mean_tenths === null) return <p>{of.state === 'open' ? t.open : t.withheld}</p>
  const spread = of.spread as number[] | null
  return (
    <>
      <p class="review-result"><b>{(of.mean_tenths / 10).toFixed(1)}</b> {t.points} · {t.ballots(of.ballots ?? 0)}</p>
      {of.computed_at !== null && of.data_up_to !== null && <p class="as-of">{t.asOf(momentText(of.computed_at, minute.value), momentText(of.data_up_to, minute.value))}</p>}
      {spread ? <ul class="review-spread" aria-label={t.spread}>{spread.map((count, at) => <li key={at}>{t.choices[CHOICES[at + 1]!]} {count}</li>)}</ul> : <p class="small soft">{t.noSpread}</p>}
    </>
  )
}

/** `?at=` names the one that a line of the stars rests on. */
export function ReviewsPage({ query }: PageProps) {
  const at = query.get('at')
  const member = me.value?.member
  const found = useLive(['row:mass_review'], phone => phone.rows<As<MassReviewRow>>('mass_review'), [])
  const own = found?.filter(one => one.member === member && (!at || one.id === at)).sort((a, b) => b.quarter.localeCompare(a.quarter))
  return (
    <main class="page">
      <PageHead title={t.mine} onBack={() => back('stars')} />
      <p class="small soft">{t.mineText}</p>
      {!own ? <Waiting>{shell.loading}</Waiting> : own.length ? own.map(one => <Card key={one.id} title={periodText(one.quarter)}><Result of={one} /></Card>) : <Empty icon="star" title={t.none}>{t.noneText}</Empty>}
    </main>
  )
}
