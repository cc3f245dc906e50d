/** The sheet of slips with activation codes, to be printed, cut and handed out. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Button, Emblem, Sheet } from '../../ui'
import { dayText } from '../../time'
import { spaced } from './code'
import { closeSlips, codes, selected } from './people'
import type { Code } from './types'
import { words } from './words'

function Slip({ code }: { code: Code }) {
  const branch = code.member ? selected.value.get(code.member)?.branch_name : undefined
  return (
    <li class="slip">
      <p class="slip-head"><Emblem size={22} />{words.slip.head}</p>
      <p class="slip-name"><b>{code.name}</b>{branch && <span>{branch}</span>}</p>
      <dl>
        <div><dt>{words.slip.open}</dt><dd>{location.origin}</dd></div>
        <div><dt>{words.slip.login}</dt><dd class="slip-big">{code.login}</dd></div>
        <div><dt>{words.slip.code}</dt><dd class="slip-big">{spaced(code.code)}</dd></div>
      </dl>
      <p class="slip-how">{words.slip.how}<br />{words.slip.until(dayText(code.until_at))}</p>
    </li>
  )
}

export function Slips() {
  const asking = useSignal(false)
  useEffect(() => { scrollTo(0, 0); document.querySelector<HTMLElement>('.slips-page h1')?.focus() }, [])
  useEffect(() => {
    // The codes exist nowhere else: leaving by accident is asked about.
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [])
  return (
    <div class="slips-page">
      <header class="office-title no-print"><h1 tabIndex={-1}>{words.slipsTitle(codes.value.length)}</h1></header>
      <div class="slips-bar no-print">
        <p class="grow">{words.slipsText}</p>
        <Button onClick={() => { asking.value = true }}>{words.slipsDone}</Button>
        <Button kind="main" onClick={() => window.print()}>{words.print}</Button>
      </div>
      <ul class="slips">{codes.value.map(code => <Slip key={code.login} code={code} />)}</ul>
      <Sheet title={words.closeTitle} open={asking.value} onClose={() => { asking.value = false }}
        actions={<><Button kind="main" onClick={closeSlips}>{words.slipsDone}</Button><Button onClick={() => { asking.value = false }}>{words.keepOpen}</Button></>}>
        <p>{words.closeText}</p>
      </Sheet>
    </div>
  )
}
