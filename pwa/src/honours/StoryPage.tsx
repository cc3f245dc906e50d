/** One story: from this phone where it is carried, else from the server. */
import { useEffect } from 'preact/hooks'
import { DeliveryChip } from '../delivery'
import type { ReadOut } from '../generated/http'
import { useLive } from '../live'
import { Resource } from '../load'
import type { PageProps } from '../part'
import { back } from '../route'
import { Empty, PageHead, Waiting } from '../ui'
import { readStory, type Told } from './reading'
import { Tale } from './Tale'
import { t } from './words'

const fetched = new Resource<ReadOut>()

function Fetched({ story }: { story: string }) {
  const path = `/api/story-pages/${encodeURIComponent(story)}`
  useEffect(() => { void fetched.load(path); return () => fetched.forget() }, [path])
  const { data, problem } = fetched.state.value
  if (data?.story === story) return <Tale told={data as Told} />
  return problem ? <Empty icon="search" title={t.notHere}>{t.notHereText}</Empty> : <Waiting>{t.loading}</Waiting>
}

export function StoryPage({ path: [story = ''] }: PageProps) {
  const page = useLive(['row:story_page', 'row:story_consent', 'log'], phone => readStory(phone, story), [story])
  return (
    <main class="page">
      <PageHead title={t.one} onBack={() => back('stories')} aside={<DeliveryChip />} />
      {page === undefined ? <Waiting>{t.loading}</Waiting> : page ? <Tale told={page} /> : <Fetched key={story} story={story} />}
    </main>
  )
}
