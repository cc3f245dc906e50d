/** What became of a step that did not take effect by itself: refused, held, amended, or with marks that others had made. */
import type { ComponentChildren } from 'preact'
import { putAside } from '../acting'
import type { Names } from '../branch'
import { fileWords } from '../fileWords'
import { stepName } from '../mutationWords'
import { phrases } from '../phrases'
import { askDiscard, resend, waysOn, type Way } from '../repair'
import { go } from '../route'
import type { Amendment, Held } from '../rows'
import type { Entry, Json } from '../sync'
import { served } from '../text'
import { momentText } from '../time'
import { Button, Notice, type IconName } from '../ui'
import { wordFor } from '../words'
import { markText, valueText, who } from './format'
import { marksOf } from './mutations'
import { stepOf, type Beside, type Pending } from './pending'
import { t } from './words'

const CONTENT = new Set(['meeting.create.v1', 'meeting.set.v1', 'attendance.mark.v1', 'attendance.mark_all.v1'])

interface Change { name: string; before: ComponentChildren; after: ComponentChildren }

const isEmpty = (value: Json): boolean => value === '' || value === null || (Array.isArray(value) && !value.length)

/** Fields and marks that a step asks for; those that stay empty are left out, and "was" where nothing was seen. */
function changesOf(set: Record<string, [Json, Json]>, marks: Record<string, [string | null, string, string]>, names: Names): Change[] {
  const fields = Object.entries(set).filter(([, [seen, wanted]]) => !isEmpty(seen) || !isEmpty(wanted))
  return [
    ...fields.map(([field, [seen, wanted]]) => ({ name: wordFor(t.fieldNames, field), before: isEmpty(seen) ? null : valueText(field, seen, names), after: valueText(field, wanted, names) })),
    ...Object.entries(marks).map(([member, [seen, status, reason]]) => ({ name: names.get(member) ?? t.someone, before: seen && markText(seen, ''), after: markText(status, reason) })),
  ]
}

type Files = NonNullable<Amendment['edits']['files']>

const filesOf = (files: Files): Change[] =>
  Object.entries(files).map(([, file]) => (file ? { name: wordFor(fileWords.kinds, file.kind), before: null, after: file.name } : { name: fileWords.title, before: null, after: t.files.remove }))

function Changes({ title, changes }: { title: string; changes: readonly Change[] }) {
  if (!changes.length) return null
  return (
    <details class="written" open={changes.length <= 3}>
      <summary>{title}</summary>
      <dl>
        {changes.map(({ name, before, after }, at) => (
          <div key={at}><dt>{name}</dt><dd>{before && <span class="was">{t.before}{phrases.colon}{before}</span>}<span>{before && `${t.after}${phrases.colon}`}{after}</span></dd></div>
        ))}
      </dl>
    </details>
  )
}

function Written({ entry, names, title = t.youWrote }: { entry: Entry; names: Names; title?: string }) {
  const marks = marksOf({ ...entry.mutation, shows: entry.shows })
  const asked = Object.entries(marks).filter(([, mark]) => mark.status !== 'present').map(([member, { status, reason }]) => [member, [null, status, reason]] as const)
  const files = entry.mutation.name === 'file.attach.v1' ? { [entry.row]: entry.mutation.args as unknown as Files[string] } : {}
  const changes = [...changesOf(entry.mutation.set ?? {}, Object.fromEntries(asked) as Record<string, [null, string, string]>, names), ...filesOf(files)]
  const present = Object.keys(marks).length - asked.length
  return <Changes title={title} changes={present > 0 ? [...changes, { name: t.attendance, before: null, after: t.presentCount(present) }] : changes} />
}

const seen = (entry: Entry) => <Button key="seen" onClick={() => putAside([[entry.log, entry.mid]], 'seen')}>{t.seen}</Button>

function amendmentText({ state, asked_by, asked_at, decided_at, reason }: Amendment): ComponentChildren {
  const when = momentText(decided_at ?? asked_at)
  if (state === 'open') return <p>{t.amendmentOpen(who(asked_by), when)}</p>
  return <><p>{state === 'accepted' ? t.amendmentAccepted(when) : t.amendmentRejected(when)}</p>{reason && <p><b>{t.decidedWhy(reason)}</b></p>}</>
}

const amendmentIcon: Record<Amendment['state'], IconName> = { open: 'clock', accepted: 'check', rejected: 'undo' }

/** A change asked for after approval: what, when, where it stands, and what the office said. */
export function AmendmentCard({ amendment, names, actions }: { amendment: Amendment; names: Names; actions?: ComponentChildren }) {
  const { set = {}, marks = {}, files = {} } = amendment.edits
  return (
    <Notice tone={amendment.state === 'rejected' ? 'heed' : 'ink'} icon={amendmentIcon[amendment.state]} title={t.amendments[amendment.state]} actions={actions}>
      {amendmentText(amendment)}
      <Changes title={t.whatChanges} changes={[...changesOf(set, marks, names), ...filesOf(files)]} />
    </Notice>
  )
}

const heldIcon: Record<Held['state'], IconName> = { open: 'lock', applied: 'check', discarded: 'undo' }

