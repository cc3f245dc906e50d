/** Amendments and held steps: a list, what is asked in words, and one decision; then the next one opens by itself. */
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { Button, Empty, IconButton } from '../../ui'
import { Answered, ProblemNotice } from '../../answered'
import { isWide } from '../../ui/wide'
import { ExportButton } from '../../exporting'
import { keepFresh } from '../../fresh'
import { lengthText } from '../../length'
import { stepName } from '../../mutationWords'
import { go, to } from '../../route'
import { wordFor } from '../../text'
import { dayText, minute, MINUTE_MS, momentText } from '../../time'
import { shell } from '../../words'
import { acceptAmendment, amendment, amendments, applyAll, applyHeld, dropRefusal, held, idOf, idsOf, loadAsked, openAmendment, refusalOf, refuse, reopen, ruling, togetherWith, writeRefusal, type Kind } from './asked'
import { ChangeList } from './Changes'
import { onAskedKey } from './keys'
import { KeysSwitch } from './KeysSwitch'
import { withPhrase } from './reasons'
import { DeskTabs } from './Tabs'
import type { AmendmentItem, HeldItem } from './types'
import { words } from './words'
import './desk.css'

const REASON_AT_MOST = 500
const titleOf = (item: AmendmentItem | HeldItem): string => item.title || wordFor(shell.kinds, item.kind)
const heldOn = (item: AmendmentItem | HeldItem): number | null => ('meeting_start' in item ? item.meeting_start : item.held_start)
const waitOf = ({ asked_at }: { asked_at: number }): string => (minute.value - asked_at < MINUTE_MS ? words.justArrived : words.waited(lengthText(minute.value - asked_at)))
const stepOf = (item: HeldItem): string => stepName(item.name)

function ItemLink({ kind, item, current }: { kind: Kind; item: AmendmentItem | HeldItem; current: boolean }) {
  const at = heldOn(item)
  return (
    <li>
      <a class="queue-item" href={to(`office/review/${kind}/${idOf(item)}`)} aria-current={current ? 'true' : undefined}>
        <b>{item.branch_name}</b>
        <span class="queue-title">{'held' in item ? `${stepOf(item)}${item.kind ? ` · ${titleOf(item)}` : ''}` : titleOf(item)}</span>
        <small>{item.asked_by_name}{at !== null && ` · ${words.held(dayText(at))}`} · {waitOf(item)}</small>
      </a>
    </li>
  )
}

function Queue({ kind, open }: { kind: Kind; open: string | null }) {
  const { known, problem, items, next, busy, pages } = kind === 'amendments' ? amendments.state.value : held.state.value
  const list = kind === 'amendments' ? amendments : held
  return (
    <div class="desk-queue">
      <header class="queue-head"><h1 tabIndex={-1}>{words.title}</h1>{items.length > 0 && <ExportButton small path={`/api/${kind}/export`} name={words.tabs[kind]} />}</header>
      <DeskTabs current={`review/${kind}`} />
      <Answered of={{ path: '', data: known ? items : null, problem, busy: false }} waiting={words.waitingQueue} again={() => { void loadAsked(kind) }}>
        {() => (items.length
          ? (
            <nav class="queue-list" aria-label={words.tabs[kind]}>
              <ul>{items.map(item => <ItemLink key={idOf(item)} kind={kind} item={item} current={idOf(item) === open} />)}</ul>
              {next && <Button small wide busy={busy} onClick={() => { void list.load(pages + 1) }}>{words.more}</Button>}
            </nav>
          )
          : !isWide.value && <Nothing kind={kind} />)}
      </Answered>
      <KeysSwitch list={words.keysListAsked} />
    </div>
  )
}

const Nothing = ({ kind }: { kind: Kind }) => <Empty icon="check" title={words.none[kind]}>{words.noneText[kind]}</Empty>

function Head({ item, kind, what }: { item: AmendmentItem | HeldItem; kind: Kind; what: string }) {
  const at = heldOn(item)
  return (
    <header class="record-head">
      {!isWide.value && <IconButton icon="back" label={words.backToQueue} onClick={() => go(`office/review/${kind}`, true)} />}
      <div class="grow">
        <h2 tabIndex={-1}>{item.branch_name}{item.kind && ` · ${titleOf(item)}`}{at !== null && ` · ${dayText(at)}`}</h2>
        <p class="soft">{what}</p>
      </div>
    </header>
  )
}

function Refusal({ kind, id }: { kind: Kind; id: string }) {
  const reason = refusalOf(id)
  if (reason === undefined) return null
  return (
    <div class="mend-reason refusal">
      <label for="refusal">{words.refusalLabel[kind]}</label>
      <div class="phrases" role="group" aria-label={words.phrases}>
        {words.refusals[kind].map(phrase => <button key={phrase} type="button" class="phrase" aria-pressed={reason.includes(phrase)} onClick={() => writeRefusal(id, withPhrase(reason, phrase))}>{phrase}</button>)}
      </div>
      <textarea id="refusal" class="control" rows={2} maxLength={REASON_AT_MOST} value={reason} placeholder={words.ownWords} onInput={event => writeRefusal(id, event.currentTarget.value)} />
    </div>
  )
}

