/** Who took what away as a file, and when. */
import { useEffect } from 'preact/hooks'
import { Answered } from '../../answered'
import { ExportButton } from '../../exporting'
import type { ExportsOut } from '../../generated/http'
import { Resource } from '../../load'
import { phrases } from '../../phrases'
import { momentText } from '../../time'
import { Empty } from '../../ui'
import { Frame } from './Head'
import { words } from './words'

const taken = new Resource<ExportsOut>()
const load = (): Promise<void> => taken.load('/api/exports')

const chosenText = (chosen: Readonly<Record<string, string>>): string => Object.entries(chosen).filter(([, words]) => words).map(pair => pair.join(phrases.colon)).join(phrases.stop)

export function TakenPage() {
  useEffect(() => { void load() }, [])
  return (
    <Frame current="taken">
      <Answered of={taken.state.value} waiting={words.waiting} again={() => { void load() }}>
        {({ exports }) => (exports.length ? (
          <><p class="settings-bar"><ExportButton small path="/api/exports/export" name={words.taken} /></p><div class="papers-table" tabIndex={0} role="region" aria-label={words.taken}>
            <table class="list-table">
              <thead><tr>{words.takenColumns.map(column => <th key={column} scope="col">{column}</th>)}</tr></thead>
              <tbody>{exports.map(one => <tr key={one.id}><td>{momentText(one.at)}</td><td data-label={words.takenColumns[1]}>{one.account_name}</td><th scope="row">{one.name}</th><td data-label={words.takenColumns[3]}>{chosenText(one.chosen)}</td><td class="number" data-label={words.takenColumns[4]}>{one.rows}</td></tr>)}</tbody>
            </table>
          </div></>
        ) : <Empty icon="download" title={words.none}>{words.noneText}</Empty>)}
      </Answered>
    </Frame>
  )
}
