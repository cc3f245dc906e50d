/** Setting a PIN: the old one where there is one, six digits, and the same once more. What else the PIN is shown for begins here, too. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { PageProps } from '../part'
import { dropPasskey } from '../passkey'
import { tryPin, isEasy } from '../pin'
import { back, go } from '../route'
import { choosePin, pinWanted, ring, wantPin } from '../session'
import { pinIsClosed, StorageFull, waitMs } from '../sync'
import { Button, Emblem } from '../ui'
import { PasskeyPage } from './Passkey'
import { PinPad } from './PinPad'
import { t as lock } from './lockWords'
import { t } from './words'

export const PinPage = ({ query }: PageProps) => (query.get('for') === 'passkey' && ring.value?.by_pin && !pinWanted.value ? <PasskeyPage /> : <SetPin />)

/** Who sets a first PIN by choice comes from the page `me`; whoever has one shows it before it is changed. */
function SetPin() {
  const chosen = useSignal('')
  const said = useSignal('')
  const busy = useSignal(false)
  const asked = pinWanted.value
  const shows = asked === null && ring.value?.by_pin != null
  useEffect(() => () => { if (pinWanted.value === 'change') pinWanted.value = null }, [])

  const showOld = async (pin: string) => {
    const { ring: after, raw } = await tryPin(ring.value!, pin)
    if (raw) wantPin('change', raw)
    const wait = Math.ceil(waitMs(after, Date.now()) / 1000)
    said.value = raw ? '' : pinIsClosed(after) ? lock.closed : wait ? lock.wait(wait) : lock.wrong
  }
  const choose = async (pin: string) => {
    if (!chosen.value) {
      said.value = isEasy(pin) ? t.pin.easy : ''
      chosen.value = isEasy(pin) ? '' : pin
      return
    }
    const same = chosen.value === pin
    chosen.value = ''
    if (!same) { said.value = t.pin.differs; return }
    await choosePin(pin)
    // Whoever had learned the old one may have added an own finger with it.
    await dropPasskey()
    if (location.hash.startsWith('#/pin')) go('me', true)
  }
  const onPin = (pin: string) => {
    busy.value = true
    void (shows ? showOld(pin) : choose(pin))
      .catch((error: unknown) => { said.value = error instanceof StorageFull ? t.pin.full : t.pin.failed })
      .then(() => { busy.value = false })
  }
  return (
    <main class="page login lock">
      <header class="lock-head">
        <Emblem size={44} />
        <h1>{shows ? t.pin.change : asked ? t.pin[asked] : t.pin.first}</h1>
        {!shows && <p>{t.pin.firstText}</p>}
      </header>
      <p class="lock-said" role="status">{said.value || (shows ? t.pin.old : chosen.value ? t.pin.again : t.pin.choose)}</p>
      <PinPad busy={busy.value} onPin={onPin} />
      {asked !== 'first' && asked !== 'forgotten' && <Button kind="quiet" wide onClick={() => { pinWanted.value = null; back('me') }}>{t.pin.later}</Button>}
    </main>
  )
}