const OwnFoot = () => <div class="desk-foot"><footer class="decision"><p class="decision-note" role="status">{words.ownAsked}</p></footer></div>

interface FootProps { kind: Kind; id: string; yes: string; no: string; hint: string; onYes: () => void; beside?: ComponentChildren }

function Foot({ kind, id, yes, no, hint, onYes, beside }: FootProps) {
  const { busy, problem, id: about } = ruling.value
  const refusing = refusalOf(id) !== undefined
  return (
    <div class="desk-foot">
      {problem && about === id && <ProblemNotice problem={problem} actions={<Button small icon="refresh" onClick={() => reopen(kind, id)}>{words.reopen}</Button>} />}
      <Refusal kind={kind} id={id} />
      <footer class="decision">
        <p class="decision-note" role="status">{refusing ? words.refusalHint : hint}</p>
        {refusing && <Button kind="quiet" onClick={() => dropRefusal(id)}>{words.dropRefusal}</Button>}
        {!refusing && beside}
        <Button kind={refusing ? 'main' : 'plain'} icon="undo" busy={busy === 'no'} onClick={() => refuse(kind, id)}>{no}</Button>
        {!refusing && <Button kind="main" icon="check" busy={busy === 'yes'} onClick={onYes}>{yes}</Button>}
      </footer>
    </div>
  )
}

function AmendmentPane({ item }: { item: AmendmentItem }) {
  const id = item.amendment
  useEffect(() => { void openAmendment(id) }, [id])
  return (
    <>
      <div class="desk-record">
        <Head item={item} kind="amendments" what={words.askedAmendment(item.asked_by_name, momentText(item.asked_at))} />
        <Answered of={amendment.state.value} waiting={words.waitingRecord} again={() => { void openAmendment(id) }}>
          {shown => (
            <div class="record">
              <p class="soft">{words.amendmentWhy}</p>
              {shown.differences.length ? <ChangeList changes={shown.differences} sides={words.amendmentSides} /> : <p>{words.nothingChanges}</p>}
              <p><a class="link" href={to(`office/record/${item.meeting}`)}>{words.wholeRecord}</a></p>
            </div>
          )}
        </Answered>
      </div>
      {amendment.state.value.data?.own ? <OwnFoot /> : <Foot kind="amendments" id={id} yes={words.accept} no={words.reject} hint={words.acceptHint} onYes={() => { void acceptAmendment(id) }} />}
    </>
  )
}

function HeldPane({ item }: { item: HeldItem }) {
  const id = item.held
  const many = togetherWith(id).length
  const all = many > 1 && <div class="together"><Button wide busy={ruling.value.busy === 'all'} onClick={() => { void applyAll(id) }}>{words.applyAll(many)}</Button></div>
  return (
    <>
      <div class="desk-record">
        <Head item={item} kind="held" what={words.askedStep(item.asked_by_name, momentText(item.asked_at), stepOf(item))} />
        <div class="record">
          <p class="soft">{words.heldWhy}</p>
          {item.differences.length ? <ChangeList changes={item.differences} sides={words.heldSides} /> : <p>{words.heldStep(stepOf(item))}</p>}
        </div>
      </div>
      {item.own ? <OwnFoot /> : <Foot kind="held" id={id} yes={words.apply} no={words.discard} hint={words.applyHint} onYes={() => { void applyHeld(id) }} beside={all} />}
    </>
  )
}

function Pane({ kind, open }: { kind: Kind; open: string }) {
  const found = kind === 'amendments' ? amendments.state.value : held.state.value
  useEffect(() => { document.querySelector<HTMLElement>('.record-head h2')?.focus({ preventScroll: true }) }, [open])
  const item = (found.items as (AmendmentItem | HeldItem)[]).find(one => idOf(one) === open)
  if (!item) return found.known ? <Empty icon="check" title={words.decidedElsewhere}>{words.decidedElsewhereText}</Empty> : null
  return 'amendment' in item ? <AmendmentPane key={open} item={item} /> : <HeldPane key={open} item={item} />
}

/** `open` is the one in the address; without it a wide screen opens the first. */
export function AskedPage({ kind, open }: { kind: Kind; open: string | null }) {
  const first = idsOf(kind)[0] ?? null
  const { known } = kind === 'amendments' ? amendments.state.value : held.state.value
  useEffect(() => { document.title = words.tabs[kind]; void loadAsked(kind); return keepFresh(() => { void loadAsked(kind) }) }, [kind])
  useEffect(() => { if (!open && first && isWide.value) go(`office/review/${kind}/${first}`, true) }, [open, first, isWide.value])
  useEffect(() => {
    const press = (event: KeyboardEvent) => { if (open) onAskedKey(event, kind, open) }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [kind, open])
  const showQueue = isWide.value || !open
  return (
    <div class="desk">
      {!showQueue && <h1 class="sr">{words.title}</h1>}
      <div class="desk-panes">
        {showQueue && <Queue kind={kind} open={open} />}
        {open && <div class="desk-main"><Pane kind={kind} open={open} /></div>}
        {isWide.value && !open && known && !first && <div class="desk-main"><Nothing kind={kind} /></div>}
      </div>
    </div>
  )
}
