/** What the person wants to be told of, when a push may come, and whether this phone is pushed to. Kept without a network, but for the last. */
import { useSignal } from '@preact/signals'
import type { Me } from '../api'
import { useLive } from '../live'
import { back } from '../route'
import type { As, NoticeChoice } from '../rows'
import { me } from '../session'
import { Button, Card, PageHead, Section, TextField, Waiting } from '../ui'
import { Switches } from '../ui/Switches'
import { shell } from '../words'
import { Bots } from './bots'
import { words as botWords } from './botWords'
import './notices.css'
import { choiceId, choose, GROUPS, USUAL, type Choice, type Group } from './notices'
import { PushSection } from './PushSection'
import { t } from './words'

const NAMES: readonly Group[] = ['records', 'duties', 'orders', 'building', 'own', 'office']

/** Office kinds stand on the office's page alone, what concerns members and branches on that of members, and orders on both. */
const groupsFor = (person: Me | null): Group[] => NAMES.filter(name => name === 'orders' || (name === 'office' ? person?.roles.some(one => one.role === 'office') : person?.member))

function Kinds({ group, off, set }: { group: Group; off: readonly string[]; set: (off: string[]) => void }) {
  const turn = (kind: string, isOn: boolean) => set(isOn ? off.filter(one => one !== kind) : [...off, kind])
  return <Switches label={t.groups[group]} options={GROUPS[group].map(kind => [kind, t.kinds[kind], !off.includes(kind)])} onTurn={turn} />
}

function Form({ member, stands }: { member: string; stands: Choice }) {
  const choice = useSignal(stands)
  const saved = useSignal(false)
  const set = (next: Partial<Choice>) => { choice.value = { ...choice.value, ...next }; saved.value = false }
  const { off, digest_at, quiet_from, quiet_to } = choice.value
  const whole = [digest_at, quiet_from, quiet_to].every(Boolean)
  return (
    <>
      <Section title={t.wanted}>
        <p class="small soft notice-lead">{t.wantedText}</p>
        {groupsFor(me.value).map(group => <Kinds key={group} group={group} off={off} set={next => set({ off: next })} />)}
      </Section>
      <Section title={t.quiet}>
        <Card>
          <TextField id="digest-at" type="time" label={t.digestAt} hint={t.digestHint} value={digest_at} onInput={value => set({ digest_at: value })} />
          <TextField id="quiet-from" type="time" label={t.quietFrom} value={quiet_from} onInput={value => set({ quiet_from: value })} />
          <TextField id="quiet-to" type="time" label={t.quietTo} hint={t.quietHint} value={quiet_to} onInput={value => set({ quiet_to: value })} />
        </Card>
      </Section>
      <div class="section"><Button kind="main" wide icon="check" disabled={!whole} onClick={() => { choose(member, choice.value); saved.value = true }}>{saved.value ? t.saved : t.save}</Button></div>
    </>
  )
}

/** The same on the phone and at a desk. */
export function Choices() {
  const member = me.value?.member ?? me.value?.account
  const stands = useLive(['row:notice_choice', 'log'], async phone => {
    const found = (await phone.rows<As<NoticeChoice>>('notice_choice')).find(one => one.id === choiceId(member ?? ''))
    return found ? { off: found.off, digest_at: found.digest_at, quiet_from: found.quiet_from, quiet_to: found.quiet_to } : USUAL
  }, [member])
  if (!member) return null
  return stands ? <><Form member={member} stands={stands} /><PushSection /><Section title={botWords.title}><Bots owners={['branch', 'person']} /></Section></> : <Waiting>{shell.loading}</Waiting>
}

export const ChoicesPage = () => <main class="page"><PageHead title={t.choices} onBack={() => back('notices')} /><Choices /></main>
