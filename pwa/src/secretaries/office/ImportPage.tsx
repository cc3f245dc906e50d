/** What the office notes of secretaries, from Excel. */
import { SheetImport } from '../../importing'
import { Head } from './Head'
import { words } from './words'

export const ImportPage = () => (
  <div>
    <Head title={words.importing} tab="importing" />
    <div class="office-column"><p class="intro">{words.importIntro}</p><SheetImport path="/api/secretaries/import" template="/api/secretaries/template" name={words.sheetName} /></div>
  </div>
)
