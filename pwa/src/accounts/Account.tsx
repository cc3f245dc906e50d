/** What a person's own page shows of the account, on the phone and at a desk: who it is, how this device is locked, logging out. */
import { useSignal } from '@preact/signals'
import type { Me } from '../api'
import { go, to } from '../route'
import { delivery, lock, ring, signOut } from '../session'
import { canSeal } from '../sync'
import { Button, Card, Facts, Notice, Section, Sheet } from '../ui'
import { shell, wordFor } from '../words'
import { PasskeyChoice } from './Passkey'
import { t } from './words'

/** Posts and roles in words, each with its organisation. */
export const rolesOf = (person: Me): string[] => person.roles.map(one => `${one.org_name ? `${one.org_name} ` : ''}${wordFor({ ...shell.posts, ...shell.roles }, one.role)}`)

export function Identity({ person }: { person: Me }) {
  const roles = rolesOf(person)
  return <Card><Facts pairs={[[t.login, person.login], [t.posts, roles.length ? roles.map(role => <span key={role} class="me-role">{role}</span>) : t.noPost]]} /></Card>
}

export function SignOut() {
  const asking = useSignal(false)
  const waiting = delivery.value?.waiting ?? 0
  const leave = () => { asking.value = false; void signOut().then(() => go('login', true)) }
  return (
    <>
      <Button wide icon="leave" onClick={() => { asking.value = true }}>{t.signOut}</Button>
      <Sheet title={t.signOutTitle} open={asking.value} onClose={() => { asking.value = false }}
        actions={<><Button kind="main" onClick={leave}>{t.signOut}</Button><Button onClick={() => { asking.value = false }}>{t.stay}</Button></>}>
        <p>{waiting ? t.signOutWaiting(waiting) : t.signOutClean}</p>
      </Sheet>
    </>
  )
}

/** How this phone is locked; nothing of it stands where the browser cannot seal. */
export function Locking() {
  const has = ring.value?.by_pin
  if (!canSeal()) return <Notice icon="alert" tone="heed" title={t.clearStore.title}>{t.clearStore.text}</Notice>
  return (
    <Section title={t.locking}>
      <Card>
        <p class="small soft">{has ? t.lockingText : t.noPinText}</p>
        {has && <Button wide icon="lock" onClick={() => { void lock() }}>{shell.lock}</Button>}
        <a class="button plain wide me-pin" href={to('pin')}>{has ? t.changePin : t.setPin}</a>
        <PasskeyChoice />
      </Card>
    </Section>
  )
}
