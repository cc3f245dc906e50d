/** Which branch has stated what: 待录入 is seen at a glance, and one click states it. */
import { signal, useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { api, asProblem, type Problem } from '../../api'
import { Answered, ProblemNotice } from '../../answered'
import { ExportButton } from '../../exporting'
import type { CoverageOut } from '../../generated/http'
import { Resource } from '../../load'
import { Button, Icon, SelectField, Sheet } from '../../ui'
import { isWide } from '../../ui/wide'
import { KINDS, type Kind, type KindKey } from '../kinds'
import { t } from '../words'
import { Frame, quarter } from './Head'
import { words } from './words'

const coverage = new Resource<CoverageOut>()
const problem = signal<Problem | null>(null)

const loadCoverage = (): Promise<void> => coverage.load(`/api/coverage?quarter=${quarter.value}`)

async function change(kind: Kind, branches: readonly string[], stands: boolean): Promise<void> {
  problem.value = null
  try {
    await api(stands ? '/api/coverage/withdraw' : '/api/coverage', { method: 'POST', body: { kind: kind.key, quarter: quarter.value, branches } })
  } catch (error) { problem.value = asProblem(error) }
  await loadCoverage()
}

type Branch = CoverageOut['branches'][number]

/** What one branch states of one kind: shape, word and count; the tap states it or takes it back. */
function Cell({ data, branch, kind }: { data: CoverageOut; branch: Branch; kind: Kind }) {
  const stands = data.stated.some(one => one.branch === branch.id && one.kind === kind.key)
  const facts = data.counts.find(one => one.branch === branch.id && one.kind === kind.key)?.facts ?? 0
  return (
    <button type="button" class={stands ? 'green' : 'yellow'} aria-label={words.cell(branch.name, t.kinds[kind.key], facts, stands)} onClick={() => { void change(kind, [branch.id], stands) }}>
      <Icon name={stands ? 'check' : 'clock'} size={16} /><span>{stands ? words.covered : words.missing}</span><b>{facts}</b>
    </button>
  )
}

/** The kind of which someone is about to state everything for all branches. */
const asked = signal<Kind | null>(null)

const unstated = (data: CoverageOut, kind: Kind): Branch[] => data.branches.filter(branch => !data.stated.some(one => one.branch === branch.id && one.kind === kind.key))

/** One tap would speak for every branch: it is asked once more, with how many that are. */
function AllSheet({ data }: { data: CoverageOut }) {
  const kind = asked.value
  if (!kind) return null
  const left = unstated(data, kind)
  const close = () => { asked.value = null }
  const state = () => { close(); void change(kind, left.map(one => one.id), false) }
  return <Sheet title={words.all(t.kinds[kind.key])} open onClose={close} actions={<><Button kind="main" icon="check" onClick={state}>{words.allDo(left.length)}</Button><Button onClick={close}>{words.allNot}</Button></>}><p>{words.allText(left.length)}</p></Sheet>
}

/** On a phone one kind at a time, branch below branch. */
function OneKind({ data }: { data: CoverageOut }) {
  const chosen = useSignal<KindKey>(KINDS[0]!.key)
  const kind = KINDS.find(one => one.key === chosen.value)!
  const left = unstated(data, kind).length
  return (
    <>
      <SelectField id="coverage-kind" label={words.kind} value={kind.key} options={KINDS.map(one => ({ value: one.key, label: t.kinds[one.key] }))} onInput={value => { chosen.value = value as KindKey }} />
      <div class="coverage-all"><p aria-live="polite">{words.leftToState(left, data.branches.length)}</p>{left > 0 && <Button small label={words.all(t.kinds[kind.key])} onClick={() => { asked.value = kind }}>{words.allShort}</Button>}</div>
      <ul class="coverage-list" aria-label={words.matrix}>{data.branches.map(branch => <li key={branch.id}><span class="grow">{branch.name}</span><Cell data={data} branch={branch} kind={kind} /></li>)}</ul>
    </>
  )
}

function Matrix({ data }: { data: CoverageOut }) {
  return (
    <div class="fact-table" tabIndex={0} role="region" aria-label={words.matrix}>
      <table class="coverage">
        <thead>
          <tr><th scope="col">{words.branch}</th>{KINDS.map(kind => <th key={kind.key} scope="col">{t.kinds[kind.key]}{unstated(data, kind).length > 0 && <Button small kind="quiet" label={words.all(t.kinds[kind.key])} onClick={() => { asked.value = kind }}>{words.allShort}</Button>}</th>)}</tr>
        </thead>
        <tbody>
          {data.branches.map(branch => (
            <tr key={branch.id}>
              <th scope="row">{branch.name}</th>
              {KINDS.map(kind => <td key={kind.key}><Cell data={data} branch={branch} kind={kind} /></td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

export function CoveragePage() {
  useEffect(() => { void loadCoverage() }, [quarter.value])
  return (
    <Frame current="coverage">
      <div class="fact-column">
        <p class="intro">{words.matrixText}</p>
        <p><ExportButton small path="/api/coverage/export" query={{ quarter: quarter.value }} name={`${words.matrix} ${quarter.value}`} /></p>
        {problem.value && <ProblemNotice problem={problem.value} />}
        <Answered of={coverage.state.value} waiting={words.waiting} again={() => { void loadCoverage() }}>{data => <>{isWide.value ? <Matrix data={data} /> : <OneKind data={data} />}<AllSheet data={data} /></>}</Answered>
      </div>
    </Frame>
  )
}
