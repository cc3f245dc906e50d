/** Pages that are not needed for the first screen: fetched (from this phone's own store of files) when wanted, or in a quiet moment before. */
import { signal } from '@preact/signals'
import type { ComponentType } from 'preact'
import { useMemo } from 'preact/hooks'
import type { PageProps } from './part'
import { whenQuiet } from './quiet'
import { Button, Empty, Waiting } from './ui'
import { shell } from './words'

type Page = ComponentType<PageProps>

const loads: (() => Promise<void>)[] = []

/** A page whose code comes later. If it cannot be fetched, the page says so instead of staying empty; a part of a page (`inside`) just stays away. `ahead`: whether it is fetched before it is wanted; `now`: at once. */
export function lazy(load: () => Promise<Page>, inside = false, ahead = true, now = false): Page {
  const found = signal<Page | null>(null)
  const failed = signal(false)
  const fetchOnce = () => load().then(page => { found.value = page }, () => { failed.value = true })
  if (now) void load().then(page => { found.value = page }, () => undefined)
  else if (ahead) loads.push(fetchOnce)
  return props => {
    // Asked for before anything is painted: where the code is here already, no frame shows that it is being waited for.
    useMemo(() => { if (!found.peek()) void fetchOnce() }, [])
    const Shown = found.value
    if (Shown) return <Shown {...props} />
    if (inside) return null
    if (!failed.value) return <main class="page"><Waiting>{shell.loading}</Waiting></main>
    return <main class="page"><Empty icon="cloudOff" title={shell.officeOffline} actions={<Button icon="refresh" onClick={() => location.reload()}>{shell.again}</Button>} /></main>
  }
}

/** Fetches all pages once the first one stands, so that the next tap need not wait; one after the other, so that none holds up a tap. */
export function fetchPages(): void {
  const [next] = loads.splice(0, 1)
  if (next) whenQuiet(() => { void next().then(fetchPages) })
}
