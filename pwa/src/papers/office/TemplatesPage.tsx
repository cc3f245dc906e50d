/** Templates for minutes in Word: which one rules, the office's own, and the fields that one may name. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered } from '../../answered'
import { api, type Ask } from '../../api'
import { TakeButton } from '../../exporting'
import type { PaperTemplateOut, PaperTemplatesOut } from '../../generated/http'
import { Resource } from '../../load'
import { phrases } from '../../phrases'
import { ReasonSheet } from '../../reasoning'
import { momentText } from '../../time'
import { Button, Card, Section, Tag } from '../../ui'
import { DropZone } from '../../ui/DropZone'
import { Frame } from './Head'
import { words } from './words'

const found = new Resource<PaperTemplatesOut>()
const PATH = '/api/papers/templates'
const load = (): Promise<void> => found.load(PATH)

/** What is asked for a reason. */
interface Asked { title: string; send: string; ask: (reason: string) => [path: string, ask: Ask] }

function Template({ one, onAsk }: { one: PaperTemplateOut; onAsk: (asked: Asked) => void }) {
  const path = `${PATH}/${one.id}`
  const [choosing, removing] = [`${words.choose} ${one.name}`, `${words.remove} ${one.name}`]
  return (
    <Card title={one.name} aside={one.chosen && <Tag icon="check">{words.chosen}</Tag>}>
      <p class="soft small">{one.added_at === null ? words.shipped : words.addedBy(one.added_by_name, momentText(one.added_at))}</p>
      <div class="papers-acts">
        <TakeButton path={path} file={`${one.name}.docx`} label={`${words.download} ${one.name}`}>{words.download}</TakeButton>
        {!one.chosen && <Button label={choosing} onClick={() => onAsk({ title: choosing, send: words.choose, ask: reason => [`${path}/chosen`, { method: 'PUT', body: { reason } }] })}>{words.choose}</Button>}
        {one.added_at !== null && <Button kind="quiet" label={removing} onClick={() => onAsk({ title: removing, send: words.remove, ask: reason => [`${path}/remove`, { method: 'POST', body: { reason } }] })}>{words.remove}</Button>}
      </div>
    </Card>
  )
}

const Fields = ({ fields }: { fields: Readonly<Record<string, string>> }) => (
  <Section title={words.fields}>
    <div class="papers-table" tabIndex={0} role="region" aria-label={words.fields}>
      <table class="list-table">
        <thead><tr><th scope="col">{words.field}</th><th scope="col">{words.holds}</th></tr></thead>
        <tbody>{Object.entries(fields).map(([name, holds]) => <tr key={name}><th scope="row"><code>{`{{ ${name} }}`}</code></th><td>{holds}</td></tr>)}</tbody>
      </table>
    </div>
  </Section>
)

export function TemplatesPage() {
  const asked = useSignal<Asked | null>(null)
  useEffect(() => { void load() }, [])
  const send = async (reason: string) => {
    await api<PaperTemplatesOut>(...asked.value!.ask(reason))
    await load()
  }
  const ask = (wanted: Asked) => { asked.value = wanted }
  const add = (file: File) => {
    const name = file.name.replace(/\.docx$/i, '').slice(0, 100) || words.add
    ask({ title: `${words.addTitle}${phrases.colon}${name}`, send: words.add, ask: reason => [`${PATH}?${new URLSearchParams({ name, reason }).toString()}`, { method: 'POST', body: file }] })
  }
  return (
    <Frame current="templates">
      <div class="office-column">
        <p class="intro">{words.lead}</p>
        <Answered of={found.state.value} waiting={words.waiting} again={() => { void load() }}>
          {data => (
            <>
              <div class="cards">{data.templates.map(one => <Template key={one.id} one={one} onAsk={ask} />)}</div>
              <DropZone title={words.addTitle} choose={words.pick} accept=".docx" onFile={add} />
              <Fields fields={data.fields} />
            </>
          )}
        </Answered>
        {asked.value && <ReasonSheet title={asked.value.title} send={asked.value.send} onSend={send} onClose={() => { asked.value = null }} />}
      </div>
    </Frame>
  )
}
