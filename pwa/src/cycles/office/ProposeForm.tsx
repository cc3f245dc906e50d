/** Proposes a veto: whom, on which ground, what happened, and what proves it. */
import { useSignal } from '@preact/signals'
import { api } from '../../api'
import { ProblemNotice } from '../../answered'
import type { PersonItem, VetoCreatedOut, VetoKindOut } from '../../generated/http'
import { useTyping } from '../../typing'
import { AreaField, Button, Card, SelectField, TextField } from '../../ui'
import { forgetProblem, send, sending } from '../state'
import { t } from '../words'

const FOUND_AT_MOST = 8

function Finding({ onFound }: { onFound: (person: PersonItem) => void }) {
  const text = useSignal('')
  const found = useSignal<readonly PersonItem[]>([])
  const find = async () => { found.value = (await api<PersonItem[]>(`/api/people?q=${encodeURIComponent(text.value)}`).catch(() => [])).slice(0, FOUND_AT_MOST) }
  return (
    <>
      <TextField id="veto-member" label={t.veto.member} type="search" value={text.value} onInput={value => { text.value = value }} />
      <Button small icon="search" disabled={!text.value.trim()} onClick={() => { void find() }}>{t.veto.find}</Button>
      <ul class="found">{found.value.map(one => <li key={one.member}><button type="button" class="one-of" onClick={() => onFound(one)}>{one.name} · {one.employee_no} · {one.branch_name}</button></li>)}</ul>
    </>
  )
}

interface Proposal { person: PersonItem | null; kind: string; text: string; evidence: string }

export function ProposeForm({ kinds, quarter, onDone }: { kinds: readonly VetoKindOut[]; quarter: string; onDone: () => void }) {
  const blank: Proposal = { person: null, kind: kinds[0]!.kind, text: '', evidence: '' }
  const { typed, settle, drop } = useTyping(`veto/${quarter}`, blank)
  const { person, kind, text, evidence } = typed.value
  const put = (change: Partial<Proposal>) => { typed.value = { ...typed.value, ...change } }
  const propose = async () => {
    if (!(await send<VetoCreatedOut>('propose', '/api/vetoes', { member: person!.member, quarter, kind, text, evidence }))) return
    settle(blank)
    onDone()
  }
  const ready = person !== null && text.trim() !== '' && evidence.trim() !== ''
  return (
    <Card title={t.veto.propose}>
      {person ? <p><b>{t.veto.chosen(`${person.name} · ${person.branch_name}`)}</b></p> : <Finding onFound={one => put({ person: one })} />}
      <SelectField id="veto-kind" label={t.veto.kind} value={kind} options={kinds.map(one => ({ value: one.kind, label: one.title }))} hint={kinds.find(one => one.kind === kind)?.text} onInput={value => put({ kind: value })} />
      <AreaField id="veto-text" label={t.veto.text} rows={2} maxLength={1000} value={text} onInput={value => put({ text: value })} />
      <AreaField id="veto-evidence" label={t.veto.evidence} rows={2} maxLength={1000} value={evidence} onInput={value => put({ evidence: value })} />
      {sending.value.problem && <ProblemNotice problem={sending.value.problem} />}
      <div class="move-buttons">
        <Button kind="main" icon="check" disabled={!ready} busy={sending.value.busy === 'propose'} onClick={() => { void propose() }}>{t.veto.save}</Button>
        <Button kind="quiet" onClick={() => { forgetProblem(); drop(); onDone() }}>{t.veto.cancel}</Button>
      </div>
    </Card>
  )
}
