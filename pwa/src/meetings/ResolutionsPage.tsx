/** The branch's resolutions on the phone: what is still to be carried out, what the office confirmed or returned; told in two taps, also underground. */
import { useSignal } from '@preact/signals'
import { act } from '../acting'
import { useBranch, type Branch } from '../branch'
import { DeliveryChip } from '../delivery'
import { useDraft } from '../keeping'
import { useLive } from '../live'
import { back, to } from '../route'
import { dayOf, dayText, minute } from '../time'
import { AreaField, Button, ButtonLink, Card, Empty, Icon, PageHead, Section, Sheet, Suggestions, Tag, TextField, Waiting, type IconName, type Tone } from '../ui'
import { shell } from '../words'
import { titleOf } from './format'
import { readResolutions, STANDINGS, telling as tellingOf, type Resolved, type Standing } from './resolutions'
import { words } from './resolutionWords'
import './meetings.css'

const MARKS: Record<Standing, readonly [IconName, Tone]> = { returned: ['undo', 'heed'], overdue: ['alert', 'red'], open: ['clock', 'yellow'], told: ['inbox', 'ink'], confirmed: ['check', 'green'] }

const spoken = (day: string): string => dayText(Date.parse(`${day}T00:00:00Z`), minute.value)

function TellSheet({ one, onClose }: { one: Resolved; onClose: () => void }) {
  const today = dayOf(Date.now())
  const { writing, put, send } = useDraft(`resolution/${one.id}`, { day: today, note: '' })
  const { day, note } = writing.value
  const wrong = !day || day > today
  const tell = () => send([tellingOf(one, day, note)], onClose)
  return (
    <Sheet title={words.sheet} open onClose={onClose} actions={<><Button kind="main" disabled={wrong || !note.trim()} onClick={tell}>{words.send}</Button><Button onClick={onClose}>{words.cancel}</Button></>}>
      <p class="resolution-text">{one.text}</p>
      <TextField id="done-on" type="date" label={words.day} value={day} reason={wrong ? words.notAhead : undefined} onInput={value => put({ day: value })} />
      <AreaField id="done-note" label={words.note} hint={words.noteHint} rows={2} maxLength={500} value={note} onInput={value => put({ note: value })} />
      <Suggestions label={words.note} values={words.phrases} onChoose={value => put({ note: value })} />
    </Sheet>
  )
}

function Told({ one }: { one: Resolved }) {
  const { told, standing } = one
  if (!told?.done_on) return null
  return (
    <>
      <p class="small">{words.doneOn(spoken(told.done_on))}{told.note && ` · ${words.how(told.note)}`}</p>
      {standing === 'returned' && <p class="resolution-why"><Icon name="undo" size={20} />{words.why(told.decided_reason ?? '')}</p>}
    </>
  )
}

function ResolutionCard({ one, onTell }: { one: Resolved; onTell: () => void }) {
  const [icon, tone] = MARKS[one.standing]
  const isDone = one.standing === 'told' || one.standing === 'confirmed'
  return (
    <Card title={one.text} aside={<Tag icon={icon} tone={tone}>{words.standings[one.standing]}</Tag>}>
      <p class="soft small">{words.due(one.owner, spoken(one.due_on))} · {titleOf(one.meeting)}</p>
      <Told one={one} />
      {one.waiting && <p class="small"><Tag icon="phone">{words.onPhone}</Tag></p>}
      <div class="resolution-acts">
        {one.may && !isDone && <Button kind="main" icon="check" onClick={onTell}>{one.standing === 'returned' ? words.again : words.tell}</Button>}
        {one.may && one.standing === 'told' && <Button icon="undo" onClick={() => act([tellingOf(one, null, '')])}>{words.takeBack}</Button>}
        <ButtonLink href={to(`record/${one.meeting.id}`)}>{words.record}</ButtonLink>
      </div>
    </Card>
  )
}

function Shown({ all }: { all: readonly Resolved[] }) {
  const telling = useSignal<Resolved | null>(null)
  if (!all.length) return <Empty icon="check" title={words.none}>{words.noneText}</Empty>
  const cards = (standing: Standing) => all.filter(one => one.standing === standing).map(one => <ResolutionCard key={one.id} one={one} onTell={() => { telling.value = one }} />)
  const confirmed = cards('confirmed')
  return (
    <>
      {STANDINGS.filter(one => one !== 'confirmed').map(standing => { const some = cards(standing); return some.length > 0 && <Section key={standing} title={`${words.standings[standing]} ${some.length}`}><div class="cards">{some}</div></Section> })}
      {confirmed.length > 0 && <details class="written"><summary>{words.behind} {confirmed.length}</summary><div class="cards">{confirmed}</div></details>}
      {telling.value && <TellSheet key={telling.value.id} one={telling.value} onClose={() => { telling.value = null }} />}
    </>
  )
}

function OfBranch({ branch }: { branch: Branch }) {
  const today = dayOf(minute.value)
  const all = useLive(['row:meeting', 'row:resolution_done', 'log'], phone => readResolutions(phone, branch, today), [branch, today])
  return all ? <><p class="soft small">{words.intro}</p><Shown all={all} /></> : <Waiting>{shell.loading}</Waiting>
}

export function ResolutionsPage() {
  const branch = useBranch()
  return (
    <main class="page">
      <PageHead title={words.title} sub={branch?.name} onBack={() => back('today')} aside={<DeliveryChip />} />
      {branch === undefined ? <Waiting>{shell.loading}</Waiting> : branch ? <OfBranch branch={branch} /> : <Empty icon="check" title={words.none} />}
    </main>
  )
}
