/** The way from a chat app's window, or from the browser, to the app on the desktop; whoever stands here can go on recording meanwhile. */
import { useSignal } from '@preact/signals'
import { isInChat, isInstalled, offer, startsAlone } from '../install'
import { back, to } from '../route'
import { delivery } from '../session'
import { Button, ButtonLink, Card, Notice, PageHead, Section } from '../ui'
import { r } from './installWords'

const address = (): string => `${location.origin}/`

/** Older browsers copy what is selected, and nothing else. */
async function copy(place: HTMLInputElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(address())
    return true
  } catch {
    place.select()
    return document.execCommand('copy')
  }
}

function Address() {
  const said = useSignal('')
  const take = () => { void copy(document.getElementById('address') as HTMLInputElement).then(isDone => { said.value = isDone ? r.copied : '' }) }
  return (
    <>
      <label class="sr" for="address">{r.address}</label>
      <input id="address" class="control" readOnly value={address()} />
      <div class="ways"><Button wide onClick={take}>{r.copy}</Button></div>
      <p class="small said" role="status">{said}</p>
    </>
  )
}

const Steps = ({ title, steps, children }: { title: string; steps: readonly string[]; children?: preact.ComponentChildren }) => (
  <Section title={title}><Card><ol class="next-steps">{steps.map(step => <li key={step}>{step}</li>)}</ol>{children}</Card></Section>
)

function Unsent() {
  const waiting = delivery.value?.waiting ?? 0
  if (!waiting) return null
  return <Notice icon="phone" tone="heed" title={r.unsent(waiting)} actions={<ButtonLink href={to('delivery')}>{r.toDelivery}</ButtonLink>}>{r.unsentText}</Notice>
}

/** Whether this window can be a home, and if not, why. */
function Standing() {
  if (isInstalled()) return <Notice icon="check" tone="green" title={r.done}>{r.doneText}</Notice>
  if (!startsAlone()) return <Notice icon="alert" tone="heed" urgent title={r.cannot}>{r.cannotText}</Notice>
  if (isInChat()) return <Notice icon="alert" tone="heed" urgent title={r.inChat}>{r.inChatText}</Notice>
  return <p>{r.lead}</p>
}

export function InstallPage() {
  const offered = offer.value
  const install = () => { void offered?.prompt().then(() => { offer.value = null }) }
  return (
    <main class="page">
      <PageHead title={r.title} onBack={() => back('')} />
      <Standing />
      {!isInstalled() && <Unsent />}
      {offered && <div class="ways"><Button kind="main" wide icon="download" onClick={install}>{r.install}</Button></div>}
      <Steps title={r.chat} steps={r.chatSteps}><Address /></Steps>
      <Steps title={r.browser} steps={r.browserSteps} />
    </main>
  )
}
