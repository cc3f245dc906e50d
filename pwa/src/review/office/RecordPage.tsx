/** A record to read, for those who see the board but do not review. */
import { useEffect } from 'preact/hooks'
import { IconButton } from '../../ui'
import { Answered } from '../../answered'
import { TakeButton } from '../../exporting'
import { Resource } from '../../load'
import { back } from '../../route'
import { wordFor } from '../../text'
import { shell } from '../../words'
import { ui } from '../../ui/words'
import { Evidence } from './Evidence'
import { RecordView } from './RecordView'
import type { MeetingRecord, Review } from './types'
import { words } from './words'
import './desk.css'

const FORMATS = ['pdf', 'docx'] as const

const shown = new Resource<MeetingRecord>()

const asReview = (record: MeetingRecord): Review =>
  ({ record, review: null, state: 'none', digest: '', attempt: 0, flags: [], differences: [], reasons: [] })

function Shown({ record }: { record: MeetingRecord }) {
  const review = asReview(record)
  return <div class="desk-record"><h2 class="sr">{words.record}</h2><div class="record-and-evidence"><RecordView review={review} mayMend={false} /><Evidence review={review} mayMend={false} /></div></div>
}

export function RecordPage({ meeting }: { meeting: string }) {
  const load = () => { void shown.load(`/api/meetings/${encodeURIComponent(meeting)}`) }
  useEffect(load, [meeting])
  const found = shown.state.value.data?.meeting
  const title = found ? `${found.branch_name} · ${found.title || wordFor(shell.kinds, found.kind)}` : words.record
  useEffect(() => { document.title = title }, [title])
  return (
    <div class="desk">
      <header class="office-title">
        <IconButton icon="back" label={ui.back} onClick={() => back('office/board')} />
        <h1 tabIndex={-1}>{title}</h1>
        {found && FORMATS.map(format => <TakeButton key={format} path={`/api/papers/minutes/${meeting}`} query={{ format }} file={`${title}.${format}`} label={words.paper[format](title)}>{words.formats[format]}</TakeButton>)}
      </header>
      <div class="desk-panes single"><div class="desk-main"><Answered of={shown.state.value} waiting={words.waitingRecord} again={load}>{record => <Shown record={record} />}</Answered></div></div>
    </div>
  )
}
