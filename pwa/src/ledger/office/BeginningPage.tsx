/** Where the ledger begins for a person: the highest organisations that they may look at; the only one is opened at once. */
import { useEffect } from 'preact/hooks'
import { Answered } from '../../answered'
import type { ChildrenOut } from '../../generated/http'
import { Resource } from '../../load'
import type { PageProps } from '../../part'
import { Block, Head } from './Frame'
import { Children, periodIn, PlacePage } from './PlacePage'
import { words } from './words'

const shown = new Resource<ChildrenOut>()

export function BeginningPage({ query }: PageProps) {
  const period = periodIn(query)
  const from = `/api/ledger?period=${period}`
  const load = () => { void shown.load(from) }
  useEffect(load, [from])
  const only = shown.state.value.data?.items
  if (only?.length === 1) return <PlacePage path={[only[0]!.id]} query={query} />
  return (
    <div class="ledger">
      <Head title={words.title} crumbs={[]} address="office/ledger" period={period} />
      <div class="ledger-body"><Answered of={shown.state.value} waiting={words.waiting} again={load}>{data => <Block title={words.below}><Children items={data.items} period={period} /></Block>}</Answered></div>
    </div>
  )
}
