/** Fetches the office's pages and their frame when one of them is opened; phones never do. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { OfficePage } from '../office'
import type { PageProps } from '../part'
import { me } from '../session'
import { Button, Empty, Waiting } from '../ui'
import { shell } from '../words'
import type { Frame } from './office'

interface Office { pages: readonly OfficePage[]; known: ReadonlySet<string>; Shown: typeof Frame }

export function OfficeFrame(props: PageProps) {
  /** `undefined`: being fetched; `null`: the fetch failed (no network, or the release has changed meanwhile). */
  const found = useSignal<Office | null | undefined>(undefined)
  const person = me.value
  useEffect(() => {
    if (!person) return
    Promise.all([import('../modules').then(one => Promise.all([one.officePages(person), one.officePaths()])), import('./office')])
      .then(([[pages, known], { Frame: Shown }]) => { found.value = { pages, known, Shown } }, () => { found.value = null })
  }, [person])
  if (found.value === undefined) return <main class="page"><Waiting>{shell.loading}</Waiting></main>
  if (found.value === null) {
    return (
      <main class="page">
        <Empty icon="cloudOff" title={shell.officeOffline} actions={<Button icon="refresh" onClick={() => location.reload()}>{shell.again}</Button>}>{shell.officeOfflineText}</Empty>
      </main>
    )
  }
  const { pages, known, Shown } = found.value
  return <Shown pages={pages} known={known} {...props} />
}
