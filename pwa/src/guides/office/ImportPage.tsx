/** Who guides which organisation, from Excel. */
import { SheetImport } from '../../importing'
import { Head } from './Head'
import { words } from './words'

export const ImportPage = () => (
  <div>
    <Head title={words.importing} tab="importing" />
    <div class="office-column"><p class="intro">{words.intro}</p><SheetImport path="/api/guides/import" template="/api/guides/template" name={words.sheetName} /></div>
  </div>
)
