/** Requests for correction beside what the system holds: one decision each, with its reason. */
import { signal, useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered, ProblemNotice } from '../../answered'
import { api, asProblem, type Problem } from '../../api'
import { ExportButton } from '../../exporting'
import { FileList } from '../../FileList'
import { shownFiles } from '../../files'
import { keepFresh } from '../../fresh'
import type { CorrectionRequestOut } from '../../generated/http'
import { Resource } from '../../load'
import { go } from '../../route'
import { clockOf, dayText, momentText } from '../../time'
import { useTypedText } from '../../typing'
import { AreaField, Button, Card, Chips, Empty, Facts, Tag } from '../../ui'
import { shell, wordFor } from '../../words'
import { valueText } from '../told'
import { t } from '../words'

const found = new Resource<CorrectionRequestOut[]>()
const refused = signal<Problem | null>(null)

function titleOf(one: CorrectionRequestOut): string {
  const about = one.about === 'roster' ? wordFor(t.fields, one.field) : one.about === 'attendance' ? wordFor(shell.kinds, one.title) : one.title
  const when = one.held_start === null ? '' : `${dayText(one.held_start)} ${clockOf(one.held_start)}`
  return [one.branch_name, one.member_name, about, when].filter(Boolean).join(' · ')
}

/** What accepting does, before it is done. */
const follows = (one: CorrectionRequestOut): string | null => (one.about === 'roster' ? (one.by_hand ? t.office.byHand : t.office.roster) : one.about === 'fact' ? t.office.fact : one.is_approved ? t.office.amendment : null)

function Deciding({ one, again }: { one: CorrectionRequestOut; again: () => void }) {
  const reason = useTypedText(`correction/${one.correction}`)
  const busy = useSignal(false)
  const decide = async (accepts: boolean) => {
    busy.value = true
    refused.value = null
    await api(`/api/corrections/${one.correction}/decide`, { method: 'POST', body: { accepts, stands: one.stands, reason: reason.value } }).then(() => { reason.value = '' }, (error: unknown) => { refused.value = asProblem(error) })
    busy.value = false
    again()
  }
  if (one.own) return <p class="small heed">{t.office.own}</p>
  const told = reason.value.trim() !== ''
  return (
    <>
      {follows(one) && <p class="small soft">{follows(one)}</p>}
      <AreaField id={`answer-${one.correction}`} label={t.answer} hint={t.answerHint} rows={2} value={reason.value} maxLength={500} onInput={value => { reason.value = value }} />
      <div class="ways">
        <Button kind="main" icon="check" busy={busy.value} disabled={one.by_hand && !told} onClick={() => { void decide(true) }}>{t.accept}</Button>
        <Button icon="close" disabled={!told || busy.value} onClick={() => { void decide(false) }}>{t.decline}</Button>
      </div>
    </>
  )
}

function One({ one, again }: { one: CorrectionRequestOut; again: () => void }) {
  const open = one.decided_at === null
  const pairs: [string, string][] = [
    [t.office.stands, valueText(one.about, one.stands)], ...(one.seen !== one.stands ? [[t.seen, valueText(one.about, one.seen)] as [string, string]] : []), [t.wanted, valueText(one.about, one.wanted)], [t.why, one.reason],
    ...(one.proof ? [[t.proof, one.proof] as [string, string]] : []), ...(one.branch_says ? [[t.office.branchSays, one.branch_says] as [string, string]] : []),
    ...(open ? [] : [[`${t.decidedBy(one.decided_by_name)} · ${momentText(one.decided_at!)}`, one.answer || wordFor(t.states, one.state)] as [string, string]]),
  ]
  return (
    <Card title={titleOf(one)} aside={<Tag tone={open ? 'heed' : 'ink'}>{open ? (one.state === 'at_branch' ? t.office.atBranch : momentText(one.asked_at)) : wordFor(t.states, one.state)}</Tag>}>
      <Facts pairs={pairs} />
      {one.proofs.length > 0 && <FileList files={shownFiles(one.proofs, [])} />}
      {open && <Deciding one={one} again={again} />}
    </Card>
  )
}

export function CorrectionsPage({ decided }: { decided: boolean }) {
  const again = () => { void found.load(`/api/corrections?state=${decided ? 'decided' : 'open'}`) }
  useEffect(() => { again(); return keepFresh(again) }, [decided])
  return (
    <div class="office-column broad">
      <header class="office-title"><h1 tabIndex={-1}>{t.office.title}</h1><ExportButton path="/api/corrections/export" query={{ state: decided ? 'decided' : 'open' }} name={`${t.office.title} ${decided ? t.office.decided : t.office.open}`} /></header>
      <Chips label={t.office.tabs} columns={2} value={decided ? 'decided' : 'open'} choices={[{ value: 'open', label: t.office.open }, { value: 'decided', label: t.office.decided }]} onChoose={value => go(`office/corrections?state=${value}`)} />
      {refused.value && <ProblemNotice problem={refused.value} />}
      <Answered of={found.state.value} waiting={t.office.waiting} again={again}>
        {data => (data.length ? <div class="pairs">{data.map(one => <One key={one.correction} one={one} again={again} />)}</div> : <Empty icon="check" title={t.office.none}>{t.office.noneText}</Empty>)}
      </Answered>
    </div>
  )
}
