/** Further places of the phone, as the parts name them: what the branch builds, books and learns. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { useBranch } from '../branch'
import { DeliveryChip } from '../delivery'
import type { Place } from '../part'
import { PARTS } from '../parts'
import { back, to } from '../route'
import { Icon, PageHead, Row, Rows, Waiting } from '../ui'
import { shell } from '../words'
import { more } from './moreWords'

const read = async (): Promise<Place[]> => (await Promise.all(PARTS.map(part => part.places?.() ?? []))).flat()

export function MorePage() {
  const places = useSignal<readonly Place[] | null>(null)
  const branch = useBranch()
  useEffect(() => { void read().then(found => { places.value = found }) }, [])
  const shown = places.value?.filter(one => one.for === 'everyone' || branch?.leads)
  return (
    <main class="page">
      <PageHead title={more.title} sub={branch?.name} onBack={() => back('today')} aside={<DeliveryChip />} />
      {shown ? <Rows label={more.title}>{shown.map(one => <Row key={one.page} href={to(one.page)} lead={<Icon name={one.icon} size={28} />} title={one.title} sub={(!branch?.leads && one.subElse) || one.sub} />)}</Rows> : <Waiting>{shell.loading}</Waiting>}
    </main>
  )
}
