/** Logging in by employee number and password, or for the first time by activation code. */
import { useSignal } from '@preact/signals'
import { asProblem, Problem } from '../api'
import type { PageProps } from '../part'
import { go, to } from '../route'
import { daysLeft } from '../delivery'
import { isInstalled } from '../install'
import { rings } from '../keys'
import { activate, delivery, lastLogin, locked, me, signIn } from '../session'
import { canSeal } from '../sync'
import { Button, Emblem, Notice, TextField } from '../ui'
import { shell } from '../words'
import { t as lock } from './lockWords'
import { t } from './words'

type Missing = Partial<Record<'login' | 'code' | 'password', string>>

function LeftBehind() {
  const people = rings.value.filter(one => one.waiting > 0)
  if (!people.length || me.value) return null
  return <Notice icon="phone" tone="heed" title={t.leftBehind}>{people.map(one => <p key={one.store}>{t.leftBehindOf(one.name, one.waiting)}{daysLeft(one) !== null && <b> {lock.waitedLong(daysLeft(one)!)}</b>}</p>)}</Notice>
}

const Failure = ({ problem }: { problem: Problem }) => (
  <Notice icon={problem.status ? 'alert' : 'cloudOff'} tone="heed" urgent title={problem.status ? problem.body.title : t.needNetwork}>
    <p>{problem.status ? problem.body.detail : ''}</p><p>{problem.status ? problem.remedy : ''}</p>
  </Notice>
)

const Intro = ({ forgotten }: { forgotten: boolean }) => (
  <header class="login-head">
    <Emblem size={64} />
    <h1>{shell.product}</h1>
    <p>{me.value ? t.againText(delivery.value?.waiting ?? 0) : forgotten ? t.forgottenText : t.slogan}</p>
  </header>
)

const Below = () => (
  <>
    {locked.value && <a class="button quiet wide" href={to('')}>{t.backToLock}</a>}
    <LeftBehind />
    {!canSeal() && <Notice icon="alert" tone="heed" title={t.clearStore.title}>{t.clearStore.text}</Notice>}
    <p class="login-foot">{t.onlyOnce}</p>
    {!isInstalled() && <a class="button quiet wide" href={to('install')}>{t.install}</a>}
  </>
)

export function LoginPage({ query }: PageProps) {
  const forgotten = query.has('forgotten')
  const first = useSignal(false)
  const login = useSignal(me.value?.login ?? (forgotten && locked.value ? locked.value.login : lastLogin()))
  const code = useSignal('')
  const password = useSignal('')
  const busy = useSignal(false)
  const problem = useSignal<Problem | null>(null)
  const missing = useSignal<Missing>({})

  const enter = async (event: Event) => {
    event.preventDefault()
    const found: Missing = {}
    if (!login.value.trim()) found.login = t.missingLogin
    if (first.value && !code.value.trim()) found.code = t.missingCode
    if (!password.value) found.password = t.missingPassword
    missing.value = found
    if (Object.keys(found).length || busy.value) return
    busy.value = true
    problem.value = null
    try {
      if (first.value) await activate(login.value.trim(), code.value.trim(), password.value, forgotten)
      else await signIn(login.value.trim(), password.value, forgotten)
      go('', true)
    } catch (error) {
      problem.value = asProblem(error)
    } finally {
      busy.value = false
    }
  }

  return (
    <main class="page login">
      <Intro forgotten={forgotten} />
      <form onSubmit={event => { void enter(event) }} noValidate>
        {problem.value && <Failure problem={problem.value} />}
        <TextField id="login" label={t.login} value={login.value} inputMode="text" autocomplete="username" reason={missing.value.login} onInput={value => { login.value = value }} />
        {first.value && <TextField id="code" label={t.code} hint={t.codeHint} value={code.value} autocomplete="one-time-code" reason={missing.value.code} onInput={value => { code.value = value }} />}
        <TextField id="password" type="password" label={first.value ? t.newPassword : t.password} hint={first.value ? t.newPasswordHint : undefined} value={password.value}
          autocomplete={first.value ? 'new-password' : 'current-password'} reason={missing.value.password} onInput={value => { password.value = value }} />
        <Button kind="main" type="submit" wide busy={busy.value}>{first.value ? t.activateAndEnter : t.enter}</Button>
        <Button kind="quiet" wide onClick={() => { first.value = !first.value; problem.value = null }}>{first.value ? t.haveAccount : t.firstTime}</Button>
        {me.value && <a class="button quiet wide" href={to('today')}>{t.stayOffline}</a>}
      </form>
      <Below />
    </main>
  )
}
