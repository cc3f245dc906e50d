/** A passkey beside the PIN, in its person's own hands: offered where the device can, made after the PIN was shown, taken away by a tap. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { addPasskey, dropPasskey, NoSecret, offersPasskey } from '../passkey'
import { tryPin } from '../pin'
import { back, go, to } from '../route'
import { ring } from '../session'
import { pinIsClosed, StorageFull, waitMs, type RawKey } from '../sync'
import { Button, Emblem } from '../ui'
import { PinPad } from './PinPad'
import { t as lock } from './lockWords'
import { t } from './words'

/** Beside the PIN on the person's own page; nothing stands there where the device cannot. */
export function PasskeyChoice() {
  const offered = useSignal(false)
  useEffect(() => { void offersPasskey().then(found => { offered.value = found }) }, [])
  if (!ring.value?.by_pin) return null
  if (ring.value.by_passkey) return <><p class="small soft me-pin">{t.passkey.has}</p><Button wide onClick={() => { void dropPasskey() }}>{t.passkey.drop}</Button></>
  return offered.value ? <a class="button plain wide me-pin" href={to('pin?for=passkey')}>{t.passkey.set}</a> : null
}

/** What the screen says after a PIN that did not open. */
const refusal = (wait_s: number, closed: boolean): string => (closed ? lock.closed : wait_s ? lock.wait(wait_s) : lock.wrong)

function ShowPin({ onKey }: { onKey: (raw: RawKey) => void }) {
  const said = useSignal('')
  const busy = useSignal(false)
  const look = async (pin: string) => {
    const { ring: after, raw } = await tryPin(ring.value!, pin)
    if (raw) onKey(raw)
    else said.value = refusal(Math.ceil(waitMs(after, Date.now()) / 1000), pinIsClosed(after))
  }
  const onPin = (pin: string) => { busy.value = true; void look(pin).catch(() => { said.value = t.pin.failed }).then(() => { busy.value = false }) }
  return <><p class="lock-said" role="status">{said.value || t.pin.old}</p><PinPad busy={busy.value} onPin={onPin} /></>
}

/** The PIN first: whoever finds an open phone does not add an own finger to it. */
export function PasskeyPage() {
  const raw = useSignal<RawKey | null>(null)
  const said = useSignal('')
  const busy = useSignal(false)
  const add = () => {
    busy.value = true
    void addPasskey(raw.value!)
      .then(() => go('me', true), (error: unknown) => { said.value = error instanceof NoSecret ? t.passkey.cannot : error instanceof StorageFull ? t.pin.full : t.passkey.notSet })
      .then(() => { busy.value = false })
  }
  return (
    <main class="page login lock">
      <header class="lock-head"><Emblem size={44} /><h1>{t.passkey.set}</h1><p>{t.passkey.text}</p></header>
      {raw.value
        ? <><p class="passkey-heed">{t.passkey.heed}</p><p class="lock-said" role="status">{said.value}</p><Button kind="main" wide busy={busy.value} onClick={add}>{t.passkey.make}</Button></>
        : <ShowPin onKey={key => { raw.value = key }} />}
      <Button kind="quiet" wide onClick={() => back('me')}>{t.pin.later}</Button>
    </main>
  )
}
