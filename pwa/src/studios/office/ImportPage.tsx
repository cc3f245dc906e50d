/** Achievements that were recognised before, taken in from Excel. */
import { SheetImport } from '../../importing'
import { Head } from './Tabs'
import { words } from './words'

export function ImportPage() {
  return (
    <div>
      <Head title={words.importing} tab="import" />
      <div class="office-column"><p class="intro">{words.importText}</p><SheetImport path="/api/achievements/import" template="/api/achievements/template" name={words.achievements} /></div>
    </div>
  )
}
