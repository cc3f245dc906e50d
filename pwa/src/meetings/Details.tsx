/** What a record holds when there was more than an agenda: discussion, resolutions, votes, observers, a name. Shown when asked for. */
import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import type { Purpose, Resolution, Vote } from '../rows'
import { DAY_MS, dayOf, instantOf } from '../time'
import { AreaField, Button, Card, Chips, IconButton, Notice, Section, Suggestions, TextField, type IconName } from '../ui'
import type { Editor } from './editor'
import { inOrder } from './PersonPicker'
import { VoteVerdict } from './Quorum'
import { mayHaveSessions } from './rules'
import { Saying } from './Saying'
import { Sessions } from './Sessions'
import { t } from './words'

const without = <T,>(list: readonly T[], at: number): T[] => list.filter((_, index) => index !== at)
const replaced = <T,>(list: readonly T[], at: number, change: Partial<T>): T[] => list.map((one, index) => (index === at ? { ...one, ...change } : one))

/** When things are usually due: a week later, at the end of this month or of the next. */
function usualDays(day: string): [word: string, day: string][] {
  const held = instantOf(day, '12:00') ?? Date.now()
  const endOfMonth = (after: number) => { const [year = 0, month = 0] = dayOf(held).split('-').map(Number); return new Date(Date.UTC(year, month + after, 0)).toISOString().slice(0, 10) }
  return [[t.dueWords.week, dayOf(held + 7 * DAY_MS)], [t.dueWords.month, endOfMonth(0)], [t.dueWords.nextMonth, endOfMonth(1)]]
}

function Resolutions({ editor }: { editor: Editor }) {
  const { resolutions } = editor.fields.value
  const put = (at: number, change: Partial<Resolution>) => editor.set({ resolutions: replaced(resolutions, at, change) })
  const owners = inOrder(editor.branch).slice(0, 4).map(one => one.name)
  const days = usualDays(editor.fields.value.day)
  return (
    <div class="lists">
      {resolutions.map((one, at) => (
        <Card key={at} title={t.resolution(at + 1)} aside={<IconButton icon="bin" label={`${t.remove} ${t.resolution(at + 1)}`} size={22} onClick={() => editor.set({ resolutions: without(resolutions, at) })} />}>
          <AreaField id={`resolution-${at}`} label={t.resolutionText} rows={2} value={one.text} maxLength={2000} onInput={text => put(at, { text })} />
          <TextField id={`owner-${at}`} label={t.owner} value={one.owner} maxLength={100} onInput={owner => put(at, { owner })} />
          <Suggestions label={t.sayingsOf(t.owner)} values={owners.filter(name => name !== one.owner)} onChoose={owner => put(at, { owner })} />
          <TextField id={`due-${at}`} type="date" label={t.dueOn} value={one.due_on} onInput={due_on => put(at, { due_on })} />
          <Suggestions label={t.sayingsOf(t.dueOn)} values={days.filter(([, day]) => day !== one.due_on).map(([word]) => word)} onChoose={word => put(at, { due_on: days.find(([one]) => one === word)![1] })} />
        </Card>
      ))}
      <Button wide icon="plus" onClick={() => editor.set({ resolutions: [...resolutions, { text: '', owner: '', due_on: '' }] })}>{t.addResolution}</Button>
    </div>
  )
}

function Tally({ label, value, onChange }: { label: string; value: number; onChange: (value: number) => void }) {
  return (
    <div class="tally">
      <span class="grow">{label}</span>
      <IconButton icon="minus" label={t.fewer(label)} onClick={() => onChange(Math.max(0, value - 1))} />
      <input class="control" inputMode="numeric" aria-label={label} value={value} onInput={event => onChange(Math.min(9999, Math.max(0, Math.floor(Number(event.currentTarget.value)) || 0)))} />
      <IconButton icon="plus" label={t.more(label)} onClick={() => onChange(value + 1)} />
    </div>
  )
}

const PURPOSES: readonly Purpose[] = ['ordinary', 'admission', 'election']

