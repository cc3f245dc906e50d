/** Own requests and what became of each; for those who record, the requests about their roll that wait for them. Works without a network. */
import { act } from '../acting'
import { branchIds, useBranch, useNames, worksFor, type Names } from '../branch'
import { DeliveryChip } from '../delivery'
import { useDraft } from '../keeping'
import { useLive } from '../live'
import { back } from '../route'
import type { As, Attendance, Correction, Meeting } from '../rows'
import { me } from '../session'
import type { Phone } from '../sync'
import { dayText } from '../time'
import { AreaField, Button, Card, Empty, Facts, PageHead, Section, Tag, Waiting } from '../ui'
import { shell, wordFor } from '../words'
import { Proofs } from '../photos/Proofs'
import { aboutText, valueText, waitsFor } from './told'
import { t } from './words'

interface Found { own: Correction[]; waiting: Correction[]; marks: Map<string, Attendance>; meetings: Map<string, Meeting> }

async function read(phone: Phone): Promise<Found> {
  const member = me.value?.member ?? null
  const [all, marks, meetings] = await Promise.all([phone.rows<As<Correction>>('correction_request'), phone.rows<As<Attendance>>('attendance'), phone.rows<As<Meeting>>('meeting')])
  const newest = [...all].sort((a, b) => (b.asked_at ?? Infinity) - (a.asked_at ?? Infinity))
  return {
    own: newest.filter(one => one.member === member), waiting: waitsFor(newest, branchIds.value, member).reverse(),
    marks: new Map(marks.map(one => [one.id, one])), meetings: new Map(meetings.map(one => [one.id, one])),
  }
}

function pairsOf(correction: Correction): [string, string][] {
  const { about, seen, wanted, reason, proof } = correction
  return [[t.seen, valueText(about, seen)], [t.wanted, valueText(about, wanted)], [t.why, reason], ...(proof ? [[t.proof, proof] as [string, string]] : [])]
}

const OPEN = new Set(['at_branch', 'at_office'])

function Own({ correction, mark }: { correction: Correction; mark: Attendance | undefined }) {
  const decided = correction.state === 'accepted' || correction.state === 'declined'
  const withdraw = () => act([{ name: 'correction.withdraw.v1', row: correction.id, base: correction.rev }])
  return (
    <Card title={aboutText(correction, mark)} aside={<Tag tone={correction.state === 'accepted' ? 'green' : OPEN.has(correction.state) ? 'heed' : 'ink'}>{correction.asked_at === null ? t.onPhone : wordFor(t.states, correction.state)}</Tag>}>
      <Facts pairs={[...pairsOf(correction), ...(decided ? [[t.decidedBy(correction.decided_by_name), correction.answer || wordFor(t.states, correction.state)] as [string, string]] : [])]} />
      <Proofs of={{ correction: correction.id }} />
      {OPEN.has(correction.state) && <Button kind="quiet" wide icon="undo" onClick={withdraw}>{t.withdraw}</Button>}
    </Card>
  )
}

function Deciding({ correction, mark, names }: { correction: Correction; mark: Attendance | undefined; names: Names }) {
  const { writing, put, send } = useDraft(`answer/${correction.id}`, { reason: '' })
  const { reason } = writing.value
  const say = (accepts: boolean) => send([{ name: 'correction.decide.v1', row: correction.id, base: correction.rev, args: { accepts, reason: reason.trim() } }])
  const changed = mark !== undefined && mark.status !== correction.seen
  return (
    <Card title={`${names.get(correction.member) ?? t.someone} · ${aboutText(correction, mark)}`} aside={correction.asked_at !== null && <Tag>{t.askedOn(dayText(correction.asked_at))}</Tag>}>
      <Facts pairs={pairsOf(correction)} />
      <Proofs of={{ correction: correction.id }} />
      {changed && <p class="small heed">{t.changed(valueText('attendance', mark.status))}</p>}
      <AreaField id={`answer-${correction.id}`} label={t.answer} hint={t.answerHint} rows={2} value={reason} maxLength={500} onInput={value => put({ reason: value })} />
      <div class="ways">
        <Button kind="main" icon="check" disabled={changed} onClick={() => say(true)}>{t.accept}</Button>
        <Button icon="close" disabled={!reason.trim()} onClick={() => say(false)}>{t.decline}</Button>
      </div>
    </Card>
  )
}

function Waits({ found }: { found: Found }) {
  const names = useNames()
  const branch = useBranch()
  const orgOf = (one: Correction) => found.meetings.get(found.marks.get(one.source)?.meeting ?? '')?.org
  const mine = branch ? found.waiting.filter(one => { const org = orgOf(one); return org !== undefined && worksFor(branch, org) }) : []
  if (!mine.length) return null
  return <Section title={t.forMe}>{mine.map(one => <Deciding key={one.id} correction={one} mark={found.marks.get(one.source)} names={names} />)}</Section>
}

export function ListPage() {
  const found = useLive(['row:correction_request', 'row:attendance', 'row:meeting'], read, [me.value?.member])
  return (
    <main class="page">
      <PageHead title={t.title} onBack={() => back('me')} aside={<DeliveryChip />} />
      {!found ? <Waiting>{shell.loading}</Waiting> : (
        <>
          <Waits found={found} />
          <Section title={t.own}>
            {found.own.length ? found.own.map(one => <Own key={one.id} correction={one} mark={found.marks.get(one.source)} />) : <Empty icon="check" title={t.none}>{t.noneText}</Empty>}
          </Section>
        </>
      )}
      <p class="as-of">{t.right}</p>
    </main>
  )
}
