/** The person's own page: posts, delivery, how the phone looks, logging out. */
import { useEffect } from 'preact/hooks'
import { branchId, branchIds, chooseBranch, useNames } from '../branch'
import { DeliveryCard } from '../delivery'
import { worksInOffice } from '../office'
import type { PageProps } from '../part'
import { to } from '../route'
import { me } from '../session'
import { useUnread } from '../unread'
import { Chips, Icon, Notice, PageHead, Row, Rows, Section } from '../ui'
import { shell } from '../words'
import { Identity, Locking, rolesOf, SignOut } from './Account'
import { Look } from './Look'
import { OwnData } from './OwnData'
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

function NoticesRow() {
  const unread = useUnread()
  return <Rows><Row href={to('notices')} lead={<Icon name="inbox" size={28} />} title={shell.notices} sub={unread > 0 && <em class="heed">{shell.unread(unread)}</em>} /></Rows>
}

export function MePage({ query }: PageProps) {
  const person = me.value
  // The frame has scrolled to the top by then.
  useEffect(() => { if (query.has('look')) setTimeout(() => document.getElementById('look')?.scrollIntoView()) }, [])
  if (!person) return null
  const roles = rolesOf(person)
  return (
    <main class="page">
      <PageHead title={person.name} sub={roles[0] ?? t.noPost} />
      {person.demo && <Notice title={t.demo} />}
      <NoticesRow />
      {worksInOffice(person) && <a class="button main wide me-office" href={to('office')}>{t.office}</a>}
      {branchId.value && !worksInOffice(person) && <a class="button plain wide me-office" href={to('office/ledger')}>{t.ledger}</a>}
      {person.member && ([['attendance', t.attendance], ['facts', t.facts], ['profile', t.own.profile.title], ['corrections', t.corrections]] as const).map(([page, title]) => <a key={page} class="button plain wide me-office" href={to(page)}>{title}</a>)}
      <a class="button plain wide me-office" href={to('opinions')}>{t.opinions}</a>
      <Section title={t.delivery}><DeliveryCard /></Section>
      <Branches />
      <Section title={t.account}>
        <Identity person={person} />
        {person.member && <a class="button plain wide me-pin" href={to('reviews')}>{t.reviews}</a>}
      </Section>
      <Locking />
      <div id="look"><Look /></div>
      {person.member && <OwnData />}
      <div class="section"><SignOut /></div>
    </main>
  )
}
