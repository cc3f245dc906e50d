/** Whether this phone is pushed to: asked for only after a tap, with words what it is for; where it cannot be, it says so. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Problem } from '../api'
import { Button, Card, Notice, Section } from '../ui'
import { standing, turnOff, turnOn, type Standing } from './push'
import { t } from './words'

/** Why there is no push, in words. */
function refusalOf(stands: Standing | null): readonly [title: string, text: string] | null {
  if (stands === 'none') return [t.cannot, t.cannotText]
  if (stands === 'denied') return [t.denied, t.deniedText]
  return stands === 'unreachable' ? [t.noAddress, t.noAddressText] : null
}

export function PushSection() {
  const stands = useSignal<Standing | null>(null)
  const failed = useSignal('')
  const busy = useSignal(false)
  useEffect(() => { void standing().then(found => { stands.value = found }) }, [])
  const attempt = async (work: () => Promise<Standing>) => {
    busy.value = true
    failed.value = ''
    try { stands.value = await work() } catch (error) { failed.value = error instanceof Problem && error.status ? `${error.message} ${error.remedy}` : t.noAnswer }
    busy.value = false
  }
  const refused = refusalOf(stands.value)
  return (
    <Section title={t.push}>
      {refused && <Notice icon="info" title={refused[0]}>{refused[1]}</Notice>}
      {failed.value && <Notice icon="alert" tone="heed" urgent title={failed.value} />}
      {(stands.value === 'off' || stands.value === 'unreachable') && <Card><p class="small soft">{t.pushText}</p><div class="ways"><Button wide icon="inbox" busy={busy.value} onClick={() => { void attempt(turnOn) }}>{t.turnOn}</Button></div></Card>}
      {stands.value === 'on' && <Card title={t.isOn}><p class="small soft">{t.pushText}</p><div class="ways"><Button wide icon="close" busy={busy.value} onClick={() => { void attempt(turnOff) }}>{t.turnOff}</Button></div></Card>}
    </Section>
  )
}
