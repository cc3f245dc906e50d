/** The person's own account in the office's frame: who it is, how the screen looks, the lock, logging out. What only a phone needs stands on the phone's page. */
import { useEffect } from 'preact/hooks'
import { branchId } from '../../branch'
import { allDelivered, DeliveryCard } from '../../delivery'
import { to } from '../../route'
import { me } from '../../session'
import { Notice, Section } from '../../ui'
import { Identity, Locking, SignOut } from '../Account'
import { DeskLook } from '../Look'
import { t } from '../words'
import '../accounts.css'

export function AccountPage() {
  const person = me.value
  useEffect(() => { document.title = person?.name ?? '' }, [person])
  if (!person) return null
  return (
    <div class="office-column office-own">
      <header class="office-title"><h1 tabIndex={-1}>{person.name}</h1></header>
      {person.demo && <Notice title={t.demo} />}
      <Section title={t.account}><Identity person={person} /></Section>
      {(person.member ?? branchId.value) && <a class="button plain me-office" href={to('today')}>{t.desk.phone}</a>}
      <a class="button plain me-office" href={to('opinions')}>{t.opinions}</a>
      {!allDelivered() && <Section title={t.delivery}><DeliveryCard atDesk /></Section>}
      <DeskLook />
      <Locking />
      <div class="section"><SignOut /></div>
    </div>
  )
}
