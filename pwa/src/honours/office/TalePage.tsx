/** One story at the desk: as it will be read, who agreed, what was printed, its history, and the moves that are open. */
import { signal, useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { Answered, ProblemNotice } from '../../answered'
import { api, asProblem, type Problem } from '../../api'
import type { ConsentOut, TaleOut } from '../../generated/http'
import { story as lifecycle } from '../../generated/lifecycles'
import { inWords, movesOpen, whoIs } from '../../lifecycle'
import { Resource } from '../../load'
import { phrases } from '../../phrases'
import { to } from '../../route'
import { wordFor } from '../../text'
import { dayOf, momentText } from '../../time'
import { AreaField, Button, ButtonLink, Notice, SelectField, Sheet, Status, Tag, TextField } from '../../ui'
import { History } from '../../ui/History'
import { Moves } from '../../ui/Moves'
import type { Told } from '../reading'
import { Tale } from '../Tale'
import { Head, mayWrite } from './Head'
import { words } from './words'

const found = new Resource<TaleOut>()
const refused = signal<Problem | null>(null)

const pathOf = (story: string): string => `/api/stories/${encodeURIComponent(story)}`

/** Asks for a change and shows what came of it. */
async function ask(story: string, path: string, body: unknown): Promise<void> {
  refused.value = null
  await api(`${pathOf(story)}/${path}`, { method: 'POST', body }).catch((error: unknown) => { refused.value = asProblem(error) })
  await found.load(pathOf(story))
}

const toldOf = (tale: TaleOut): Told => ({
  kind: tale.kind, title: tale.title || words.untitled, lead: tale.lead, org_name: tale.org_name, names: tale.people.map(one => one.name).join(phrases.and),
  blocks: tale.blocks.map(one => ({ text: '', picture: '', ...one })), pictures: Object.fromEntries(tale.pictures.map(one => [one.picture, one])), honours: [], published_at: tale.published_at,
})

type Answer = 'given' | 'declined' | 'withdrawn'

function PaperSheet({ tale, consent, onClose }: { tale: TaleOut; consent: ConsentOut; onClose: () => void }) {
  const answers: readonly Answer[] = consent.state === 'given' ? ['withdrawn'] : ['given', 'declined']
  const answer = useSignal<Answer>(answers[0]!)
  const paper = useSignal('')
  const note = useSignal('')
  const busy = useSignal(false)
  const input = useRef<HTMLInputElement>(null)
  const attach = async (file: File | undefined) => {
    if (!file) return
    busy.value = true
    await api<TaleOut['pictures'][number]>(`${pathOf(tale.story)}/pictures?picture_kind=paper`, { method: 'POST', body: file, timeout_ms: 180_000 }).then(one => { paper.value = one.picture }, (error: unknown) => { refused.value = asProblem(error); onClose() })
    busy.value = false
  }
  const lacks = answer.value === 'given' && !paper.value
  const send = () => { void ask(tale.story, `consents/${consent.consent}`, { answer: answer.value, paper: paper.value, note: note.value }); onClose() }
  return (
    <Sheet title={words.paperTitle(consent.name)} open onClose={onClose} actions={<><Button kind="main" disabled={lacks} onClick={send}>{words.save}</Button><Button onClick={onClose}>{words.cancel}</Button></>}>
      <SelectField id="paper-answer" label={words.paperAnswer} value={answer.value} options={answers.map(value => ({ value, label: words.consentStates[value] }))} onInput={value => { answer.value = value as Answer }} />
      <p><Button icon="upload" busy={busy.value} onClick={() => input.current?.click()}>{paper.value ? words.paperReady : words.paper}</Button></p>
      <input ref={input} class="sr" type="file" tabIndex={-1} aria-label={words.paper} accept="image/jpeg,image/png,image/webp,application/pdf" onChange={event => { void attach(event.currentTarget.files?.[0]) }} />
      {lacks && <p class="soft small">{words.lackPaper}</p>}
      <AreaField id="paper-note" label={words.note} rows={2} maxLength={500} value={note.value} onInput={value => { note.value = value }} />
    </Sheet>
  )
}

const TONES = { asked: 'yellow', given: 'green', declined: 'red', withdrawn: 'red' } as const

function ConsentLine({ one, onPaper }: { one: ConsentOut; onPaper: (() => void) | null }) {
  return (
    <div class="consent-line">
      <p><b>{one.name}</b> <Status tone={TONES[one.state as keyof typeof TONES] ?? 'grey'}>{wordFor(words.consentStates, one.state)}</Status></p>
      {one.answered_at !== null && <p class="soft small">{[wordFor(words.ways, one.way), one.answered_by_name, momentText(one.answered_at)].filter(Boolean).join(' · ')}</p>}
      {one.note && <p>{one.note}</p>}
      <div class="ways">
        {one.paper && mayWrite() && <a class="button small plain" href={`/api/story-pictures/${one.paper}`} target="_blank" rel="noreferrer">{words.seePaper}</a>}
        {onPaper && one.state !== 'withdrawn' && <Button small onClick={onPaper}>{words.onPaper}</Button>}
      </div>
    </div>
  )
}

function Consents({ tale }: { tale: TaleOut }) {
  const at = useSignal<ConsentOut | null>(null)
  const lines = tale.consents.map(one => <ConsentLine key={one.consent} one={one} onPaper={mayWrite() && !tale.own ? () => { at.value = one } : null} />)
  return (
    <section class="office-card">
      <h2>{words.consents}</h2>
      {!tale.people.length ? <p class="soft">{words.noPeople}</p> : tale.consents.length ? lines : <p class="soft">{words.notAsked}</p>}
      {at.value && <PaperSheet key={at.value.consent} tale={tale} consent={at.value} onClose={() => { at.value = null }} />}
    </section>
  )
}

function PrintSheet({ tale, onClose }: { tale: TaleOut; onClose: () => void }) {
  const on = useSignal(dayOf(Date.now()))
  const place = useSignal('')
  const copies = useSignal('1')
  const send = () => { void ask(tale.story, 'printed', { on: on.value, place: place.value, copies: Number(copies.value) || 1 }); onClose() }
  return (
    <Sheet title={words.addPrinted} open onClose={onClose} actions={<><Button kind="main" disabled={!place.value.trim() || !on.value} onClick={send}>{words.save}</Button><Button onClick={onClose}>{words.cancel}</Button></>}>
      <TextField id="printed-on" type="date" label={words.printedOn} value={on.value} onInput={value => { on.value = value }} />
      <TextField id="printed-place" label={words.printedPlace} maxLength={100} value={place.value} onInput={value => { place.value = value }} />
      <TextField id="printed-copies" type="number" inputMode="numeric" label={words.copies} value={copies.value} onInput={value => { copies.value = value }} />
    </Sheet>
  )
}

function Printed({ tale }: { tale: TaleOut }) {
  const adding = useSignal(false)
  return (
    <section class="office-card">
      <h2>{words.printed}</h2>
      {tale.printed.length ? <ul>{tale.printed.map((one, at) => <li key={at}>{words.printedLine(one.place, one.copies, one.on, one.by_name)}</li>)}</ul> : <p class="soft">{words.notPrinted}</p>}
      {tale.state === 'published' && mayWrite() && <Button small icon="plus" onClick={() => { adding.value = true }}>{words.addPrinted}</Button>}
      {adding.value && <PrintSheet tale={tale} onClose={() => { adding.value = false }} />}
    </section>
  )
}

function Deciding({ tale }: { tale: TaleOut }) {
  const open = movesOpen(lifecycle, tale.state, whoIs([tale.org])).filter(one => !(one.name === 'review' && tale.mine))
  const moves = inWords(open, { moves: words.moves, fields: { text: { label: words.reasonField, maxLength: 500 } } })
  return (
    <section class="office-card">
      <p><Tag tone={tale.state === 'published' ? 'green' : 'ink'}>{wordFor(words.states, tale.state)}</Tag></p>
      {tale.own ? <p>{words.own}</p> : <Moves moves={moves} onMove={(name, given) => { void ask(tale.story, 'moves', { rev: tale.rev, name, text: given['text'] ?? '' }) }} />}
      {tale.state === 'draft' && <p class="soft small">{tale.mine ? words.mine : words.reviewNote}</p>}
    </section>
  )
}

function Shown({ tale }: { tale: TaleOut }) {
  const gone = tale.consents.filter(one => one.state === 'withdrawn')
  return (
    <div class="office-column honours-column">
      {refused.value && <ProblemNotice problem={refused.value} />}
      {tale.printed.length > 0 && gone.map(one => <Notice key={one.consent} tone="heed" icon="alert" title={words.takeDown(one.name, tale.printed.length)} />)}
      <div class="tale-desk">
        <div class="office-card"><Tale told={toldOf(tale)} /></div>
        <div>
          <Deciding tale={tale} />
          <Consents tale={tale} />
          <Printed tale={tale} />
          <section class="office-card"><h2>{words.history}</h2><History label={words.history} steps={tale.steps.map(one => ({ id: one.step, what: wordFor(words.acts, one.act), who: one.by_name, when: momentText(one.at), text: one.text }))} /></section>
        </div>
      </div>
    </div>
  )
}

export function TalePage({ id }: { id: string }) {
  const load = () => { void found.load(pathOf(id)) }
  useEffect(() => { refused.value = null; load() }, [id])
  const tale = found.state.value.data
  return (
    <div>
      <Head title={words.story} tab="stories">{tale?.story === id && tale.state === 'draft' && mayWrite() && <ButtonLink icon="pencil" href={to(`office/honours/story/${id}/edit`)}>{words.edit}</ButtonLink>}</Head>
      <Answered of={found.state.value} waiting={words.waiting} again={load}>{data => <Shown tale={data} />}</Answered>
    </div>
  )
}
