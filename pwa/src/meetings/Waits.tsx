/** Everything of this part that waits for a person, record by record, for the page of delivery. */
import { useNames } from '../branch'
import { useLive } from '../live'
import { to } from '../route'
import { dayText } from '../time'
import { ButtonLink, Section } from '../ui'
import { RecordCards } from './Cards'
import { titleOf } from './format'
import { FilesHere } from './photos/FilesHere'
import { PENDING_TOPICS, readPending, type Pending } from './pending'
import './meetings.css'
import { t } from './words'

function headOf({ meeting }: Pending): string {
  if (!meeting) return t.goneRecord
  return [titleOf(meeting), meeting.held_start !== null && dayText(meeting.held_start)].filter(Boolean).join(' · ')
}

export function Waits() {
  const names = useNames()
  const found = useLive(PENDING_TOPICS, store => readPending(store))
  return (
    <>
      {found?.records.map(pending => (
        <Section key={pending.id} title={`${t.waitsForYou} · ${headOf(pending)}`}>
          <RecordCards pending={pending} beside={found.beside} names={names} />
          {pending.meeting && <div class="to-record"><ButtonLink kind="quiet" small icon="go" href={to(`record/${pending.id}`)}>{t.openRecord}</ButtonLink></div>}
        </Section>
      ))}
      <FilesHere />
    </>
  )
}
