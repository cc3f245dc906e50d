/** Ranks of contests, taken in from Excel. */
import { SheetImport } from '../../importing'
import { Head } from './Head'
import { words } from './words'

export function ImportPage() {
  return (
    <div>
      <Head title={words.names.import} tab="import" />
      <div class="office-column"><p class="intro">{words.importText}</p><SheetImport path="/api/contests/import" template="/api/contests/template" name={words.names.contests} /></div>
    </div>
  )
}
