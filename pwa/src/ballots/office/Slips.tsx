/** Slips and opening keys to be printed, folded and sealed; they are shown once. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { SlipOut, SlipsOut } from '../../generated/http'
import { Button, Sheet } from '../../ui'
import { spaced } from '../code'
import { loadPoll, printed } from './polls'
import { words } from './words'
import './polls.css'

const QUIET = 4

const Qr = ({ of }: { of: SlipOut }) => (
  <svg class="qr" viewBox={`${-QUIET} ${-QUIET} ${of.size + 2 * QUIET} ${of.size + 2 * QUIET}`} role="img" aria-label={spaced(of.typed)}><path d={of.path} stroke="#000" /></svg>
)

const Slip = ({ of, name }: { of: SlipOut; name: string }) => (
  <li class="ballot-slip">
    <p class="ballot-slip-head"><b>{words.slipHead}</b> {name}</p>
    <p class="ballot-slip-fold"><span>{words.slipFold}</span></p>
    <div class="ballot-slip-inside">
      <Qr of={of} />
      <div><p class="small">{words.slipHow}</p><p>{location.origin}/#/vote</p><p class="ballot-slip-code">{spaced(of.typed)}</p></div>
    </div>
  </li>
)

const Keys = ({ of }: { of: SlipsOut }) => (
  <>{(of.keys ?? []).map((key, at) => (
    <section class="ballot-key" key={key}>
      <h2>{words.key(at)} · {of.name}</h2>
      <p class="ballot-slip-code">{spaced(key)}</p>
      <p class="small">{words.keyText}</p>
    </section>
  ))}</>
)

export function Slips({ of }: { of: SlipsOut }) {
  const asking = useSignal(false)
  useEffect(() => { scrollTo(0, 0); document.querySelector<HTMLElement>('.polls h1')?.focus() }, [])
  useEffect(() => {
    // The codes exist nowhere else: leaving by accident is asked about.
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [])
  const leave = () => { printed.value = null; void loadPoll(of.poll) }
  return (
    <div class="polls">
      <header class="office-title no-print"><h1 tabIndex={-1}>{words.printTitle(of.name)}</h1></header>
      <div class="office-column">
        <div class="poll-print no-print">
          <p class="grow">{words.printText}</p>
          <Button onClick={() => { asking.value = true }}>{words.done}</Button><Button kind="main" onClick={() => window.print()}>{words.print}</Button>
        </div>
        <Keys of={of} />
        <ul class="ballot-slips">{of.slips.map(one => <Slip key={one.typed} of={one} name={of.name} />)}</ul>
      </div>
      <Sheet title={words.doneTitle} open={asking.value} onClose={() => { asking.value = false }}
        actions={<><Button kind="main" onClick={leave}>{words.done}</Button><Button onClick={() => { asking.value = false }}>{words.stay}</Button></>}>
        <p>{words.doneText}</p>
      </Sheet>
    </div>
  )
}
