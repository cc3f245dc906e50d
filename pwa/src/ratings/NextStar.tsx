/** What would bring the next star: computed with the rating, so that it is true without a network too. */
import { pointsText } from '../points'
import type { Rating } from '../rows'
import { dayOf, minute } from '../time'
import { shipped } from '../text'
import { Card } from '../ui'
import { titleOf } from './scheme'
import { t } from './words'

interface Step { rule: string; text: string; times: number; gain_tenths: number; until: string }
interface Way { steps: Step[]; open_tenths: number }
export interface Outlook { least_tenths: number; most_tenths: number; star: number | null; short_tenths: number; open: string[]; ways: Way[] }

/** The ways that can still be gone on a day: what had to be done by an earlier one is over. */
export const openWays = (outlook: Outlook, today: string): Way[] => outlook.ways.filter(way => way.steps.every(step => !step.until || step.until >= today))

function OneWay({ way, open }: { way: Way; open: readonly string[] }) {
  return (
    <li>
      {way.steps.map(step => <p key={step.rule}>{t.step(shipped.value(step.text), step.times)} <b>{t.plus(pointsText(step.gain_tenths))} {t.points}</b></p>)}
      {way.open_tenths > 0 && <p>{t.openNeeds(open.map(titleOf), pointsText(way.open_tenths))}</p>}
    </li>
  )
}

export function NextStar({ rating }: { rating: Rating }) {
  const outlook = rating.outlook as unknown as Outlook
  if (!outlook.star) return null
  const ways = openWays(outlook, dayOf(minute.value))
  return (
    <Card title={t.nextStar}>
      <p>{outlook.open.length ? t.endsBetween(pointsText(outlook.least_tenths), pointsText(outlook.most_tenths)) : t.asItStands(pointsText(outlook.least_tenths))} {t.short(outlook.star, pointsText(outlook.short_tenths), ways.length)}</p>
      {ways.length ? <ul class="next-ways" aria-label={t.ways}>{ways.map((way, at) => <OneWay key={at} way={way} open={outlook.open} />)}</ul> : <p>{t.noWay}</p>}
      <p class="small soft">{t.takenForComplete}</p>
    </Card>
  )
}
