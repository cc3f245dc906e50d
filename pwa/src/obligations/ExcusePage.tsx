/** Asks that a duty be excused or put off, and shows what became of it. Saved on this phone; sent when there is a network. */
import { act } from '../acting'
import { DeliveryChip } from '../delivery'
import { useDraft } from '../keeping'
import { useLive } from '../live'
import type { PageProps } from '../part'
import { phrases } from '../phrases'
import { back, to } from '../route'
import type { As, Excusal, Obligation } from '../rows'
import { uuid7, type Phone } from '../sync'
import { dayOf, dayText, momentText, periodText } from '../time'
import { AreaField, Button, ButtonLink, Card, Chips, Empty, Facts, PageHead, Tag, TextField, Waiting } from '../ui'
import { shell, wordFor } from '../words'
import { t } from './excusalWords'

interface Found { obligation: Obligation; asked: Excusal[] }

async function read(phone: Phone, id: string): Promise<Found | null> {
  const obligation = await phone.row<As<Obligation>>('obligation', id)
  if (!obligation) return null
  const asked = (await phone.rows<As<Excusal>>('excusal')).filter(one => one.obligation === id)
  return { obligation, asked: asked.sort((a, b) => (b.asked_at ?? Infinity) - (a.asked_at ?? Infinity)) }
}

const CODES = ['emergency', 'maintenance', 'stoppage', 'other'] as const

/** What is being asked for. */
interface Wish { code: (typeof CODES)[number] | null; later: boolean; until: string; words: string }
const BLANK: Wish = { code: null, later: false, until: '', words: '' }

const dueAt = (one: Obligation): number => Math.max(one.due_at, one.excused_until_at ?? 0)

export const wantedText = ({ until_on }: Pick<Excusal, 'until_on'>): string => (until_on ? t.asksUntil(dayText(Date.parse(until_on))) : t.asksExcuse)
export const reasonText = ({ code, words }: Pick<Excusal, 'code' | 'words'>): string => [code === 'other' ? '' : wordFor(t.codes, code), words].filter(Boolean).join(' · ')

function Asking({ obligation }: { obligation: Obligation }) {
  const { id, branch, org, kind, period } = obligation
  const { writing, put, send } = useDraft<Wish>(`excuse/${id}`, BLANK)
  const { code, later, until, words } = writing.value
  const lacks = !code ? t.lacks.why : code === 'other' && !words.trim() ? t.lacks.words : later && until <= dayOf(dueAt(obligation)) ? t.lacks.until : null
  const ask = () => send([{ name: 'excusal.ask.v1', row: uuid7(), base: 0, args: { obligation: id, code, words: words.trim(), until_on: later ? until : '' }, shows: { branch, org, kind, period } }])
  return (
    <Card>
      <div class="field"><div class="field-head"><b>{t.why}</b></div><Chips label={t.why} columns={2} value={code} choices={CODES.map(value => ({ value, label: t.codes[value] }))} onChoose={value => put({ code: value })} /></div>
      <AreaField id="words" label={t.words} hint={t.wordsHint} rows={2} maxLength={150} value={words} onInput={value => put({ words: value })} />
      <div class="field"><div class="field-head"><b>{t.kinds}</b></div><Chips label={t.kinds} columns={2} value={later ? 'later' : 'none'} choices={[{ value: 'none', label: t.excuse }, { value: 'later', label: t.putOff }]} onChoose={value => put({ later: value === 'later' })} /></div>
      {later && <TextField id="until" label={t.until} type="date" hint={t.untilHint(dayText(dueAt(obligation)))} value={until} onInput={value => put({ until: value })} />}
      <Button kind="main" wide icon="send" disabled={lacks !== null} onClick={ask}>{t.ask}</Button>
      <p class="small soft" role="status">{lacks ?? `${t.goesToOffice}${phrases.gap}${t.untilThen}`}</p>
    </Card>
  )
}

/** The server says the same of it: a duty that was done in time leaves nothing to answer. */
function Asked({ one, isDone }: { one: Excusal; isDone: boolean }) {
  const open = one.state === 'open' && !isDone
  const state = one.state === 'open' && isDone ? 'over' : one.state
  const answered: [string, string][] = one.decided_at ? [[t.answeredBy(one.decided_by_name, momentText(one.decided_at)), one.answer || wordFor(t.states, one.state)]] : []
  return (
    <Card title={wantedText(one)} aside={<Tag tone={one.state === 'granted' ? 'green' : open ? 'heed' : 'ink'}>{!one.asked_at ? t.onPhone : wordFor(t.states, state)}</Tag>}>
      <Facts pairs={[[t.reason, reasonText(one) || t.none], ...answered]} />
      {open && <Button kind="quiet" wide icon="undo" onClick={() => act([{ name: 'excusal.withdraw.v1', row: one.id, base: one.rev }])}>{t.withdraw}</Button>}
    </Card>
  )
}

function Duty({ obligation, asked }: Found) {
  const exempt = obligation.excused_reason !== null && obligation.excused_until_at === null
  const over = obligation.state === 'done' ? t.overText.done : exempt ? t.overText.excused : null
  const waits = asked.some(one => one.state === 'open')
  return (
    <>
      <Card><Facts pairs={[[t.about, `${periodText(obligation.period)}${wordFor(shell.kinds, obligation.kind)} · ${wordFor(shell.states, obligation.state)}`]]} /></Card>
      {asked.map(one => <Asked key={one.id} one={one} isDone={obligation.state === 'done'} />)}
      {over ? <Empty icon="check" title={t.over}>{over}</Empty> : !waits && <Asking key={asked.length} obligation={obligation} />}
      {!over && <ButtonLink wide icon="pencil" href={to(`write/new?obligation=${obligation.id}`)}>{t.toRecord}</ButtonLink>}
    </>
  )
}

export function ExcusePage({ path: [id = ''] }: PageProps) {
  const found = useLive(['row:excusal', 'row:obligation'], phone => read(phone, id), [id])
  return (
    <main class="page">
      <PageHead title={t.title} onBack={() => back('today')} aside={<DeliveryChip />} />
      {found === undefined ? <Waiting>{shell.loading}</Waiting> : found ? <Duty {...found} /> : <Empty icon="search" title={t.notHere}>{t.notHereText}</Empty>}
    </main>
  )
}
