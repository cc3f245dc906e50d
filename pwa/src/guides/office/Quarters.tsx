/** Which quarter a page is about, and the ones beside it. */
import { periodInYear, quarterOf, stepped } from '../../period'
import { go, to } from '../../route'
import { dayOf } from '../../time'
import { Button } from '../../ui'
import { words } from './words'

export const askedQuarter = (query: URLSearchParams): string => query.get('quarter') ?? quarterOf(dayOf(Date.now()))

export function Quarters({ page, quarter }: { page: string; quarter: string }) {
  const move = (by: number) => go(`${page}?quarter=${stepped(quarter, by)}`, true)
  const isLast = quarter >= quarterOf(dayOf(Date.now()))
  return (
    <div class="guides-quarters no-print" role="group" aria-label={words.quarter}>
      <Button small icon="back" onClick={() => move(-1)}>{words.before}</Button>
      <a class="guides-quarter" href={to(`${page}?quarter=${quarter}`)} aria-current="true">{periodInYear(quarter)}</a>
      <Button small icon="go" disabled={isLast} onClick={() => move(1)}>{words.after}</Button>
    </div>
  )
}
