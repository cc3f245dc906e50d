/** Attendance of everyone expected, by one thumb: all present, then a tap on who was not there. */
import { useComputed, useSignal } from '@preact/signals'
import type { Member, AttendanceStatus } from '../rows'
import { Button, Chips, handOn, Icon, Meter, Notice, TextField, type IconName } from '../ui'
import { shell } from '../words'
import type { Editor } from './editor'
import { Quorum, QuorumLine } from './Quorum'
import { RelaySheet } from './RelaySheet'
import { isTalk, needsReason, noVote, type Heads, type Mark } from './rules'
import { t } from './words'

const LOOK: Record<AttendanceStatus | 'none', { tone: string; icon?: IconName }> = {
  none: { tone: '' }, present: { tone: 'green', icon: 'check' }, leave: { tone: 'leave', icon: 'clock' }, absent: { tone: 'absent', icon: 'close' },
  made_up: { tone: 'green', icon: 'book' }, excluded: { tone: 'grey', icon: 'minus' },
}

const matches = (member: Member, text: string): boolean => member.initials.includes(text.toLowerCase()) || member.name.includes(text)

/** Drawn anew when its own mark changes, and not with the others. */
function Face({ member, editor }: { member: Member; editor: Editor }) {
  const mark = editor.markOf(member.id).value
  const { tone, icon } = LOOK[mark?.status ?? 'none']
  const reason = editor.reasons[`attendance.${member.id}`]
  const why = `why-${member.id}`
  const face = (
    <button type="button" class={`face ${tone}`} aria-describedby={reason && why} onClick={() => editor.tap(member.id)}>
      <b>{member.name}</b>
      <small>{icon && <Icon name={icon} size={14} weight={3} />}{mark ? shell.attendance[mark.status] : t.unmarked}{noVote(member) && <i>{t.noVoteShort[noVote(member)!]}</i>}</small>
    </button>
  )
  if (!reason) return face
  return <div class="face-why" id={`field-attendance.${member.id}`}>{face}<p class="field-reason" id={why}><Icon name="alert" size={20} />{reason}</p></div>
}

/** Faces in their groups, so that a leader finds the own people together. */
function byGroup(members: readonly Member[], groups: readonly { id: string; name: string }[]): [string, Member[]][] {
  const sorted = [...members].sort((a, b) => a.initials.localeCompare(b.initials))
  const named: [string, Member[]][] = groups.map(group => [group.name, sorted.filter(one => one.group === group.id)])
  const known = new Set(groups.map(group => group.id))
  return [...named, [t.noGroup, sorted.filter(one => !one.group || !known.has(one.group))] as [string, Member[]]].filter(([, faces]) => faces.length)
}

export function HeadCount({ heads }: { heads: Heads }) {
  const share = (n: number) => n / (heads.expected || 1)
  const words = [t.presentCount(heads.present), heads.leave && t.leaveCount(heads.leave), heads.absent && t.absentCount(heads.absent), heads.made_up && t.madeUpCount(heads.made_up), heads.unmarked && t.unmarkedCount(heads.unmarked)]
  const told = [t.expected(heads.expected), ...words].filter(Boolean).join(' · ')
  return (
    <div class="head-count">
      <p><b>{t.presentCount(heads.present)}</b><span>{[t.expected(heads.expected), ...words.slice(1)].filter(Boolean).join(' · ')}</span></p>
      <Meter label={told} parts={[{ tone: 'green', share: share(heads.present) }, { tone: 'yellow', share: share(heads.leave) }, { tone: 'ink', share: share(heads.absent) }]} />
    </div>
  )
}

function Faces({ editor, text }: { editor: Editor; text: string }) {
  const shown = editor.expected.value.filter(member => !text || matches(member, text))
  if (!shown.length) return <p class="soft roll-none">{t.nobodyFound}</p>
  const groups = byGroup(shown, editor.branch.groups)
  return (
    <div>
      {groups.map(([name, faces]) => (
        <div key={name} class="roll-group" role="group" aria-label={name}>
          {groups.length > 1 && <h3>{name}</h3>}
          <div class="faces">{faces.map(member => <Face key={member.id} member={member} editor={editor} />)}</div>
        </div>
      ))}
    </div>
  )
}

const STATUSES: readonly AttendanceStatus[] = ['leave', 'absent', 'made_up', 'excluded']

