/** How the box stands in the running quarter, for the page of the burden: what came, what waits, after how many days it is answered. */
import { useEffect } from 'preact/hooks'
import type { OpinionFiguresOut } from './generated/http'
import { Resource } from './load'
import { words } from './opinionWords'
import { to } from './route'
import { periodText } from './time'
import { ButtonLink, Card, Facts } from './ui'

export const figures = new Resource<OpinionFiguresOut>()
export const loadFigures = (): void => { void figures.load('/api/opinions/figures') }

/** Of no person. Where the box cannot be asked, nothing is shown: the page tells of records. */
export function OpinionFigures() {
  useEffect(loadFigures, [])
  const { data } = figures.state.value
  if (!data) return null
  const { quarter, came, answered, waiting, median_days } = data
  return (
    <Card title={words.title(periodText(quarter))} aside={<ButtonLink small href={to('office/opinions')}>{words.open}</ButtonLink>}>
      <Facts pairs={[[words.came, words.countOf(came)], [words.answered, words.countOf(answered)], [words.waiting, words.countOf(waiting)], [words.days, median_days === null ? words.none : words.daysOf(median_days)]]} />
    </Card>
  )
}
