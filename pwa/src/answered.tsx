/** A screen that waits for the server: waiting, refused, without rights, or the answer. Never a wheel without a way out. */
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { signal, useSignal } from '@preact/signals'
import type { Problem } from './api'
import type { Loaded } from './load'
import { phrases } from './phrases'
import { to } from './route'
import { Button, ButtonLink, Empty, Icon, Waiting } from './ui'
import { answer } from './answeredWords'

const SLOW_MS = 4_000

/** The session has ended: one tap leads to the login. */
const ToLogin = () => <ButtonLink small href={to('login')}>{answer.login}</ButtonLink>

/** The address of the list to which what stands on the office's page belongs; empty where there is none, or where one is on it. */
export const listAddress = signal('')

interface WayProps { status: number; again: (() => void) | undefined }

/** What is not there comes by no second try: the list tells what is. */
function Way({ status, again }: WayProps) {
  if (status === 401) return <ToLogin />
  if (status === 404 && listAddress.value) return <ButtonLink small href={to(listAddress.value)}>{answer.list}</ButtonLink>
  return again ? <Button small icon="refresh" onClick={again}>{answer.again}</Button> : null
}

interface ProblemProps { problem: Problem; again?: (() => void) | undefined; actions?: ComponentChildren }

/** A refusal in the server's words: what happened, what to do, and the number that finds it in the log. */
export function ProblemNotice({ problem, again, actions }: ProblemProps) {
  const { title, detail, remedy, error_no, errors } = problem.body
  return (
    <section class="notice heed" role="alert">
      <div class="notice-head"><Icon name={problem.status === 0 ? 'cloudOff' : 'alert'} size={26} /><h2>{title}</h2></div>
      <div class="notice-text">
        <p>{detail}</p>
        {errors && errors.length > 1 && <ul class="problem-errors">{errors.map(one => <li key={one.field + one.reason}>{one.reason}</li>)}</ul>}
        <p>{remedy}</p>
        {error_no && <p class="soft">{answer.number} <b>{error_no}</b></p>}
        <div class="notice-actions"><Way status={problem.status} again={again} />{actions}</div>
      </div>
    </section>
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

/** A number that the server tells: until it has, a dash, and never a nought that would be news. */
export const Figure = ({ of }: { of: number | null }) => (of === null ? <><span aria-hidden="true">–</span><span class="sr">{answer.unknown}</span></> : <>{of}</>)

interface AnsweredProps<T> { of: Loaded<T>; waiting: string; again: () => void; children: (data: T) => ComponentChildren }

export function Answered<T>({ of, waiting, again, children }: AnsweredProps<T>) {
  const { data, problem } = of
  if (problem?.status === 403) return <Empty icon="lock" title={problem.body.title}>{problem.body.detail}{phrases.gap}{problem.remedy}</Empty>
  if (data !== null && problem?.status !== 401) return <>{children(data)}</>
  if (problem) return <div class="answer-problem"><ProblemNotice problem={problem} again={again} /></div>
  return <Slow waiting={waiting} again={again} />
}