function Reason({ member, mark, editor }: { member: Member; mark: Mark; editor: Editor }) {
  const { purpose } = editor.fields.value
  const chips = mark.status !== 'excluded' ? t.reasonChips : purpose === 'election' ? t.electionChips : t.excludedChips
  const typing = useSignal(mark.reason !== '' && !chips.includes(mark.reason))
  const put = (change: Partial<Mark>) => editor.mark({ [member.id]: { ...mark, ...change } })
  const why = editor.reasons[`attendance.${member.id}`]
  return (
    <li class="reason">
      <div class="reason-head"><b>{member.name}</b>{needsReason(mark.status) && !mark.reason && <span class="reason-missing"><Icon name="alert" size={18} />{t.reasonMissing}</span>}</div>
      {why && <p class="field-reason"><Icon name="alert" size={20} />{why}</p>}
      <Chips<AttendanceStatus> label={t.statusOf(member.name)} columns={4} value={mark.status} choices={STATUSES.map(value => ({ value, label: shell.attendance[value] }))}
        onChoose={status => put({ status, reason: status === 'made_up' ? '' : mark.reason })} />
      {needsReason(mark.status) && (
        <div class="reason-why">
          <Chips label={t.reasonOf(member.name)} value={typing.value ? '' : (mark.reason || null)} choices={[...chips.map(value => ({ value, label: value })), { value: '', label: t.otherReason }]}
            onChoose={value => { typing.value = value === ''; if (value) put({ reason: value }) }} />
          {typing.value && <TextField id={`reason-${member.id}`} label={t.otherReason} value={mark.reason} maxLength={200} onInput={reason => put({ reason })} />}
        </div>
      )}
    </li>
  )
}

function Reasons({ editor }: { editor: Editor }) {
  const marks = editor.seen.value
  const off = editor.expected.value.filter(member => marks[member.id] && marks[member.id]!.status !== 'present')
  if (!off.length) return null
  return <div class="reasons"><h3>{t.reasons}</h3><ul>{off.map(member => <Reason key={member.id} member={member} mark={marks[member.id]!} editor={editor} />)}</ul></div>
}

/** Who attends and is not counted for quorum and votes, and why. */
function Voteless({ editor }: { editor: Editor }) {
  const voteless = editor.expected.value.filter(one => noVote(one))
  if (!voteless.length) return null
  return <details class="voteless"><summary>{t.voteless(voteless.length)}<Icon name="down" size={20} /></summary><ul>{voteless.map(one => <li key={one.id}><b>{one.name}</b><span>{t.noVote[noVote(one)!]}</span></li>)}</ul></details>
}

function RollHead({ editor }: { editor: Editor }) {
  const heads = editor.headsSeen.value
  const { kind, purpose } = editor.fields.value
  if (isTalk(kind)) return <div class="roll-head"><Quorum kind={kind} purpose={purpose} heads={heads} /></div>
  return (
    <div class="roll-head">
      <HeadCount heads={heads} />
      <QuorumLine kind={kind} purpose={purpose} heads={heads} />
    </div>
  )
}

function AllPresent({ editor }: { editor: Editor }) {
  const unmarked = useComputed(() => editor.expected.value.filter(member => !editor.writing.value.marks[member.id]).length).value
  if (!unmarked) return null
  return <Button wide icon="check" onClick={event => { handOn(event); editor.everyonePresent() }}>{unmarked === editor.heads.peek().expected ? t.allPresent : t.restPresent(unmarked)}</Button>
}

export function RollCall({ editor }: { editor: Editor }) {
  const text = useSignal('')
  const pasting = useSignal(false)
  if (!editor.expected.value.length) return <Notice icon="people" title={t.nobodyExpected}>{t.nobodyExpectedText}</Notice>
  const talk = isTalk(editor.fields.value.kind)
  return (
    <div class="roll">
      <RollHead editor={editor} />
      {!talk && (
        <>
          <AllPresent editor={editor} />
          <Button wide icon="text" onClick={() => { pasting.value = true }}>{t.relay.title}</Button>
          {pasting.value && <RelaySheet editor={editor} onClose={() => { pasting.value = false }} />}
        </>
      )}
      {editor.expected.value.length > 12 && <TextField id="find" type="search" label={t.findPerson} value={text.value} placeholder={t.findHint} onInput={value => { text.value = value }} />}
      {!talk && <Voteless editor={editor} />}
      <p class="small soft">{talk ? t.talk.hint : t.tapHint}</p>
      <Faces editor={editor} text={text.value.trim()} />
      <Reasons editor={editor} />
    </div>
  )
}
