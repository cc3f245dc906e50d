/** The form of a request: what is wrong, what would be right, why, and what shows it. Saved on this phone; sent when there is a network. */
import { DeliveryChip } from '../delivery'
import { useDraft } from '../keeping'
import { useLive } from '../live'
import { Removing } from '../owning'
import type { PageProps } from '../part'
import { phrases } from '../phrases'
import { back, go } from '../route'
import type { As, Attendance, AttendanceStatus, Member } from '../rows'
import { me } from '../session'
import { attachIntent, dropFormFiles, formFiles, uuid7, type Phone } from '../sync'
import { AreaField, Button, Card, Chips, Empty, Facts, PageHead, Suggestions, TextField, Waiting } from '../ui'
import { shell, wordFor } from '../words'
import { ProofPicker, useFormPhotos } from '../photos/Proofs'
import { meetingText, valueText } from './told'
import { t } from './words'

/** What the request is about, as this phone knows it. */
interface Source { about: 'attendance' | 'roster' | 'fact'; id: string; field: string; branch: string; title: string; seen: string }

const STATUSES: readonly AttendanceStatus[] = ['present', 'made_up', 'leave']
const DAYS = new Set(['joined_on', 'full_on'])

async function sourceOf(phone: Phone, [about, id = '']: readonly string[], query: URLSearchParams): Promise<Source | null> {
  const member = await phone.row<As<Member>>('member', me.value?.member ?? '')
  const branch = member?.branch ?? ''
  if (about === 'attendance') {
    const mark = await phone.row<As<Attendance>>('attendance', id)
    return mark ? { about, id, field: '', branch: mark.branch, title: meetingText(mark), seen: mark.status } : null
  }
  const field = query.get('field') ?? ''
  if (about === 'roster' && field in t.fields) return { about, id: me.value?.member ?? '', field, branch, title: wordFor(t.fields, field), seen: query.get('seen') ?? '' }
  if (about === 'fact' && await phone.row('fact', id)) return { about, id, field: '', branch, title: t.fact, seen: query.get('seen') ?? '' }
  return null
}

function Wanted({ source, value, onInput }: { source: Source; value: string; onInput: (value: string) => void }) {
  if (source.about === 'attendance') return <><div class="field-head"><b>{t.wanted}</b></div><Chips label={t.wanted} columns={3} value={value || null} choices={STATUSES.filter(one => one !== source.seen).map(one => ({ value: one as string, label: shell.attendance[one] }))} onChoose={onInput} /></>
  return <TextField id="wanted" label={t.wanted} type={DAYS.has(source.field) ? 'date' : 'text'} value={value} maxLength={200} onInput={onInput} />
}

function Asking({ source }: { source: Source }) {
  const { about, id, field, branch, seen } = source
  const { writing, place, put, send } = useDraft(`correct/${about}/${id}/${field}`, { wanted: '', reason: '', proof: '' })
  const { wanted, reason, proof } = writing.value
  const photos = useFormPhotos(place, t)
  const lacks = !wanted.trim() ? t.lacks.wanted : !reason.trim() ? t.lacks.reason : null
  const ask = () => send(async ({ store }) => {
    const request = uuid7()
    const files = await formFiles(store, place, { correction: request })
    const args = { about, source: id, field, seen, wanted: wanted.trim(), reason: reason.trim(), proof: proof.trim() }
    const shows = { member: me.value?.member ?? '', branch, state: about === 'attendance' ? 'at_branch' : 'at_office' }
    const proofs = files.map(one => ({ ...attachIntent(one), shows: { member: shows.member } }))
    return { intents: [{ name: 'correction.ask.v1', row: request, base: 0, args, shows }, ...proofs], recording: { files } }
  }, () => go('corrections', true))
  const giveUp = () => send(async ({ store }) => { await dropFormFiles(store, place); return { intents: [] } }, () => back('corrections'))
  const isBegun = Boolean(wanted || reason || proof || photos.kept.length)
  return (
    <Card>
      <Facts pairs={[[t.about, source.title], [t.seen, valueText(about, seen)]]} />
      <div class="field"><Wanted source={source} value={wanted} onInput={value => put({ wanted: value })} /></div>
      <AreaField id="reason" label={t.why} value={reason} rows={2} maxLength={500} onInput={value => put({ reason: value })} />
      <Suggestions label={t.why} values={about === 'attendance' ? t.attendancePhrases : t.rosterPhrases} onChoose={phrase => put({ reason: reason ? `${reason}${phrases.pause}${phrase}` : phrase })} />
      <TextField id="proof" label={t.proof} hint={t.proofHint} value={proof} maxLength={200} onInput={value => put({ proof: value })} />
      <ProofPicker photos={photos} words={t} />
      <Button kind="main" wide icon="send" disabled={lacks !== null || photos.busy} onClick={ask}>{t.ask}</Button>
      <p class="small soft" role="status">{lacks ?? (about === 'attendance' ? t.goesToBranch : t.goesToOffice)}</p>
      {isBegun && !photos.busy && <><p class="small soft">{t.begun}</p><Removing name={source.title} words={t.removing} onRemove={giveUp} /></>}
    </Card>
  )
}

export function AskPage({ path, query }: PageProps) {
  const source = useLive(['row:attendance', 'row:member', 'row:fact'], phone => sourceOf(phone, path, query), [path.join('/'), query.toString()])
  return (
    <main class="page">
      <PageHead title={t.asking} onBack={() => back('corrections')} aside={<DeliveryChip />} />
      {source === undefined ? <Waiting>{shell.loading}</Waiting> : source ? <Asking key={source.id + source.field} source={source} /> : <Empty icon="search" title={t.notHere}>{t.notHereText}</Empty>}
    </main>
  )
}
