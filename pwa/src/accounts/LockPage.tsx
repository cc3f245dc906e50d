/** This phone is locked: one person opens it by PIN, or hands it to another with one more tap. */
import { useSignal, type Signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { asProblem } from '../api'
import { daysLeft } from '../delivery'
import { rings } from '../keys'
import { forgive, tryPin } from '../pin'
import { go, to } from '../route'
import { beginAnew, locked, onlyPin, phone, unlock } from '../session'
import { keyring, pinIsClosed, waitMs, type RawKey, type Ring } from '../sync'
import { Button, Emblem, Icon, Notice } from '../ui'
import { PinPad } from './PinPad'
import { t } from './lockWords'

/** Seconds until the next PIN is looked at, counted down on the screen. */
function useWait(ring: Ring): number {
  const left = useSignal(0)
  useEffect(() => {
    const look = () => { left.value = Math.ceil(waitMs(ring, Date.now()) / 1000) }
    look()
    const timer = setInterval(look, 500)
    return () => clearInterval(timer)
  }, [ring.store, ring.until_at])
  return left.value
}

async function open(front: Ring, pin: string, said: Signal<string>): Promise<void> {
  const { ring, raw } = await tryPin(front, pin, false)
  if (!raw) {
    locked.value = ring
    said.value = t.wrong
    return
  }
  await enter(ring, raw).finally(() => { if (!phone.peek()) forgive(ring) })
}

/** Whoever comes new begins at the start page; the same person goes on where the lock came. */
async function enter(front: Ring, raw: RawKey): Promise<void> {
  if (front.account !== entered) go('', true)
  await unlock(front, raw)
}

/** Whose store was locked when this page opened. */
let entered = ''

function ByPin({ front }: { front: Ring }) {
  const busy = useSignal(false)
  const said = useSignal('')
  const wait = useWait(front)
  useEffect(() => { said.value = '' }, [front.store])
  // While the digits are typed, what opens the store is fetched.
  useEffect(() => { void keyring().catch(() => undefined) }, [])
  const onPin = (pin: string) => {
    busy.value = true
    void open(front, pin, said).catch(error => { said.value = asProblem(error).body.detail }).then(() => { busy.value = false })
  }
  return (
    <>
      <p class="lock-said" role="status">{busy.value ? t.opening : wait ? t.wait(wait) : said.value || t.enter}</p>
      <PinPad busy={busy.value || wait > 0} onPin={onPin} />
      <a class="button quiet wide" href={to('login?forgotten=1')}>{t.forgot}</a>
    </>
  )
}

const passkeys = () => import('../passkey')

/** The device asks for a finger, a face or its own code; whatever comes of it, the PIN stays. */
function ByPasskey({ front }: { front: Ring }) {
  const said = useSignal('')
  useEffect(() => { said.value = '' }, [front.store])
  // What asks the device is here before the tap: some browsers let it be asked only right after one.
  useEffect(() => { void passkeys().catch(() => undefined) }, [])
  const ask = async () => {
    const raw = await (await passkeys()).openByPasskey(front).catch(() => null)
    if (raw) await enter(front, raw)
    else said.value = t.notOpened
  }
  return (
    <div class="by-passkey">
      <Button kind="main" wide icon="lock" onClick={() => { void ask().catch((error: unknown) => { said.value = asProblem(error).body.detail }) }}>{t.byPasskey}</Button>
      <p role="status">{said.value}</p>
    </div>
  )
}

function OnlyPin() {
  const problem = useSignal('')
  const anew = () => { void beginAnew().catch(error => { problem.value = asProblem(error).body.detail }) }
  return <Notice icon="alert" tone="heed" urgent title={t.onlyPin} actions={<Button onClick={anew}>{t.anew}</Button>}><p>{t.onlyPinText}</p><p>{problem.value}</p></Notice>
}

const ByLogin = ({ front }: { front: Ring }) => (
  <>
    <Notice icon="lock" tone="heed" urgent title={front.by_pin ? t.closedTitle : t.noPin}>{front.by_pin ? t.closed : t.noPinText}</Notice>
    <a class="button main wide lock-login" href={to('login?forgotten=1')}>{t.withPassword}</a>
  </>
)

/** Work that has waited here for long is its owner's to deliver, whoever holds the phone now. */
function Long({ of }: { of: Ring }) {
  const days = daysLeft(of)
  return days === null ? null : <p class="waited-long"><Icon name="alert" size={20} />{t.waitedLong(days)}</p>
}

function Others({ front }: { front: Ring }) {
  const others = rings.value.filter(one => one.store !== front.store && !one.out)
  return (
    <section class="lock-others" aria-label={t.others}>
      {others.length > 0 && <h2>{t.others}</h2>}
      {others.map(one => (
        <button key={one.store} type="button" class="button plain wide" onClick={() => { locked.value = one }}>
          <Icon name="person" /><span>{one.name}{one.waiting > 0 && <small>{t.othersWaiting(one.waiting)}</small>}{daysLeft(one) !== null && <small>{t.waitedLong(daysLeft(one)!)}</small>}</span>
        </button>
      ))}
      <a class="button quiet wide" href={to('login')}>{t.else_}</a>
    </section>
  )
}

export function LockPage() {
  useEffect(() => { entered = locked.value?.account ?? '' }, [])
  const front = locked.value
  if (!front) return null
  return (
    <main class="page login lock">
      <header class="lock-head">
        <Emblem size={44} />
        <h1>{front.name}</h1>
        {front.waiting > 0 && <p>{t.waiting(front.waiting)}</p>}
        <Long of={front} />
      </header>
      {onlyPin.value && <OnlyPin />}
      {front.by_passkey && <ByPasskey front={front} />}
      {front.by_pin && !pinIsClosed(front) ? <ByPin front={front} /> : <ByLogin front={front} />}
      <Others front={front} />
    </main>
  )
}
