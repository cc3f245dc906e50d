/** Vetoes of a quarter: proposed with evidence, confirmed by a second person, lifted with a reason. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered, ProblemNotice } from '../../answered'
import { ExportButton } from '../../exporting'
import { keepFresh } from '../../fresh'
import type { VetoesOut, VetoOut } from '../../generated/http'
import { me } from '../../session'
import { momentText } from '../../time'
import { useTypedText } from '../../typing'
import { AreaField, Button, Card, Empty, Facts, Tag } from '../../ui'
import { wordFor } from '../../words'
import { loadVetoes, send, sending, vetoes } from '../state'
import { t } from '../words'
import { useQuarter } from './AppealsPage'
import { Head } from './Head'
import { ProposeForm } from './ProposeForm'

const who = (name: string, at: number | null): string => (at === null ? '' : t.veto.by(name, momentText(at)))

function story(veto: VetoOut): [string, string][] {
  const pairs: [string, string][] = [[t.veto.text, veto.text], [t.veto.evidenceIs, veto.evidence], [t.veto.save, who(veto.proposed_by_name, veto.proposed_at)]]
  if (veto.decided_at !== null) pairs.push([wordFor(t.veto.states, veto.state === 'dismissed' ? 'dismissed' : 'confirmed'), who(veto.decided_by_name, veto.decided_at)])
  if (veto.lifted_at !== null) pairs.push([t.veto.states.lifted, who(veto.lifted_by_name, veto.lifted_at)])
  if (veto.reason) pairs.push([t.veto.why, veto.reason])
  return pairs
}

function Deciding({ veto, again }: { veto: VetoOut; again: () => void }) {
  const reason = useTypedText(`veto/${veto.veto}/${veto.state}`)
  const decide = async (verb: 'confirm' | 'dismiss' | 'lift') => {
    if (!(await send(`${verb}${veto.veto}`, `/api/vetoes/${veto.veto}/${verb}`, verb === 'confirm' ? {} : { reason: reason.value }))) return
    reason.value = ''
    again()
  }
  const isProposed = veto.state === 'proposed'
  if (isProposed && veto.mine) return <p class="small soft">{t.veto.mine}</p>
  if (!isProposed && veto.state !== 'confirmed') return null
  const no = isProposed ? 'dismiss' : 'lift'
  return (
    <div class="answer">
      <AreaField id={`why-${veto.veto}`} label={isProposed ? t.veto.dismissWhy : t.veto.liftWhy} rows={1} maxLength={500} value={reason.value} onInput={value => { reason.value = value }} />
      <div class="move-buttons">
        {isProposed && <Button kind="main" icon="check" busy={sending.value.busy === `confirm${veto.veto}`} onClick={() => { void decide('confirm') }}>{t.veto.confirm}</Button>}
        <Button disabled={!reason.value.trim()} busy={sending.value.busy === `${no}${veto.veto}`} onClick={() => { void decide(no) }}>{isProposed ? t.veto.dismiss : t.veto.lift}</Button>
      </div>
    </div>
  )
}

const OneVeto = ({ veto, again }: { veto: VetoOut; again: () => void }) => (
  <Card title={`${veto.name} · ${veto.branch_name} · ${veto.title}`} aside={<Tag tone={veto.state === 'proposed' ? 'heed' : 'ink'}>{wordFor(t.veto.states, veto.state)}</Tag>}>
    <Facts pairs={story(veto)} />
    <Deciding veto={veto} again={again} />
  </Card>
)

function List({ data, quarter, again }: { data: VetoesOut; quarter: string; again: () => void }) {
  const proposing = useSignal(false)
  const mayPropose = me.value?.roles.some(one => one.role === 'office') && data.kinds.length > 0
  return (
    <>
      {mayPropose && !proposing.value && <div class="bar"><Button icon="plus" onClick={() => { proposing.value = true }}>{t.veto.propose}</Button></div>}
      {proposing.value && <ProposeForm kinds={data.kinds} quarter={quarter} onDone={() => { proposing.value = false; again() }} />}
      {!proposing.value && sending.value.problem && <ProblemNotice problem={sending.value.problem} />}
      {data.vetoes.map(one => <OneVeto key={one.veto} veto={one} again={again} />)}
      {!data.vetoes.length && !proposing.value && <Empty icon="check" title={t.veto.none}>{t.veto.noneText}</Empty>}
    </>
  )
}

export function VetoesPage({ quarter: asked }: { quarter: string | null }) {
  const quarter = useQuarter(asked)
  const again = () => { if (quarter) void loadVetoes(quarter) }
  useEffect(() => { again(); return keepFresh(again) }, [quarter])
  return (
    <div class="cycles">
      <Head title={t.veto.title} quarter={quarter} current="vetoes">{quarter && <ExportButton path="/api/vetoes/export" query={{ quarter }} name={`${t.veto.title} ${quarter}`} />}</Head>
      <Answered of={vetoes.state.value} waiting={t.veto.waiting} again={again}>{data => <List data={data} quarter={quarter!} again={again} />}</Answered>
    </div>
  )
}
