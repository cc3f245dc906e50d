/** The assessor's tablet: the branches to assess, and one branch's form with the automatic evidence beside each item. Works without a network. */
import { useSignal } from '@preact/signals'
import { DeliveryChip } from '../../delivery'
import { useLive } from '../../live'
import type { PageProps } from '../../part'
import { stepped } from '../../period'
import { go, to } from '../../route'
import { me } from '../../session'
import { periodsOf, periodText } from '../../time'
import { Chips, Empty, Icon, Row, Rows, Tag, Waiting } from '../../ui'
import { shell } from '../../words'
import { t } from '../words'
import { FormView } from './FormView'
import { readSheet, readTasks } from './form'
import '../score.css'
import './assess.css'

const mine = (): string[] => (me.value?.scopes ?? []).filter(scope => scope.startsWith('assess:')).map(scope => scope.slice('assess:'.length))

function Tasks({ period, account }: { period: string; account: string }) {
  const tasks = useLive(['row:organisation', 'row:assessment_form', 'row:assessment_mark', 'row:assessment_scheme'], phone => readTasks(phone, mine(), period, account), [period, account])
  if (!tasks) return <Waiting>{shell.loading}</Waiting>
  if (!tasks.length) return <Empty icon="lock" title={t.noBranches}>{t.noBranchesText}</Empty>
  return (
    <Rows label={t.myBranches}>
      {tasks.map(one => (
        <Row key={one.id} href={to(`office/assess/${one.id}/${period}`)} lead={<Icon name={one.state === 'submitted' ? 'check' : one.scored ? 'pencil' : 'board'} size={28} />} title={one.name}
          tags={<Tag>{one.state === 'submitted' ? t.submitted : one.scored ? t.scored(one.scored, one.items) : t.notBegun}</Tag>} />
      ))}
    </Rows>
  )
}

function OneForm({ branch, period, account }: { branch: string; period: string; account: string }) {
  const topics = ['row:assessment_form', 'row:assessment_mark', 'row:assessment_scheme', 'row:branch_score', 'row:deduction', 'row:organisation', 'row:branch_band'] as const
  const sheet = useLive(topics, phone => readSheet(phone, branch, period, account), [branch, period, account])
  if (!sheet) return <Waiting>{shell.loading}</Waiting>
  return (
    <>
      <header class="office-title assess-head">
        <a class="icon-button" href={to('office/assess')} aria-label={t.back}><Icon name="back" size={26} /></a>
        <h1 tabIndex={-1}>{sheet.name}<small>{periodText(period)} · {t.form}</small></h1><DeliveryChip />
      </header>
      {sheet.content ? <FormView key={sheet.id} sheet={sheet} content={sheet.content} /> : <Empty icon="cloudOff" title={t.noScheme}>{t.noSchemeText}</Empty>}
    </>
  )
}

export function AssessPage({ path, query }: PageProps) {
  const account = me.value?.account ?? ''
  const current = periodsOf(Date.now())[1]!
  const period = useSignal(query.get('period') ?? current)
  if (path[0] && path[1]) return <div class="assess"><OneForm branch={path[0]} period={path[1]} account={account} /></div>
  const choices = [current, stepped(current, -1), stepped(current, -2)]
  return (
    <div class="assess">
      <header class="office-title"><h1 tabIndex={-1}>{t.assess}</h1><DeliveryChip /></header>
      <div class="assess-list">
        <Chips label={t.period} value={period.value} choices={choices.map(value => ({ value, label: periodText(value) }))} onChoose={value => { period.value = value; go('office/assess', true) }} />
        <Tasks period={period.value} account={account} />
      </div>
    </div>
  )
}
