/** What branches ask to have excused or put off: granted as asked in one click, declined with a phrase or own words. */
import { signal, useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered, ProblemNotice } from '../../answered'
import { api, asProblem, type Problem } from '../../api'
import { ExportButton } from '../../exporting'
import { keepFresh } from '../../fresh'
import type { ExcusalOut } from '../../generated/http'
import { Resource } from '../../load'
import { go } from '../../route'
import { dayText, dutyText, momentText } from '../../time'
import { useTypedText } from '../../typing'
import { AreaField, Button, Card, Chips, Empty, Facts, Suggestions, Tag } from '../../ui'
import { announce } from '../../ui/Announcer'
import { shell, wordFor } from '../../words'
import { t } from '../excusalWords'

const found = new Resource<ExcusalOut[]>()
const refused = signal<Problem | null>(null)

const wantedText = (one: ExcusalOut): string => (one.until_on ? t.asksUntil(dayText(Date.parse(one.until_on))) : t.asksExcuse)
const titleOf = (one: ExcusalOut): string => [one.branch_name, one.org_name !== one.branch_name && one.org_name, dutyText(one.period, wordFor(shell.kinds, one.kind))].filter(Boolean).join(' · ')

/** Whether the server did it. */
async function send(one: ExcusalOut, path: string, body: unknown, told: string): Promise<boolean> {
  refused.value = null
  try {
    await api(`/api/excusals/${one.excusal}/${path}`, { method: 'POST', body })
    announce(told)
    return true
  } catch (error) {
    refused.value = asProblem(error)
    return false
  }
}

function Deciding({ one, again }: { one: ExcusalOut; again: () => void }) {
  const declining = useSignal(false)
  const answer = useTypedText(`excusal/${one.excusal}`)
  const isDeclining = declining.value || answer.value !== ''
  const busy = useSignal(false)
  const say = async (grants: boolean) => {
    busy.value = true
    if (await send(one, 'decide', { grants, answer: grants ? '' : answer.value.trim() }, wordFor(t.states, grants ? 'granted' : 'declined'))) answer.value = ''
    busy.value = false
    again()
  }
  if (one.own) return <p class="small heed">{t.office.own}</p>
  return (
    <>
      {isDeclining && (
        <>
          <AreaField id={`answer-${one.excusal}`} label={t.office.declineWhy} rows={2} maxLength={500} value={answer.value} onInput={value => { answer.value = value }} />
          <Suggestions label={t.office.declineWhy} values={t.office.phrases} onChoose={phrase => { answer.value = phrase }} />
        </>
      )}
      <div class="ways">
        {!isDeclining && <Button kind="main" icon="check" busy={busy.value} onClick={() => { void say(true) }}>{t.office.grant}</Button>}
        <Button icon="close" disabled={isDeclining && !answer.value.trim()} onClick={() => { if (isDeclining) void say(false); else declining.value = true }}>{t.office.decline}</Button>
      </div>
    </>
  )
}

function One({ one, again }: { one: ExcusalOut; again: () => void }) {
  const open = one.state === 'open'
  const pairs: [string, string][] = [[t.wanted, wantedText(one)], [t.reason, one.reason]]
  if (one.asked_by_name) pairs.push([t.asked, t.nameAt(one.asked_by_name, momentText(one.asked_at))])
  pairs.push([t.dutyNow, wordFor(shell.states, one.obligation_state)])
  if (one.decided_at !== null) pairs.push([t.answer, one.answer || wordFor(t.states, one.state)], [t.answeredFrom, t.nameAt(one.decided_by_name, momentText(one.decided_at))])
  const lift = () => { void send(one, 'lift', { reason: t.office.undone }, t.office.lifted).then(again) }
  return (
    <Card title={titleOf(one)} aside={<Tag tone={open ? 'heed' : one.state === 'granted' ? 'green' : 'ink'}>{wordFor(t.states, one.state)}</Tag>}>
      <Facts pairs={pairs} />
      {open && <Deciding one={one} again={again} />}
      {one.state === 'granted' && !one.own && <Button kind="quiet" small icon="undo" onClick={lift}>{t.office.lift}</Button>}
    </Card>
  )
}

export function ExcusalsPage({ decided }: { decided: boolean }) {
  const again = () => { void found.load(`/api/excusals?state=${decided ? 'decided' : 'open'}`) }
  useEffect(() => { again(); return keepFresh(again) }, [decided])
  useEffect(() => { document.title = t.office.title }, [])
  return (
    <div class="office-column broad">
      <header class="office-title"><h1 tabIndex={-1}>{t.office.title}</h1><ExportButton path="/api/excusals/export" query={{ state: decided ? 'decided' : 'open' }} name={`${t.office.title} ${decided ? t.office.decided : t.office.open}`} /></header>
      <Chips label={t.office.tabs} columns={2} value={decided ? 'decided' : 'open'} choices={[{ value: 'open', label: t.office.open }, { value: 'decided', label: t.office.decided }]} onChoose={value => go(`office/excusals?state=${value}`)} />
      {refused.value && <ProblemNotice problem={refused.value} />}
      <Answered of={found.state.value} waiting={t.office.waiting} again={again}>
        {data => (data.length ? <div class="pairs">{data.map(one => <One key={one.excusal} one={one} again={again} />)}</div> : <Empty icon="check" title={t.office.none}>{t.office.noneText}</Empty>)}
      </Answered>
    </div>
  )
}