function OneVote({ editor, vote, at }: { editor: Editor; vote: Vote; at: number }) {
  const { votes, kind } = editor.fields.value
  const put = (change: Partial<Vote>) => editor.set({ votes: replaced(votes, at, change) })
  const rest = editor.headsSeen.value.present_vote - vote.yes - vote.no - vote.abstain
  return (
    <Card title={t.vote(at + 1)} aside={<IconButton icon="bin" label={`${t.remove} ${t.vote(at + 1)}`} size={22} onClick={() => editor.set({ votes: without(votes, at) })} />}>
      <TextField id={`subject-${at}`} label={t.subject} value={vote.subject} maxLength={300} onInput={subject => put({ subject })} />
      <Saying label={t.subject} value={vote.subject} last={undefined} phrases={vote.subject ? [] : t.subjectPhrases[vote.purpose]} onSay={subject => put({ subject })} />
      <Chips<Purpose> label={t.purpose} columns={3} value={vote.purpose} choices={PURPOSES.map(value => ({ value, label: t.purposes[value] }))} onChoose={purpose => put({ purpose })} />
      <div class="tallies">
        <Tally label={t.yes} value={vote.yes} onChange={yes => put({ yes })} />
        <Tally label={t.no} value={vote.no} onChange={no => put({ no })} />
        <Tally label={t.abstain} value={vote.abstain} onChange={abstain => put({ abstain })} />
        {rest > 0 && <Button wide icon="check" onClick={() => put({ yes: vote.yes + rest })}>{t.restAgree(rest)}</Button>}
        {vote.purpose === 'admission' && <Tally label={t.written} value={vote.written} onChange={written => put({ written })} />}
      </div>
      <VoteVerdict kind={kind} vote={vote} heads={editor.headsSeen.value} />
    </Card>
  )
}

function Votes({ editor }: { editor: Editor }) {
  const { votes, purpose } = editor.fields.value
  const fresh: Vote = { subject: '', purpose, written: 0, yes: 0, no: 0, abstain: 0 }
  return (
    <div class="lists">
      {votes.map((vote, at) => <OneVote key={at} editor={editor} vote={vote} at={at} />)}
      <Button wide icon="plus" onClick={() => editor.set({ votes: [...votes, fresh] })}>{t.addVote}</Button>
    </div>
  )
}

type Extra = 'discussion' | 'resolutions' | 'votes' | 'sessions' | 'observers' | 'title'
const EXTRAS: readonly { field: Extra; icon: IconName }[] = [
  { field: 'discussion', icon: 'text' }, { field: 'resolutions', icon: 'check' }, { field: 'votes', icon: 'people' }, { field: 'sessions', icon: 'clock' }, { field: 'observers', icon: 'person' }, { field: 'title', icon: 'pencil' },
]

function ExtraField({ editor, field }: { editor: Editor; field: Extra }) {
  const fields = editor.fields.value
  const reason = editor.reasons[field]
  switch (field) {
    case 'discussion': return (
      <>
        <AreaField id="discussion" label={t.discussion} hint={t.discussionHint} rows={4} maxLength={100000} reason={reason} value={fields.discussion} onInput={discussion => editor.set({ discussion })} />
        <Saying label={t.discussion} value={fields.discussion} last={editor.last?.discussion} phrases={t.discussionPhrases} onSay={discussion => editor.set({ discussion })} />
      </>
    )
    case 'resolutions': return <>{reason && <Notice tone="heed" icon="alert" title={reason} />}<Resolutions editor={editor} /></>
    case 'votes': return <>{reason && <Notice tone="heed" icon="alert" title={reason} />}<Votes editor={editor} /></>
    case 'sessions': return <Sessions editor={editor} reason={reason} />
    case 'observers': return <TextField id="observers" label={t.observers} maxLength={2000} reason={reason} value={fields.observers} onInput={observers => editor.set({ observers })} />
    case 'title': return <TextField id="title" label={t.title} hint={t.titleHint} maxLength={200} reason={reason} value={fields.title} onInput={title => editor.set({ title })} />
  }
}

export function Details({ editor }: { editor: Editor }) {
  const fields = editor.fields.value
  const filled = (field: Extra) => fields[field].length > 0 || editor.reasons[field] !== undefined
  const shown = useSignal<ReadonlySet<Extra>>(new Set(EXTRAS.map(one => one.field).filter(filled)))
  const asked = useRef<Extra | null>(null)
  const show = (field: Extra) => { asked.current = field; shown.value = new Set([...shown.value, field]) }
  // The button is gone: whoever pressed it goes on in what came for it.
  useEffect(() => { if (asked.current) document.querySelector(`#field-${asked.current}`)?.querySelector<HTMLElement>('input, textarea, button')?.focus() }, [shown.value])
  const rest = EXTRAS.filter(one => !shown.value.has(one.field) && (one.field !== 'sessions' || mayHaveSessions(fields.kind, fields.votes)))
  return (
    <Section title={t.optional}>
      {EXTRAS.filter(one => shown.value.has(one.field)).map(one => <div key={one.field} class="extra" id={`field-${one.field}`}><ExtraField editor={editor} field={one.field} /></div>)}
      {rest.length > 0 && <div class="extras">{rest.map(({ field, icon }) => <Button key={field} icon={icon} onClick={() => show(field)}>{t.fieldNames[field]}</Button>)}</div>}
    </Section>
  )
}
