/** How all data of the mine leave as one file: what it holds, and why it is made on the server and by no button. */
import { useEffect } from 'preact/hooks'
import { to } from '../../route'
import { me } from '../../session'
import { Card } from '../../ui'
import { words } from './words'
import './papers.css'

/** No data of the mine: what whoever keeps the server types. */
const COMMAND = 'linghang export --all 数据归档.zip'

const Told = ({ title, lines }: { title: string; lines: readonly string[] }) => <Card title={title}><ul class="archive-lines">{lines.map(line => <li key={line}>{line}</li>)}</ul></Card>

export function ArchivePage() {
  const t = words.archivePage
  useEffect(() => { document.title = words.archive }, [])
  return (
    <div class="office-column">
      <p class="soft">{t.lead}</p>
      <Told title={t.holds} lines={t.held} />
      <Card title={t.making}>
        <p>{t.ask}</p>
        <p><code>{COMMAND}</code></p>
        <p class="soft">{t.why}</p>
      </Card>
      <Told title={t.others} lines={t.ways} />
      {me.value?.roles.some(one => one.role === 'office') && <p><a class="link" href={to('office/papers')}>{words.exchange}</a> · <a class="link" href={to('office/papers/taken')}>{words.taken}</a></p>}
    </div>
  )
}
