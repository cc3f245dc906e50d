/** What the system could not process, word for word, to be run again once it is mended: for the office, and for the administrator who finds out why. */
import { useEffect } from 'preact/hooks'
import { Button, Empty, IconButton, Notice } from '../../ui'
import { Answered, ProblemNotice } from '../../answered'
import { ExportButton } from '../../exporting'
import { keepFresh } from '../../fresh'
import { stepName } from '../../mutationWords'
import { back } from '../../route'
import { momentText } from '../../time'
import { ui } from '../../ui/words'
import { keyOf, loadQuarantine, quarantine, runAgain, running } from './quarantine'
import type { Quarantined } from './types'
import { words } from './words'
import './desk.css'

const load = () => { void loadQuarantine() }

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}

function RunAgain({ item }: { item: Quarantined }) {
  const now = running.value?.key === keyOf(item) ? running.value : null
  return (
    <>
      {now?.problem && <ProblemNotice problem={now.problem} />}
      <Button icon="refresh" busy={now !== null && !now.problem} onClick={() => { void runAgain(item) }}>{words.runAgain}</Button>
      <p class="soft small">{words.runAgainHint}</p>
    </>
  )
}

const Item = ({ item }: { item: Quarantined }) => (
  <li class="quarantined">
    <b>{item.name ? stepName(item.name) : words.unreadable}</b>
    <p class="soft">{words.quarantinedBy(item.by_name || words.unknownPerson, momentText(item.received_at))}</p>
    <details><summary>{words.wordForWord}</summary><pre tabIndex={0}>{pretty(item.body)}</pre><p class="soft small">{words.whereFrom(item.app, item.log, item.mid)}</p></details>
    <RunAgain item={item} />
  </li>
)

export function QuarantinePage() {
  useEffect(() => { document.title = words.quarantine; load(); return keepFresh(load) }, [])
  return (
    <div class="desk desk-plain">
      <header class="office-title"><IconButton icon="back" label={ui.back} onClick={() => back('office/review')} /><h1 tabIndex={-1}>{words.quarantine}</h1>{(quarantine.state.value.data?.count ?? 0) > 0 && <ExportButton small path="/api/quarantined/export" name={words.quarantine} />}</header>
      <Answered of={quarantine.state.value} waiting={words.waitingQuarantine} again={load}>
        {({ items, count }) => (count
          ? <div class="desk-record"><Notice icon="info" title={words.quarantineCount(count)}>{words.quarantineText}</Notice><ul class="quarantine">{items.map(item => <Item key={keyOf(item)} item={item} />)}</ul></div>
          : <Empty icon="check" title={words.quarantineNone}>{words.quarantineNoneText}</Empty>)}
      </Answered>
    </div>
  )
}
