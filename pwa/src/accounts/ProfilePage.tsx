/** What the roster says of the person, each datum with the way to have it corrected. What lies on this phone is shown without a network too. */
import { useEffect } from 'preact/hooks'
import { useSignal } from '@preact/signals'
import { api } from '../api'
import { useNames, type Names } from '../branch'
import { DeliveryChip } from '../delivery'
import type { ProfileOut } from '../generated/http'
import { useLive } from '../live'
import { phrases } from '../phrases'
import { back, to } from '../route'
import type { As, Member } from '../rows'
import { me } from '../session'
import { Empty, PageHead, Row, Rows, Section, Waiting } from '../ui'
import { shell, wordFor } from '../words'
import { t } from './words'

/** Whole years from a day (ISO text) until another. */
export const yearsSince = (from: string, today: string): number => Number(today.slice(0, 4)) - Number(from.slice(0, 4)) - (today.slice(5) < from.slice(5) ? 1 : 0)

type Datum = readonly [field: string, label: string, value: string]

/** Posts are the account's; the two days lie on the server alone. */
export function dataOf(member: Member, profile: ProfileOut | null, posts: string, names: Names, today: string): Datum[] {
  const { columns, profile: words } = t.own
  const joined = profile?.joined_on ? words.joined(profile.joined_on, yearsSince(profile.joined_on, today)) : ''
  return [
    ['name', columns.name, member.name], ['sex', columns.sex, member.sex ?? ''], ['kind', columns.kind, wordFor(t.own.values, member.kind)], ['joined_on', words.joinedOn, joined], ['full_on', words.fullOn, profile?.full_on ?? ''],
    ['group', words.group, names.get(member.group ?? '') ?? ''], ['post', columns.post, posts], ['job', columns.job, member.job ?? ''], ['shift', columns.shift, member.shift ?? ''],
  ]
}

export function ProfilePage() {
  const names = useNames()
  const member = useLive(['row:member'], phone => phone.row<As<Member>>('member', me.value?.member ?? '').then(found => found ?? null), [me.value?.member])
  const profile = useSignal<ProfileOut | null>(null)
  useEffect(() => { void api<ProfileOut>('/api/profile').then(found => { profile.value = found }, () => undefined) }, [])
  const posts = (me.value?.roles ?? []).filter(one => one.role in shell.posts).map(one => wordFor(shell.posts, one.role)).join(phrases.and)
  const seen = (field: string, value: string) => (field === 'joined_on' ? profile.value?.joined_on ?? '' : value)
  return (
    <main class="page">
      <PageHead title={t.own.profile.title} sub={member ? names.get(member.branch) : undefined} onBack={() => back('me')} aside={<DeliveryChip />} />
      <p class="small soft">{t.own.profile.lead}</p>
      {member === undefined ? <Waiting>{shell.loading}</Waiting> : member === null ? <Empty icon="person" title={t.own.profile.none} /> : (
        <Section title={t.own.profile.inRoster}>
          <Rows>
            {dataOf(member, profile.value, posts, names, new Date().toISOString().slice(0, 10)).map(([field, label, value]) => (
              <Row key={field} title={value || (profile.value || field in member || field === 'post' ? t.own.profile.empty : t.own.profile.online)} sub={label} href={to(`correct/roster?field=${field}&seen=${encodeURIComponent(seen(field, value))}`)} end={<span class="small">{t.own.profile.correct}</span>} />
            ))}
          </Rows>
        </Section>
      )}
    </main>
  )
}
