/** The assessor's tablet: the branches to assess, and one branch's form with the automatic evidence beside each item. Works without a network. */
import { useSignal } from '@preact/signals'
import { DeliveryChip } from '../../delivery'
import { useLive } from '../../live'
import type { PageProps } from '../../part'
import { go, to } from '../../route'
import type { As, Organisation } from '../../rows'
import { me } from '../../session'
import type { Phone } from '../../sync'
import { periodsOf, periodText } from '../../time'
import { Chips, Empty, Icon, Row, Rows, Tag, Waiting } from '../../ui'
import { shell } from '../../words'
import { formId } from '../mutations'
import type { Form, Mark } from '../rows'
import { t } from '../words'
import { FormView } from './FormView'
import { readSheet } from './form'
import { stepped } from './periods'
import '../score.css'
import './assess.css'

interface Task { id: string; name: string; scored: number; state: 'none' | 'draft' | 'submitted' }

const mine = (): string[] => (me.value?.scopes ?? []).filter(scope => scope.startsWith('assess:')).map(scope => scope.slice('assess:'.length))

async function readTasks(phone: Phone, period: string, account: string): Promise<Task[]> {
  const [orgs, forms, marks] = await Promise.all([phone.rows<As<Organisation>>('organisation'), phone.rows<Form>('assessment_form'), phone.rows<Mark>('assessment_mark')])
  return mine().map(branch => {
    const form = forms.find(one => one.id === formId(branch, period, account))
    const scored = marks.filter(one => one.form === form?.id && one.points_tenths !== null).length
    return { id: branch, name: orgs.find(one => one.id === branch)?.name ?? '', scored, state: form?.state ?? 'none' as const }
  }).sort((a, b) => a.name.localeCompare(b.name, 'zh'))
}

function Tasks({ period, account }: { period: string; account: string }) {
  const tasks = useLive(['row:organisation', 'row:assessment_form', 'row:assessment_mark'], phone => readTasks(phone, period, account), [period, account])
  if (!tasks) return <Waiting>{shell.loading}</Waiting>
  if (!tasks.length) return <Empty icon="lock" title={t.noBranches}>{t.noBranchesText}</Empty>
  return (
    <Rows label={t.myBranches}>
      {tasks.map(one => (
        <Row key={one.id} href={to(`office/assess/${one.id}/${period}`)} lead={<Icon name={one.state === 'submitted' ? 'check' : one.scored ? 'pencil' : 'board'} size={28} />} title={one.name}
          tags={<Tag>{one.state === 'submitted' ? t.submitted : one.scored ? t.scored(one.scored, 10) : t.notBegun}</Tag>} />
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
