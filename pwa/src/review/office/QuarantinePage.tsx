/** What the system could not process, word for word: for the office, and for the administrator who can find out why. */
import { useEffect } from 'preact/hooks'
import { Empty, IconButton, Notice } from '../../ui'
import { Answered } from '../../answered'
import { keepFresh } from '../../fresh'
import { stepName } from '../../mutationWords'
import { back } from '../../route'
import { momentText } from '../../time'
import { ui } from '../../ui/words'
import { quarantine } from './quarantine'
import type { Quarantined } from './types'
import { words } from './words'
import './desk.css'

const load = () => { void quarantine.load('/api/quarantined') }

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}

const Item = ({ item }: { item: Quarantined }) => (
  <li class="quarantined">
    <b>{item.name ? stepName(item.name) : words.unreadable}</b>
    <p class="soft">{words.quarantinedBy(item.by_name || words.unknownPerson, momentText(item.received_at))}</p>
    <details><summary>{words.wordForWord}</summary><pre tabIndex={0}>{pretty(item.body)}</pre><p class="soft small">{words.whereFrom(item.app, item.log, item.mid)}</p></details>
  </li>
)

export function QuarantinePage() {
  useEffect(() => { document.title = words.quarantine; load(); return keepFresh(load) }, [])
  return (
    <div class="desk desk-plain">
      <header class="office-title"><IconButton icon="back" label={ui.back} onClick={() => back('office/review')} /><h1 tabIndex={-1}>{words.quarantine}</h1></header>
      <Answered of={quarantine.state.value} waiting={words.waitingQuarantine} again={load}>
        {({ items, count }) => (count
          ? <div class="desk-record"><Notice icon="info" title={words.quarantineCount(count)}>{words.quarantineText}</Notice><ul class="quarantine">{items.map(item => <Item key={`${item.log}/${item.mid}`} item={item} />)}</ul></div>
          : <Empty icon="check" title={words.quarantineNone}>{words.quarantineNoneText}</Empty>)}
      </Answered>
    </div>
  )
}
