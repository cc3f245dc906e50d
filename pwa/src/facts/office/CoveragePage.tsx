/** Which branch has stated what: 待录入 is seen at a glance, and one click states it. */
import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { api, asProblem, type Problem } from '../../api'
import { Answered, ProblemNotice } from '../../answered'
import type { CoverageOut } from '../../generated/http'
import { Resource } from '../../load'
import { Button, Icon } from '../../ui'
import { KINDS, type Kind } from '../kinds'
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

function Matrix({ data }: { data: CoverageOut }) {
  const stated = new Set(data.stated.map(one => `${one.branch} ${one.kind}`))
  const counts = new Map(data.counts.map(one => [`${one.branch} ${one.kind}`, one.facts]))
  return (
    <div class="fact-table" tabIndex={0} role="region" aria-label={words.matrix}>
      <table class="coverage">
        <thead>
          <tr><th scope="col">{words.branch}</th>{KINDS.map(kind => <th key={kind.key} scope="col">{t.kinds[kind.key]}<Button small kind="quiet" label={words.all(t.kinds[kind.key])} onClick={() => { void change(kind, data.branches.map(one => one.id), false) }}>{words.allShort}</Button></th>)}</tr>
        </thead>
        <tbody>
          {data.branches.map(branch => (
            <tr key={branch.id}>
              <th scope="row">{branch.name}</th>
              {KINDS.map(kind => {
                const key = `${branch.id} ${kind.key}`
                const stands = stated.has(key)
                const facts = counts.get(key) ?? 0
                return (
                  <td key={kind.key}>
                    <button type="button" class={stands ? 'green' : 'yellow'} aria-label={words.cell(branch.name, t.kinds[kind.key], facts, stands)} onClick={() => { void change(kind, [branch.id], stands) }}>
                      <Icon name={stands ? 'check' : 'clock'} size={16} /><span>{stands ? words.covered : words.missing}</span><b>{facts}</b>
                    </button>
                  </td>
                )
              })}
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
        {problem.value && <ProblemNotice problem={problem.value} />}
        <Answered of={coverage.state.value} waiting={words.waiting} again={() => { void loadCoverage() }}>{data => <Matrix data={data} />}</Answered>
      </div>
    </Frame>
  )
}
