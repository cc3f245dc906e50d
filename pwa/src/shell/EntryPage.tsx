/** One entry of the log: what was written, when, what became of it and why, and the ways on. */
import { putAside } from '../acting'
import { useNames } from '../branch'
import { useLive } from '../live'
import { stepName } from '../mutationWords'
import type { PageProps, Telling } from '../part'
import { askDiscard, DiscardSheet, resend, waysOn, type Way } from '../repair'
import { back, go, to } from '../route'
import type { Entry } from '../sync'
import { served } from '../text'
import { minute, momentText } from '../time'
import { Button, ButtonLink, Card, Empty, Facts, Icon, PageHead, Section } from '../ui'
import { wordFor } from '../words'
import { iconOf, standingOf } from './entryStanding'
import { q } from './queueWords'
import { told, useTelling } from './telling'

function Why({ entry: { state, outcome } }: { entry: Entry }) {
  if (state === 'waiting') return <p class="small soft">{q.waitingText}</p>
  if (outcome?.result === 'quarantined') return <p>{q.quarantinedText}</p>
  if (outcome?.result === 'held') return <p>{wordFor(q.held, outcome.reason)}</p>
  if (outcome?.result !== 'rejected' || !outcome.problem) return null
  const { title, detail, remedy } = served.value(outcome.problem)
  return <><p><b>{title}</b></p><p>{detail}</p><p>{remedy || q.rejectedRemedy}</p></>
}

const Standing = ({ entry }: { entry: Entry }) => (
  <Card tone={entry.state === 'open' ? 'heed' : undefined}>
    <div class="delivery"><Icon name={iconOf(entry)} size={34} weight={1.8} /><div class="grow"><h2>{standingOf(entry)}</h2><Why entry={entry} /></div></div>
    <Facts pairs={[
      [q.saved, momentText(entry.made_at, minute.value)],
      ...(entry.answered_at === null ? [] : [[q.answered, momentText(entry.answered_at, minute.value)] as const]),
      [q.number, String(entry.mid)],
    ]} />
  </Card>
)

function WayButton({ way, entry, form }: { way: Way; entry: Entry; form: string | null }) {
  switch (way) {
    case 'mend': return <Button kind="main" wide icon="pencil" onClick={() => go(form!)}>{q.mend}</Button>
    case 'resend': return <Button wide icon="send" onClick={() => resend(entry)}>{q.resend}</Button>
    case 'seen': return <Button wide icon="check" onClick={() => putAside([[entry.log, entry.mid]], 'seen')}>{q.seen}</Button>
    case 'discard': return <Button wide icon="bin" onClick={() => askDiscard(entry)}>{q.discard}</Button>
  }
}

function Shown({ entry, telling }: { entry: Entry; telling: Telling }) {
  const names = useNames()
  const pairs = told(telling, entry.mutation, names)
  const form = telling.form(entry.mutation)
  const record = telling.record(entry.mutation)
  return (
    <>
      <Standing entry={entry} />
      <div class="ways">{waysOn(entry, form !== null).map(way => <WayButton key={way} way={way} entry={entry} form={form} />)}</div>
      <Section title={q.written}>
        <Card>{pairs.length ? <Facts pairs={pairs.map(([name, value]) => [name, <span class="as-written">{value}</span>])} /> : <p class="soft">{q.nothingWritten}</p>}</Card>
      </Section>
      {record && <div class="ways"><ButtonLink wide icon="book" href={to(record)}>{q.openRecord}</ButtonLink></div>}
    </>
  )
}

/** `path` holds the log and the number of the entry. */
export function EntryPage({ path: [log = '', mid = ''] }: PageProps) {
  const entry = useLive(['log'], phone => phone.entry([log, Number(mid)]), [log, mid])
  const telling = useTelling()
  return (
    <main class="page">
      <PageHead title={entry ? stepName(entry.mutation.name) : q.entry} onBack={() => back('delivery')} />
      {entry === null && <Empty icon="search" title={q.noEntry}>{q.noEntryText}</Empty>}
      {entry && telling && <Shown entry={entry} telling={telling} />}
      <DiscardSheet />
    </main>
  )
}
