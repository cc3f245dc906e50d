/** A screen that waits for the server: waiting, refused, without rights, or the answer. Never a wheel without a way out. */
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { useSignal } from '@preact/signals'
import type { Problem } from '../api'
import type { Loaded } from '../load'
import { Button } from './Button'
import { Empty, Notice, Waiting } from './Notice'
import { answer } from './answerWords'

const SLOW_MS = 4_000

/** A refusal in the server's words: what happened, what to do, and the number that finds it in the log. */
export function ProblemNotice({ problem, again, actions, urgent = true }: { problem: Problem; again?: () => void; actions?: ComponentChildren; urgent?: boolean }) {
  const { title, detail, remedy, error_no, errors } = problem.body
  return (
    <Notice tone="heed" icon={problem.status === 0 ? 'cloudOff' : 'alert'} title={title} urgent={urgent}
      actions={(again || actions) && <>{again && <Button small icon="refresh" onClick={again}>{answer.again}</Button>}{actions}</>}>
      <p>{detail}</p>
      {errors && errors.length > 1 && <ul class="problem-errors">{errors.map(one => <li key={one.field + one.reason}>{one.reason}</li>)}</ul>}
      <p>{remedy}</p>
      {error_no && <p class="soft">{answer.number} <b>{error_no}</b></p>}
    </Notice>
  )
}

function Slow({ waiting, again }: { waiting: string; again: () => void }) {
  const slow = useSignal(false)
  useEffect(() => {
    const timer = setTimeout(() => { slow.value = true }, SLOW_MS)
    return () => clearTimeout(timer)
  }, [])
  return <><Waiting>{waiting}</Waiting>{slow.value && <p class="slow">{answer.slow} <button type="button" class="link" onClick={again}>{answer.again}</button></p>}</>
}

interface AnsweredProps<T> { of: Loaded<T>; waiting: string; again: () => void; children: (data: T) => ComponentChildren }

export function Answered<T>({ of, waiting, again, children }: AnsweredProps<T>) {
  if (of.data !== null && of.problem?.status !== 403 && of.problem?.status !== 401) return <>{children(of.data)}</>
  if (of.problem?.status === 403) return <Empty icon="lock" title={of.problem.body.title}>{of.problem.body.detail} {of.problem.remedy}</Empty>
  if (of.problem) return <div class="answer-problem"><ProblemNotice problem={of.problem} again={again} /></div>
  return <Slow waiting={waiting} again={again} />
}
