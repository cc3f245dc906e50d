/** The queue of contested deductions: what the branch says, the record, and the office's answer with a reason. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered } from '../../answered'
import { ExportButton } from '../../exporting'
import { keepFresh } from '../../fresh'
import type { DeductionOut, DeductionsOut } from '../../generated/http'
import { Resource } from '../../load'
import { to } from '../../route'
import { momentText, periodText } from '../../time'
import { Button, Empty } from '../../ui'
import { LineRow, RecordLink } from '../Lines'
import { t } from '../words'
import { accepted, AskWhy } from './asking'
import { Head } from './Head'
import '../score.css'

const STATES = ['contested', 'upheld', 'reversed'] as const
type State = (typeof STATES)[number]

const found = new Resource<DeductionsOut>()
const load = (state: State) => found.load(`/api/deductions?state=${state}`)

function Contest({ one, onAnswer }: { one: DeductionOut; onAnswer: () => void }) {
  return (
    <LineRow line={{ part: 'auto', text: one.text, points_tenths: one.points_tenths }}>
      <p class="small soft"><a class="link" href={to(`office/assessment/${one.branch}/${one.period}`)}>{one.branch_name}</a> · {periodText(one.period)}</p>
      <p>{t.said(one.contest_reason)}</p>
      <p class="small soft">{t.contestedBy(one.contested_by_name, one.contested_at === null ? '' : momentText(one.contested_at))}</p>
      {one.decided_reason && <p>{t.answered(one.decided_reason)}</p>}
      <div class="score-acts">{one.meeting && <RecordLink href={to(`office/record/${one.meeting}`)} />}{one.state === 'contested' && <Button small onClick={onAnswer}>{t.answer}</Button>}</div>
    </LineRow>
  )
}

export function ContestsPage() {
  const state = useSignal<State>('contested')
  const answering = useSignal<DeductionOut | null>(null)
  const again = () => { void load(state.value) }
  useEffect(again, [state.value])
  useEffect(() => keepFresh(again), [])
  const decide = async (verdict: string, reason: string) => {
    const one = answering.value!
    const done = await accepted(`/api/deductions/${one.deduction}/decide`, { method: 'POST', body: { verdict, reason } })
    if (done && answering.value === one) answering.value = null
    again()
    return done
  }
  return (
    <div class="overview">
      <Head title={t.contestsTitle} tab="contests"><ExportButton path="/api/deductions/export" query={{ state: state.value }} name={`${t.contestsTitle} ${t.contestStates[state.value]}`} /></Head>
      <div class="assessed-acts">
        <div class="segments" role="group" aria-label={t.contestsTitle}>{STATES.map(one => <button key={one} type="button" aria-pressed={one === state.value} onClick={() => { state.value = one }}>{t.contestStates[one]}</button>)}</div>
      </div>
      <Answered of={found.state.value} waiting={t.waiting} again={again}>
        {data => (data.items.length ? <div><ul class="score-lines">{data.items.map(one => <Contest key={one.deduction} one={one} onAnswer={() => { answering.value = one }} />)}</ul></div> : <Empty icon="check" title={t.noContests}>{t.noContestsText}</Empty>)}
      </Answered>
      <AskWhy key={answering.value?.deduction} place={`contest/${answering.value?.deduction}`} title={t.answer} open={answering.value !== null} send={t.takeBack} hint={t.answerHint} also={{ word: t.uphold, run: reason => decide('upheld', reason) }}
        onSend={reason => decide('reversed', reason)} onClose={() => { answering.value = null }}>
        <p>{answering.value?.text}</p><p>{answering.value && t.said(answering.value.contest_reason)}</p>
      </AskWhy>
    </div>
  )
}
