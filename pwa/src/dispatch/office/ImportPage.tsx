/** Orders from Excel: a year's plan, or the tasks of an inspection. */
import { SheetImport } from '../../importing'
import { Head } from './Tabs'
import { words } from './words'

export const ImportPage = () => (
  <div>
    <Head title={words.importing} tab="import" />
    <div class="office-column"><p class="intro">{words.importText}</p><SheetImport path="/api/orders/import" template="/api/orders/template" name={words.short} /></div>
  </div>
)
