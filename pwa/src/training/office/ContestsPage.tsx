/** All skill contests, the newest first. */
import { Answered } from '../../answered'
import type { ContestOut } from '../../generated/http'
import { phrases } from '../../phrases'
import { to } from '../../route'
import { ButtonLink, Empty } from '../../ui'
import { contests, Head, isOffice, useFresh } from './Head'
import { words } from './words'

const firstThree = ({ results }: ContestOut): string => results.filter(one => one.rank !== 'other').map(one => one.name).join(phrases.and)

const Line = ({ one }: { one: ContestOut }) => (
  <tr>
    <td><a href={to(`office/training/contests/${one.contest}`)}><b>{one.title}</b></a></td>
    <td>{one.held_on}</td>
    <td>{one.trades.join(phrases.and)}</td>
    <td>{words.people(one.results.length)}{firstThree(one) && <small>{words.firstThree(firstThree(one))}</small>}</td>
  </tr>
)

export function ContestsPage() {
  const load = useFresh(contests)
  const { data } = contests.state.value
  return (
    <div>
      <Head title={words.names.contests} tab="contests" as_of={data?.as_of}>{isOffice() && <ButtonLink kind="main" icon="plus" href={to('office/training/contests/new')}>{words.addContest}</ButtonLink>}</Head>
      <div class="office-column">
        <Answered of={contests.state.value} waiting={words.waiting} again={load}>
          {found => (found.contests.length ? (
            <table class="list-table training-table">
              <thead><tr>{[words.contest, words.day, words.trades, words.ranked].map(one => <th key={one} scope="col">{one}</th>)}</tr></thead>
              <tbody>{found.contests.map(one => <Line key={one.contest} one={one} />)}</tbody>
            </table>
          ) : <Empty icon="star" title={words.noContests}>{words.noContestsText}</Empty>)}
        </Answered>
      </div>
    </div>
  )
}
