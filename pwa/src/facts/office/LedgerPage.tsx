/** The ledger: every fact of a quarter with who entered it, when and why; enter one, withdraw one. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { api, asProblem, type Problem } from '../../api'
import { Answered, ProblemNotice } from '../../answered'
import { ExportButton } from '../../exporting'
import type { FactOut } from '../../generated/http'
import { me } from '../../session'
import { momentText } from '../../time'
import { AreaField, Button, Empty, SelectField, Sheet } from '../../ui'
import { factText } from '../format'
import { KINDS } from '../kinds'
import { t } from '../words'
import { EntryForm } from './EntryForm'
import { Frame, quarter, useBranches } from './Head'
import { filter, further, ledger, loadLedger, loadMore } from './ledger'
import { words } from './words'

function FactLine({ fact, onWithdraw }: { fact: FactOut; onWithdraw: () => void }) {
  const cells = [fact.on, `${fact.name} ${fact.employee_no}`, fact.branch_name, factText(fact), fact.text, words.source(fact.entered_by_name, momentText(fact.entered_at), fact.source !== 'entry')]
  return (
    <tr class={fact.withdrawn_at === null ? undefined : 'withdrawn'}>
      {cells.map((cell, at) => <td key={at} data-label={words.columns[at]}>{cell}{at === 4 && fact.withdrawn_at !== null && <em>{words.withdrawn(fact.withdrawn_by_name ?? '', fact.withdrawn_reason ?? '')}</em>}</td>)}
      <td>{fact.withdrawn_at === null && fact.member !== me.value?.member && <Button small label={`${words.withdraw} ${fact.name} ${factText(fact)}`} onClick={onWithdraw}>{words.withdraw}</Button>}</td>
    </tr>
  )
}

function Withdraw({ fact, onClose }: { fact: FactOut | null; onClose: () => void }) {
  const reason = useSignal('')
  const problem = useSignal<Problem | null>(null)
  const withdraw = async () => {
    try {
      await api(`/api/facts/${fact!.id}/withdraw`, { method: 'POST', body: { reason: reason.value } })
      onClose()
      await loadLedger()
    } catch (error) { problem.value = asProblem(error) }
  }
  return (
    <Sheet title={words.withdrawTitle} open={fact !== null} onClose={onClose} actions={<Button kind="main" disabled={!reason.value.trim()} onClick={() => { void withdraw() }}>{words.withdraw}</Button>}>
      {fact && <p>{fact.name} · {factText(fact)} · {fact.on}</p>}
      <p>{words.withdrawText}</p>
      {problem.value && <ProblemNotice problem={problem.value} />}
      <AreaField id="withdraw-reason" label={words.reason} value={reason.value} maxLength={500} onInput={next => { reason.value = next }} />
    </Sheet>
  )
}

function Table({ facts }: { facts: readonly FactOut[] }) {
  const chosen = useSignal<FactOut | null>(null)
  const { cursor, busy, problem } = further.value
  if (!facts.length) return <Empty icon="text" title={words.empty}>{words.emptyText}</Empty>
  return (
    <>
      <div class="fact-table fact-ledger" tabIndex={0} role="region" aria-label={words.ledger}>
        <table class="list-table">
          <thead><tr>{words.columns.map(column => <th key={column} scope="col">{column}</th>)}</tr></thead>
          <tbody>{facts.map(fact => <FactLine key={fact.id} fact={fact} onWithdraw={() => { chosen.value = fact }} />)}</tbody>
        </table>
      </div>
      {problem && <ProblemNotice problem={problem} />}
      {cursor && <Button busy={busy} onClick={() => { void loadMore() }}>{words.more}</Button>}
      {chosen.value && <Withdraw key={chosen.value.id} fact={chosen.value} onClose={() => { chosen.value = null }} />}
    </>
  )
}

function Filters() {
  const branches = useBranches()
  const { kind, branch } = filter.value
  return (
    <>
      <SelectField id="filter-kind" label={words.kind} value={kind} options={[{ value: '', label: words.allKinds }, ...KINDS.map(one => ({ value: one.key, label: t.kinds[one.key] }))]} onInput={value => { filter.value = { kind: value, branch } }} />
      <SelectField id="filter-branch" label={words.branch} value={branch} options={[{ value: '', label: words.allBranches }, ...branches.map(one => ({ value: one.id, label: one.name }))]} onInput={value => { filter.value = { kind, branch: value } }} />
    </>
  )
}

export function LedgerPage() {
  const entering = useSignal(false)
  useEffect(() => { void loadLedger() }, [quarter.value, filter.value])
  return (
    <Frame current="ledger">
      <div class="fact-bar"><Filters /><ExportButton path="/api/facts/export" query={{ quarter: quarter.value, ...filter.value }} name={`${words.ledger} ${quarter.value}`} /><Button kind="main" icon="plus" onClick={() => { entering.value = true }}>{words.enter}</Button></div>
      <div class="fact-column">
        <Answered of={ledger.state.value} waiting={words.waiting} again={() => { void loadLedger() }}>{data => <Table facts={[...data.facts, ...further.value.facts]} />}</Answered>
      </div>
      {entering.value && <EntryForm onClose={saved => { entering.value = false; if (saved) void loadLedger() }} />}
    </Frame>
  )
}
