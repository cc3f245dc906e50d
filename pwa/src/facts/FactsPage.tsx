/** A branch's facts kind by kind, with what is stated to be complete; and for everyone what is known of themselves. */
import { useSignal } from '@preact/signals'
import { useBranch, type Branch } from '../branch'
import { DeliveryChip } from '../delivery'
import type { PageProps } from '../part'
import { stepped } from '../period'
import { back, to } from '../route'
import { me } from '../session'
import { dayText, minute, periodsOf, periodText } from '../time'
import { Chips, Empty, PageHead, Row, Rows, Section, Tag, Waiting } from '../ui'
import { shell } from '../words'
import { BRANCH_KINDS, byRoll, kindOf, type Kind } from './kinds'
import { KindPage } from './KindPage'
import { OneFact, Own } from './OneFact'
import { useLedger, useOwnFacts, type Ledger } from './state'
import './facts.css'
import { t } from './words'

function OwnFacts() {
  const facts = useOwnFacts(me.value?.member ?? null)
  return (
    <Section title={t.own}>
      <p class="small soft">{t.ownSub}</p>
      {!facts ? <Waiting>{shell.loading}</Waiting> : facts.length ? <Rows>{facts.map(fact => <Own key={fact.id} fact={fact} />)}</Rows> : <Empty icon="text" title={t.noneOwn}>{t.noneOwnText}</Empty>}
    </Section>
  )
}

function KindRow({ kind, ledger, branch, quarter }: { kind: Kind; ledger: Ledger; branch: Branch; quarter: string }) {
  const standing = ledger.facts.filter(fact => fact.kind === kind.key && fact.withdrawn_at === null).length
  const stated = ledger.coverage.get(kind.key)
  const count = byRoll(kind) ? t.countedOf(standing, branch.members.length) : t.counted(standing)
  return (
    <Row href={to(`facts/${kind.key}?quarter=${quarter}`)} title={t.kinds[kind.key]} sub={count}
      tags={stated ? <Tag icon="check" tone="green">{t.covered(dayText(stated.stated_at, minute.value))}</Tag> : <Tag icon="clock" tone="yellow">{t.missing}</Tag>} />
  )
}

function BranchFacts({ branch, quarter, onQuarter }: { branch: Branch; quarter: string; onQuarter: (quarter: string) => void }) {
  const ledger = useLedger(branch.id, quarter)
  const now = periodsOf(Date.now())[1]!
  return (
    <Section title={branch.name}>
      <div class="fact-quarters"><Chips label={t.quarters} columns={2} value={quarter} onChoose={onQuarter} choices={[now, stepped(now, -1)].map(value => ({ value, label: periodText(value) }))} /></div>
      {ledger ? <Rows>{BRANCH_KINDS.map(kind => <KindRow key={kind.key} kind={kind} ledger={ledger} branch={branch} quarter={quarter} />)}</Rows> : <Waiting>{shell.loading}</Waiting>}
    </Section>
  )
}

export function FactsPage({ path, query }: PageProps) {
  const branch = useBranch()
  const quarter = useSignal(query.get('quarter') ?? periodsOf(Date.now())[1]!)
  const kind = kindOf(path[0] ?? '')
  if (branch === undefined) return <main class="page"><Waiting>{shell.loading}</Waiting></main>
  const one = query.get('at')
  if (kind?.branch_sees && branch?.leads) return <KindPage kind={kind} branch={branch} quarter={quarter.value} />
  return (
    <main class="page">
      <PageHead title={branch?.leads && !one ? t.title : t.own} onBack={() => back(one ? 'stars' : 'today')} aside={<DeliveryChip />} />
      {one ? <OneFact wanted={one} branch={branch} /> : <>{branch?.leads && <BranchFacts branch={branch} quarter={quarter.value} onQuarter={next => { quarter.value = next }} />}<OwnFacts /></>}
    </main>
  )
}
