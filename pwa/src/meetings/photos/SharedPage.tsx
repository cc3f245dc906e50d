/** Photos that another app handed over: which record they belong to, or none. */
import { useSignal, type Signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { branchId } from '../../branch'
import { useLive } from '../../live'
import { back, to } from '../../route'
import type { As, Meeting } from '../../rows'
import { drafts, type Draft, type Phone } from '../../sync'
import { dayText, minute, momentText } from '../../time'
import { Button, Card, Empty, Icon, PageHead, Row, Rows, Section, Waiting } from '../../ui'
import { shell } from '../../words'
import { titleOf } from '../format'
import '../meetings.css'
import { t } from '../words'
import { DRAFTS, type Writing } from '../writing'
import { dropShared, sharedPhotos, type SharedPhoto } from './shared'

const LATELY = 6

interface Places { drafts: Draft<Writing>[]; meetings: Meeting[] }

/** Records that still take photos: drafts of this phone, and what is written or came back. */
async function readPlaces(phone: Phone, branch: string): Promise<Places> {
  const [lying, meetings] = await Promise.all([drafts<Writing>(phone.store, DRAFTS), phone.rows<As<Meeting>>('meeting')])
  const writable = meetings.filter(one => one.branch === branch && (one.status === 'draft' || one.status === 'returned') && !lying.some(draft => draft.content.id === one.id))
  return { drafts: lying.filter(one => one.content.branch === branch), meetings: writable.sort((a, b) => (b.held_start ?? 0) - (a.held_start ?? 0)).slice(0, LATELY) }
}

function Thumbs({ photos }: { photos: readonly SharedPhoto[] }) {
  const addresses = useSignal<string[]>([])
  useEffect(() => {
    const made = photos.map(one => URL.createObjectURL(one.file))
    addresses.value = made
    return () => made.forEach(one => URL.revokeObjectURL(one))
  }, [photos])
  return <div class="shared-photos">{addresses.value.map((one, at) => <img key={one} src={one} alt={t.shared.photo(at + 1)} />)}</div>
}

function Choices({ branch }: { branch: string }) {
  const places = useLive(['row:meeting', 'drafts'], phone => readPlaces(phone, branch), [branch])
  return (
    <Section title={t.shared.where}>
      <Rows>
        {places?.drafts.map(one => <Row key={one.id} href={to(`write/${one.content.id}`)} lead={<Icon name="pencil" size={26} />} title={t.draftOf(shell.kinds[one.content.fields.kind])} sub={t.draftSaved(momentText(one.saved_at, minute.value))} />)}
        {places?.meetings.map(one => <Row key={one.id} href={to(`write/${one.id}`)} lead={<Icon name="book" size={26} />} title={titleOf(one)} sub={one.held_start !== null && dayText(one.held_start, minute.value)} />)}
        <Row href={to('write/new')} lead={<Icon name="plus" size={26} />} title={t.shared.anew} />
      </Rows>
    </Section>
  )
}

function Throw({ photos }: { photos: Signal<SharedPhoto[] | null> }) {
  const gone = () => { void dropShared(photos.value ?? []).then(() => { photos.value = [] }) }
  return <div class="ways"><Button wide icon="bin" onClick={gone}>{t.shared.drop}</Button></div>
}

export function SharedPage({ query }: { query: URLSearchParams }) {
  const photos = useSignal<SharedPhoto[] | null>(null)
  useEffect(() => { void sharedPhotos().then(found => { photos.value = found }) }, [])
  const found = photos.value
  return (
    <main class="page">
      <PageHead title={t.shared.title} onBack={() => back('meetings')} />
      {!found && <Waiting>{shell.loading}</Waiting>}
      {found && !found.length && <Empty icon="picture" title={query.has('full') ? t.shared.full : t.shared.none}>{t.shared.noneText}</Empty>}
      {found && found.length > 0 && (
        <>
          <Card><Thumbs photos={found} /><p class="small soft">{t.shared.text}</p></Card>
          {branchId.value ? <Choices branch={branchId.value} /> : <p>{t.shared.noBranch}</p>}
          <Throw photos={photos} />
        </>
      )}
    </main>
  )
}
