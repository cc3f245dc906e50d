/** The sheet that is posted during publicity: names and stars, no scores, in the order of employee numbers. */
import { useEffect } from 'preact/hooks'
import { Answered } from '../../answered'
import { ExportButton } from '../../exporting'
import type { PublicationOut } from '../../generated/http'
import { go } from '../../route'
import { dayText } from '../../time'
import { Button, IconButton } from '../../ui'
import { inYear, starText } from '../stars'
import { loadPublication, publication } from '../state'
import { t } from '../words'
import '../cycles.css'

const Paper = ({ data }: { data: PublicationOut }) => (
  <section class="sheet-paper">
    <h2>{t.sheet.title(data.branch_name, inYear(data.quarter))}</h2>
    {data.published_at !== null && data.publicity_until !== null && <p class="span">{t.sheet.span(dayText(data.published_at), dayText(data.publicity_until))}</p>}
    <ul class="listed">{data.people.map((one, at) => <li key={at}><span>{one.name}{one.code === 'PROBATIONARY' && ` （${t.sheet.probationary}）`}</span><b>{starText(one.star, one.code)}</b></li>)}</ul>
    <p class="object">{t.sheet.object}</p>
  </section>
)

export function SheetPage({ cycle }: { cycle: string }) {
  const again = () => { void loadPublication(cycle) }
  useEffect(again, [cycle])
  useEffect(() => { document.title = t.office.sheet }, [])
  return (
    <div class="cycles">
      <header class="office-title"><IconButton icon="back" label={t.office.back} onClick={() => go(`office/cycles/${cycle}`)} /><h1 tabIndex={-1}>{t.office.sheet}</h1><Button small icon="text" onClick={() => print()}>{t.sheet.print}</Button>{publication.state.value.data && <ExportButton path={`/api/cycles/${cycle}/publication/export`} name={`${t.office.sheet} ${publication.state.value.data.branch_name}`} />}</header>
      <Answered of={publication.state.value} waiting={t.sheet.waiting} again={again}>{data => <Paper data={data} />}</Answered>
    </div>
  )
}
