/** Who leads a branch, by branch, and how far the year's notes have come. */
import { useEffect } from 'preact/hooks'
import { Answered } from '../../answered'
import { ExportButton } from '../../exporting'
import { keepFresh } from '../../fresh'
import type { SecretariesOut, SecretaryOut } from '../../generated/http'
import { Resource } from '../../load'
import { go, to } from '../../route'
import { dayOf, momentText } from '../../time'
import { Empty } from '../../ui'
import { t } from '../words'
import { Head } from './Head'
import { words } from './words'

const found = new Resource<SecretariesOut>()

const Line = ({ one }: { one: SecretaryOut }) => (
  <tr>
    <th scope="row"><a href={to(`office/secretaries/${one.member}`)}>{one.name}</a></th>
    <td>{one.branch_name}</td><td>{one.since}</td><td>{words.of(one.own)}</td><td>{words.of(one.office)}</td><td>{one.needs > 0 && words.needs(one.needs)}</td>
  </tr>
)

const Table = ({ items }: { items: readonly SecretaryOut[] }) => (
  <div class="secretaries-scroll" tabIndex={0} role="region" aria-label={words.list}>
    <table class="list-table secretaries-table secretaries-list">
      <thead><tr>{(['name', 'branch', 'since', 'own', 'office', 'needs'] as const).map(one => <th key={one} scope="col">{words.columns[one]}</th>)}</tr></thead>
      <tbody>{items.map(one => <Line key={`${one.branch}/${one.member}`} one={one} />)}</tbody>
    </table>
  </div>
)

export function ListPage({ query }: { query: URLSearchParams }) {
  const today = Number(dayOf(Date.now()).slice(0, 4))
  const year = Number(query.get('year')) || today
  const load = () => { void found.load(`/api/secretaries?year=${year}`) }
  useEffect(() => { load(); return keepFresh(load) }, [year])
  const { data } = found.state.value
  return (
    <div>
      <Head title={words.title} tab="list">
        {data && <p class="board-as-of">{words.asOf(momentText(data.as_of))}</p>}
        <ExportButton path="/api/secretaries/export" query={{ year: String(year) }} name={t.title} />
      </Head>
      <div class="office-column secretaries-column">
        <div class="segments" role="group" aria-label={words.year}>{[today - 2, today - 1, today].map(one => <button key={one} type="button" aria-pressed={one === year} onClick={() => go(`office/secretaries?year=${one}`, true)}>{t.year(one)}</button>)}</div>
        <p class="intro">{words.intro}</p>
        <Answered of={found.state.value} waiting={words.waiting} again={load}>{shown => (shown.items.length ? <Table items={shown.items} /> : <Empty icon="people" title={words.none}>{words.noneText}</Empty>)}</Answered>
      </div>
    </div>
  )
}
