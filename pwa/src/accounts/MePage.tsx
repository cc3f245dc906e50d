/** The person's own page: posts, delivery, how the phone looks, logging out. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { branchId, branchIds, chooseBranch, useNames } from '../branch'
import { DeliveryCard } from '../delivery'
import { worksInOffice } from '../office'
import type { PageProps } from '../part'
import { go, to } from '../route'
import { delivery, lock, me, ring, signOut } from '../session'
import { canSeal } from '../sync'
import { useUnread } from '../unread'
import { Button, Card, Chips, Facts, Icon, Notice, PageHead, Row, Rows, Section, Sheet } from '../ui'
import { shell, wordFor } from '../words'
import { Look } from './Look'
import { OwnData } from './OwnData'
import { PasskeyChoice } from './Passkey'
import { t } from './words'

function Branches() {
  const names = useNames()
  if (branchIds.value.length < 2) return null
  return (
    <Section title={t.branch}>
      <Chips label={t.branch} choices={branchIds.value.map(id => ({ value: id, label: names.get(id) ?? '…' }))} value={branchId.value} onChoose={chooseBranch} />
    </Section>
  )
}

function SignOut() {
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
function Locking() {
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

function NoticesRow() {
  const unread = useUnread()
  return <Rows><Row href={to('notices')} lead={<Icon name="inbox" size={28} />} title={shell.notices} sub={unread > 0 && <em class="heed">{shell.unread(unread)}</em>} /></Rows>
}

export function MePage({ query }: PageProps) {
  const person = me.value
  // The frame has scrolled to the top by then.
  useEffect(() => { if (query.has('look')) setTimeout(() => document.getElementById('look')?.scrollIntoView()) }, [])
  if (!person) return null
  const roles = person.roles.map(one => `${one.org_name ? `${one.org_name} ` : ''}${wordFor({ ...shell.posts, ...shell.roles }, one.role)}`)
  return (
    <main class="page">
      <PageHead title={person.name} sub={roles[0] ?? t.noPost} />
      {person.demo && <Notice title={t.demo} />}
      {person.member && <NoticesRow />}
      {worksInOffice(person) && <a class="button main wide me-office" href={to('office')}>{t.office}</a>}
      {branchId.value && !worksInOffice(person) && <a class="button plain wide me-office" href={to('office/ledger')}>{t.ledger}</a>}
      {person.member && ([['attendance', t.attendance], ['facts', t.facts], ['profile', t.own.profile.title], ['corrections', t.corrections]] as const).map(([page, title]) => <a key={page} class="button plain wide me-office" href={to(page)}>{title}</a>)}
      <Section title={t.delivery}><DeliveryCard /></Section>
      <Branches />
      <Section title={t.account}>
        <Card><Facts pairs={[[t.login, person.login], [t.posts, roles.length ? roles.map(role => <span key={role} class="me-role">{role}</span>) : t.noPost]]} /></Card>
        {person.member && <a class="button plain wide me-pin" href={to('reviews')}>{t.reviews}</a>}
      </Section>
      <Locking />
      <div id="look"><Look /></div>
      {person.member && <OwnData />}
      <div class="section"><SignOut /></div>
    </main>
  )
}
