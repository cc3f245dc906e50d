/** A record that this phone does not hold: fetched, for those who may see it. */
import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { attendanceText } from '../attended'
import { api, asProblem, type Problem } from '../api'
import type { RecordOut } from '../generated/http'
import { DeliveryChip } from '../delivery'
import { FilesOf } from '../FilesOf'
import { fileWords } from '../fileWords'
import { back, to } from '../route'
import type { Meeting } from '../rows'
import { me } from '../session'
import { Button, Card, Empty, PageHead, Section, Tag, Waiting } from '../ui'
import { shell } from '../words'
import { titleOf } from './format'
import { attendanceId } from './mutations'
import { Quorum } from './Quorum'
import { Content } from './RecordPage'
import { HeadCount } from './RollCall'
import type { Heads } from './rules'
import { t } from './words'

/** The answer's words are those of the rows, said less exactly. */
const asMeeting = ({ meeting, votes }: RecordOut): Meeting => ({ ...meeting, votes, submitted_by: null, created_at: null, created_by: null }) as unknown as Meeting

function Found({ remote, cards }: { remote: RecordOut; cards: ComponentChildren }) {
  const { quorum, attendance } = remote
  const meeting = asMeeting(remote)
  const heads: Heads = { ...quorum, unmarked: 0 }
  // Other people's reasons for absence are theirs.
  const own = attendance.filter(mark => mark.member === me.value?.member)
  const names = new Map([[meeting.chair, remote.meeting.chair_name], [meeting.recorder, remote.meeting.recorder_name]])
  return (
    <main class="page">
      <PageHead title={titleOf(meeting)} sub={remote.meeting.org_name} onBack={() => back('meetings')} aside={<Tag>{shell.statuses[meeting.status]}</Tag>} />
      {cards}
      <Section title={t.content}><Content meeting={meeting} heads={heads} names={names} /></Section>
      <Section title={t.people}>
        <Card>
          <HeadCount heads={heads} /><Quorum kind={meeting.kind} purpose={meeting.purpose} heads={heads} />
          <ul class="off">{own.map(mark => <li key={mark.member}><b>{mark.name}</b><span>{attendanceText(mark.status, mark.reason)}<br /><a class="link" href={to(`correct/attendance/${attendanceId(meeting.id, mark.member)}`)}>{t.own.correct}</a></span></li>)}</ul>
        </Card>
      </Section>
      <Section title={fileWords.title}><FilesOf meeting={meeting.id} /></Section>
    </main>
  )
}

function Failed({ problem, onAgain, cards }: { problem: Problem; onAgain: () => void; cards: ComponentChildren }) {
  const gone = problem.status === 404
  return (
    <main class="page">
      <PageHead title={gone ? t.notFound : t.fetchFailed} onBack={() => back('meetings')} aside={<DeliveryChip />} />
      {cards}
      <Empty icon={gone ? 'search' : 'cloudOff'} title={gone ? t.notFound : problem.body.title} actions={!gone && <Button icon="refresh" onClick={onAgain}>{shell.again}</Button>}>
        {gone ? t.notFoundText : problem.body.detail}
      </Empty>
    </main>
  )
}

/** `cards` tell what this phone did to the record, and what became of it. */
export function RemoteRecord({ id, cards }: { id: string; cards: ComponentChildren }) {
  const found = useSignal<RecordOut | Problem | null>(null)
  const load = () => {
    found.value = null
    api<RecordOut>(`/api/meetings/${encodeURIComponent(id)}`).then(remote => { found.value = remote }, (error: unknown) => { found.value = asProblem(error) })
  }
  useEffect(load, [id])
  const remote = found.value
  if (!remote) return <main class="page"><PageHead title={shell.tabs.meetings} onBack={() => back('meetings')} /><Waiting>{shell.loading}</Waiting></main>
  return 'meeting' in remote ? <Found remote={remote} cards={cards} /> : <Failed problem={remote} onAgain={load} cards={cards} />
}
