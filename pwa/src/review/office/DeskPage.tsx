/** The review desk: the queue, the record beside its evidence, one decision; then the next record opens by itself. */
import { useEffect } from 'preact/hooks'
import { Empty, IconButton, Notice, Tag } from '../../ui'
import { Answered, ProblemNotice } from '../../answered'
import { ExportButton } from '../../exporting'
import { isWide } from '../../ui/wide'
import { keepFresh } from '../../fresh'
import { go } from '../../route'
import { wordFor } from '../../text'
import { momentText } from '../../time'
import { shell } from '../../words'
import { ChangesSummary } from './Changes'
import { DecisionBar, DecisionTrouble, marking } from './Decision'
import { Evidence } from './Evidence'
import { loadPhrases } from './phraseList'
import { onKey } from './keys'
import { KeysSwitch } from './KeysSwitch'
import { QueueList } from './QueueList'
import { RecordView } from './RecordView'
import { checkRecord, loadQueue, openRecord, queue, record } from './state'
import { DeskTabs } from './Tabs'
import type { Review } from './types'
import { words } from './words'
import './desk.css'

function Decided({ review }: { review: Review }) {
  const { meeting } = review.record
  if (review.state === 'pending') return null
  return <Notice icon="info" title={words.states[review.state]}>{meeting.decided_at !== null && words.decidedAt(momentText(meeting.decided_at))}</Notice>
}

function RecordHead({ review }: { review: Review }) {
  const { meeting } = review.record
  return (
    <header class="record-head">
      {!isWide.value && <IconButton icon="back" label={words.backToQueue} onClick={() => go('office/review', true)} />}
      <div class="grow">
        <h2 tabIndex={-1}>{meeting.branch_name}{meeting.org !== meeting.branch && meeting.org_name ? ` · ${meeting.org_name}` : ''}</h2>
        <p class="soft">{meeting.title || wordFor(shell.kinds, meeting.kind)}{meeting.submitted_at !== null && ` · ${momentText(meeting.submitted_at)}`}</p>
      </div>
      {review.attempt > 1 && <Tag tone="heed">{words.attempt(review.attempt)}</Tag>}
    </header>
  )
}

export function OpenReview({ review }: { review: Review }) {
  const { meeting } = review.record
  const mayMend = review.state === 'pending'
  useEffect(() => { marking.value = false; document.querySelector<HTMLElement>('.record-head h2')?.focus({ preventScroll: true }) }, [meeting.id])
  return (
    <>
      <div class={marking.value ? 'desk-record marking' : 'desk-record'}>
        <RecordHead review={review} />
        <Decided review={review} />
        <ChangesSummary review={review} />
        <div class="record-and-evidence"><RecordView review={review} mayMend={mayMend} /><Evidence review={review} mayMend={mayMend} /></div>
      </div>
      <div class="desk-foot"><DecisionTrouble review={review} />{mayMend && <DecisionBar review={review} />}</div>
    </>
  )
}

function Queue({ open }: { open: string | null }) {
  const { known, problem, items, next } = queue.value
  return (
    <div class="desk-queue">
      <header class="queue-head"><h1 tabIndex={-1}>{words.title}</h1><p class="soft" aria-live="polite">{known && words.pending(items.length, next !== null)}</p>{items.length > 0 && <ExportButton small path="/api/review/export" name={words.tabs.pending} />}</header>
      <DeskTabs current="review" />
      <Answered of={{ path: '', data: known ? items : null, problem, busy: false }} waiting={words.waitingQueue} again={() => { void loadQueue() }}>
        {() => <>{problem && <ProblemNotice problem={problem} again={() => { void loadQueue() }} />}<QueueList open={open} /></>}
      </Answered>
      <KeysSwitch list={words.keysList} />
    </div>
  )
}

/** `meeting` is the one in the address; without it a wide screen opens the first. */
export function DeskPage({ meeting }: { meeting: string | null }) {
  const first = queue.value.items[0]?.meeting ?? null
  useEffect(() => { document.title = words.title; void loadQueue(); void loadPhrases() }, [])
  useEffect(() => keepFresh(() => { void loadQueue(); void checkRecord() }), [])
  useEffect(() => { if (meeting) void openRecord(meeting); else record.forget() }, [meeting])
  useEffect(() => { if (!meeting && first && isWide.value) go(`office/review/${first}`, true) }, [meeting, first, isWide.value])
  useEffect(() => {
    const press = (event: KeyboardEvent) => { if (meeting) onKey(event, meeting) }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [meeting])
  const showQueue = isWide.value || !meeting
  const showRecord = meeting !== null || (isWide.value && first !== null)
  return (
    <div class="desk">
      {!showQueue && <h1 class="sr">{words.title}</h1>}
      <div class="desk-panes">
        {showQueue && <Queue open={meeting} />}
        {showRecord && <div class="desk-main">{meeting && <Answered of={record.state.value} waiting={words.waitingRecord} again={() => { void openRecord(meeting) }}>{review => <OpenReview review={review} />}</Answered>}</div>}
        {isWide.value && !showRecord && queue.value.known && <div class="desk-main"><Empty icon="check" title={words.emptyTitle}>{words.emptyText}</Empty></div>}
      </div>
    </div>
  )
}
