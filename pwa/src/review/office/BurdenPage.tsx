/** What records cost those who write them, by kind and month: to ask for less, and never to measure a person. */
import { useEffect } from 'preact/hooks'
import { Answered } from '../../answered'
import type { BurdenOut, KindBurdenOut } from '../../generated/http'
import { ExportButton } from '../../exporting'
import { Resource } from '../../load'
import { OpinionFigures } from '../../opinionFigures'
import { isPeriod, periodAt, stepped } from '../../period'
import { go } from '../../route'
import { wordFor } from '../../text'
import { periodText } from '../../time'
import { Empty, IconButton } from '../../ui'
import { shell } from '../../words'
import { words } from './words'
import './desk.css'

const burden = new Resource<BurdenOut>()
const figure = (value: number | null): string => (value === null ? words.burden.none : String(value))
const sum = (kinds: readonly KindBurdenOut[], of: 'records' | 'returned' | 'reasons'): number => kinds.reduce((all, kind) => all + kind[of], 0)

function Table({ data: { kinds, required } }: { data: BurdenOut }) {
  const t = words.burden
  return (
    <>
      <table class="list-table burden">
        <thead><tr><th scope="col">{t.kind}</th><th scope="col">{t.records}</th><th scope="col">{t.fields}<small>{t.required(required)}</small></th><th scope="col">{t.returned}</th><th scope="col">{t.reasons}</th><th scope="col">{t.minutes}</th></tr></thead>
        <tbody>
          {kinds.map(kind => (
            <tr key={kind.kind}>
              <th scope="row">{wordFor(shell.kinds, kind.kind)}</th><td>{kind.records}</td><td>{figure(kind.fields)}</td><td>{kind.returned}</td><td>{kind.reasons}</td>
              <td>{kind.minutes === null ? <span class="soft">{t.tooFew}</span> : t.minutesOf(kind.minutes)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot><tr><th scope="row">{t.total}</th><td>{sum(kinds, 'records')}</td><td>{t.none}</td><td>{sum(kinds, 'returned')}</td><td>{sum(kinds, 'reasons')}</td><td>{t.none}</td></tr></tfoot>
      </table>
      <p class="soft small">{t.how}</p>
    </>
  )
}

export function BurdenPage({ month: asked }: { month: string | null }) {
  const running = periodAt('month', Date.now())
  const month = asked && isPeriod(asked) && /^\d{4}-\d{2}$/.test(asked) ? asked : running
  const load = () => { void burden.load(`/api/burden?month=${month}`) }
  useEffect(load, [month])
  useEffect(() => { document.title = words.burden.title }, [])
  const show = (by: 1 | -1) => go(`office/burden?month=${stepped(month, by)}`, true)
  return (
    <div class="office-column">
      <header class="office-title"><h1 tabIndex={-1}>{words.burden.title}</h1><ExportButton small path="/api/burden/export" query={{ month }} name={`${words.burden.title} ${month}`} /></header>
      <p class="soft">{words.burden.lead}</p>
      <div class="burden-month" role="group" aria-label={words.burden.month}>
        <IconButton icon="back" label={words.burden.earlier} size={20} onClick={() => show(-1)} />
        <b aria-live="polite">{words.burden.monthOf(month.slice(0, 4), periodText(month))}</b>
        {month < running && <IconButton icon="go" label={words.burden.later} size={20} onClick={() => show(1)} />}
      </div>
      <Answered of={burden.state.value} waiting={words.burden.waiting} again={load}>
        {data => (data.kinds.length ? <Table data={data} /> : <Empty icon="book" title={words.burden.empty}>{words.burden.emptyText}</Empty>)}
      </Answered>
      <OpinionFigures />
    </div>
  )
}
