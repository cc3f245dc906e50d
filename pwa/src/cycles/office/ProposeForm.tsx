/** Proposes a veto: whom, on which ground, what happened, and what proves it. */
import { useSignal } from '@preact/signals'
import { api } from '../../api'
import { ProblemNotice } from '../../answered'
import type { PersonItem, VetoCreatedOut, VetoKindOut } from '../../generated/http'
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

export function ProposeForm({ kinds, quarter, onDone }: { kinds: readonly VetoKindOut[]; quarter: string; onDone: () => void }) {
  const person = useSignal<PersonItem | null>(null)
  const kind = useSignal(kinds[0]!.kind)
  const text = useSignal('')
  const evidence = useSignal('')
  const propose = async () => {
    const body = { member: person.value!.member, quarter, kind: kind.value, text: text.value, evidence: evidence.value }
    if (await send<VetoCreatedOut>('propose', '/api/vetoes', body)) onDone()
  }
  const ready = person.value !== null && text.value.trim() !== '' && evidence.value.trim() !== ''
  return (
    <Card title={t.veto.propose}>
      {person.value ? <p><b>{t.veto.chosen(`${person.value.name} · ${person.value.branch_name}`)}</b></p> : <Finding onFound={one => { person.value = one }} />}
      <SelectField id="veto-kind" label={t.veto.kind} value={kind.value} options={kinds.map(one => ({ value: one.kind, label: one.title }))} hint={kinds.find(one => one.kind === kind.value)?.text} onInput={value => { kind.value = value }} />
      <AreaField id="veto-text" label={t.veto.text} rows={2} maxLength={1000} value={text.value} onInput={value => { text.value = value }} />
      <AreaField id="veto-evidence" label={t.veto.evidence} rows={2} maxLength={1000} value={evidence.value} onInput={value => { evidence.value = value }} />
      {sending.value.problem && <ProblemNotice problem={sending.value.problem} />}
      <div class="move-buttons">
        <Button kind="main" icon="check" disabled={!ready} busy={sending.value.busy === 'propose'} onClick={() => { void propose() }}>{t.veto.save}</Button>
        <Button kind="quiet" onClick={() => { forgetProblem(); onDone() }}>{t.veto.cancel}</Button>
      </div>
    </Card>
  )
}
