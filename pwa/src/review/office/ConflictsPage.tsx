/** What two people wrote differently and nobody has chosen for two days: both versions, who and when, and where it stands. Its owner decides. */
import { useEffect } from 'preact/hooks'
import { Button, ButtonLink, Card, Empty, Facts, IconButton, Notice, Tag } from '../../ui'
import { Answered } from '../../answered'
import { ExportButton } from '../../exporting'
import { keepFresh } from '../../fresh'
import { lengthText } from '../../length'
import { phrases } from '../../phrases'
import { back, to } from '../../route'
import { wordFor } from '../../text'
import { dayText, minute, momentText } from '../../time'
import { ui } from '../../ui/words'
import { shell } from '../../words'
import { conflicts } from './conflicts'
import type { ConflictItem, Difference } from './types'
import { valueText } from './values'
import { words } from './words'
import './desk.css'

const load = () => { void conflicts.load() }

const titleOf = ({ branch_name, title, kind, held_start }: ConflictItem): string =>
  [branch_name, title || wordFor({ ...shell.kinds, ...words.conflictKinds }, kind), held_start !== null && dayText(held_start)].filter(Boolean).join(' · ')

const who = (name: string, at: number): string => phrases.noted(name || words.unknownPerson, momentText(at))

/** Neither version is gone, and neither is right yet. */
const versions = (item: ConflictItem, { field, before, after }: Difference): [string, string][] => [
  [words.conflictSides.kept, phrases.named(who(item.kept_by_name, item.kept_at), valueText(field, before) || words.empty)],
  [words.conflictSides.other, phrases.named(who(item.other_by_name, item.other_at), valueText(field, after) || words.empty)],
]

const Item = ({ item }: { item: ConflictItem }) => (
  <Card title={titleOf(item)} aside={<Tag tone="heed">{words.waited(lengthText(minute.value - item.other_at))}</Tag>}>
    {item.differences.map(one => <section key={one.field}><h3>{one.label}</h3><Facts pairs={versions(item, one)} /></section>)}
    <div class="ways"><ButtonLink small href={to(item.route)}>{item.meeting ? words.wholeRecord : words.wholeMatter}</ButtonLink><ButtonLink small href={to(`office/ledger/${item.branch}`)}>{words.askBranch}</ButtonLink></div>
  </Card>
)

export function ConflictsPage() {
  useEffect(() => { document.title = words.conflicts; load(); return keepFresh(load) }, [])
  const { known, problem, busy, items, next, pages } = conflicts.state.value
  return (
    <div class="desk desk-plain">
      <header class="office-title"><IconButton icon="back" label={ui.back} onClick={() => back('office/review')} /><h1 tabIndex={-1}>{words.conflicts}</h1>{items.length > 0 && <ExportButton small path="/api/conflicts/export" name={words.conflicts} />}</header>
      <Answered of={{ path: '', data: known ? items : null, problem, busy: false }} waiting={words.waitingQueue} again={load}>
        {() => (items.length
          ? (
            <div class="desk-record">
              <Notice icon="info" title={words.conflictsCount(items.length, next !== null)}>{words.conflictsText}</Notice>
              {items.map(item => <Item key={item.conflict} item={item} />)}
              {next && <Button small wide busy={busy} onClick={() => { void conflicts.load(pages + 1) }}>{words.more}</Button>}
            </div>
          )
          : <Empty icon="check" title={words.noConflicts}>{words.noConflictsText}</Empty>)}
      </Answered>
    </div>
  )
}