/** A step without the right to it, or one that was run again after the server had failed on it, with the row that keeps it. */
export interface HeldStep { entry: Entry; held: Held }

/** Steps on which the office has said the same, or nothing yet: they are one card, in the order in which they were made. */
export function heldTogether(entries: readonly Entry[], beside: Beside): HeldStep[][] {
  const groups = new Map<string, HeldStep[]>()
  for (const entry of entries) {
    const held = beside.held.get(stepOf(entry))
    if (!held) continue
    const key = `${held.state}/${held.reason}`
    groups.set(key, [...(groups.get(key) ?? []), { entry, held }])
  }
  return [...groups.values()]
}

/** Steps that wait for the office, or that the office has decided. */
export function HeldCard({ steps, names }: { steps: readonly HeldStep[]; names: Names }) {
  const { entry, held } = steps[steps.length - 1]!
  const what = steps.length > 1 ? t.stepCount(steps.length) : stepName(entry.mutation.name)
  const when = momentText(held.decided_at ?? held.asked_at)
  const text = { open: t.heldOpen, applied: t.heldApplied(when), discarded: t.heldDiscarded(when) }[held.state]
  const all = steps.map(one => [one.entry.log, one.entry.mid] as [string, number])
  return (
    <Notice tone={held.state === 'discarded' ? 'heed' : 'ink'} icon={heldIcon[held.state]} title={t.heldStates[held.state](what)}
      actions={held.state !== 'open' ? <Button onClick={() => putAside(all, 'seen')}>{t.seen}</Button> : steps.length === 1 && <WaysOn entry={entry} />}>
      <p>{text}</p>
      {held.reason && <p><b>{t.decidedWhy(held.reason)}</b></p>}
      {steps.map(one => <Written key={one.entry.mid} entry={one.entry} names={names} title={steps.length > 1 ? stepName(one.entry.mutation.name) : t.youWrote} />)}
    </Notice>
  )
}

function titleOf(entry: Entry): string {
  const what = stepName(entry.mutation.name)
  if (entry.outcome?.result === 'quarantined') return t.quarantinedTitle(what)
  return entry.outcome?.result === 'held' ? t.heldTitle(what) : t.rejectedTitle(what)
}

function Why({ entry }: { entry: Entry }) {
  const { outcome, mutation } = entry
  if (outcome?.result === 'quarantined') return <p>{t.quarantinedText}</p>
  if (outcome?.result === 'held') return <p>{outcome.reason === 'locked' && !CONTENT.has(mutation.name) ? t.lockedStep : wordFor(t.held, outcome.reason)}</p>
  const problem = served.value(outcome?.problem)
  return <><p><b>{problem?.title}</b>{problem?.title && phrases.colon}{problem?.detail}</p><p>{problem?.remedy || t.rejectedRemedy}</p></>
}

const FORMED = new Set([...CONTENT, 'meeting.submit.v1'])

/** The ways on from a refused or held mutation. What an administrator or the office has now needs no more than to be seen. */
function WaysOn({ entry }: { entry: Entry }) {
  const ways: Record<Way, () => ComponentChildren> = {
    mend: () => <Button key="mend" icon="pencil" onClick={() => go(`write/${entry.row}`)}>{t.mendAndResend}</Button>,
    resend: () => <Button key="resend" icon="send" onClick={() => resend(entry)}>{t.resend}</Button>,
    seen: () => seen(entry),
    discard: () => <Button key="discard" icon="bin" onClick={() => askDiscard(entry)}>{t.discard}</Button>,
  }
  return <>{waysOn(entry, FORMED.has(entry.mutation.name)).map(way => ways[way]())}</>
}

/** One refused or held mutation: the reason, what was typed, and the ways on. What the office keeps of it says how it stands. */
export function OpenCard({ entry, pending, names }: { entry: Entry; pending: Pending; names: Names }) {
  const amendment = pending.amendments.find(one => one.id === entry.outcome?.ref)
  if (amendment) return <AmendmentCard amendment={amendment} names={names} actions={amendment.state !== 'open' && seen(entry)} />
  return (
    <Notice tone="heed" icon={entry.outcome?.result === 'held' ? 'lock' : 'alert'} title={titleOf(entry)} actions={<WaysOn entry={entry} />}>
      <Why entry={entry} />
      <Written entry={entry} names={names} />
    </Notice>
  )
}

/** Marks that a roll of all present left as they stood, in words. */
export function StandsCard({ entry, names }: { entry: Entry; names: Names }) {
  const exceptions = Object.entries(entry.outcome?.exceptions ?? {})
  const unmarked = exceptions.some(([, mark]) => mark === null)
  const name = (member: string) => names.get(member) ?? t.someone
  return (
    <Notice tone={unmarked ? 'heed' : 'ink'} icon={unmarked ? 'alert' : 'people'} title={t.stands}
      actions={<>{unmarked && <Button icon="pencil" onClick={() => go(`write/${entry.row}`)}>{t.markThem}</Button>}{seen(entry)}</>}>
      <p>{t.standsText}</p>
      <ul class="returned">{exceptions.map(([member, mark]) => <li key={member}>{mark ? t.stood(name(member), markText(...mark)) : t.notMarked(name(member))}</li>)}</ul>
    </Notice>
  )
}
