/** A published story, read at a desk. */
import { useEffect } from 'preact/hooks'
import { Answered } from '../../answered'
import type { ReadOut } from '../../generated/http'
import { Resource } from '../../load'
import type { Told } from '../reading'
import { Tale } from '../Tale'
import { t } from '../words'

const found = new Resource<ReadOut>()

export function ReadPage({ id }: { id: string }) {
  const path = `/api/story-pages/${encodeURIComponent(id)}`
  const load = () => { void found.load(path) }
  useEffect(load, [path])
  useEffect(() => { document.title = t.one }, [])
  return (
    <div>
      <header class="office-title"><h1 tabIndex={-1}>{t.one}</h1></header>
      <div class="office-column"><Answered of={found.state.value} waiting={t.loading} again={load}>{data => <Tale told={data as Told} />}</Answered></div>
    </div>
  )
}
