/** Templates for minutes in Word: which one rules, the office's own, and the fields that one may name. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered, ProblemNotice } from '../../answered'
import { api, asProblem, type Ask, type Problem } from '../../api'
import { TakeButton } from '../../exporting'
import type { PaperTemplateOut, PaperTemplatesOut } from '../../generated/http'
import { Resource } from '../../load'
import { momentText } from '../../time'
import { Button, Card, Section, Tag } from '../../ui'
import { DropZone } from '../../ui/DropZone'
import { Frame } from './Head'
import { words } from './words'

const found = new Resource<PaperTemplatesOut>()
const PATH = '/api/papers/templates'
const load = (): Promise<void> => found.load(PATH)

function Template({ one, act }: { one: PaperTemplateOut; act: (path: string, ask: Ask) => void }) {
  const path = `${PATH}/${one.id}`
  return (
    <Card title={one.name} aside={one.chosen && <Tag icon="check">{words.chosen}</Tag>}>
      <p class="soft small">{one.added_at === null ? words.shipped : words.addedBy(one.added_by_name, momentText(one.added_at))}</p>
      <div class="papers-acts">
        <TakeButton path={path} file={`${one.name}.docx`} label={`${words.download} ${one.name}`}>{words.download}</TakeButton>
        {!one.chosen && <Button label={`${words.choose} ${one.name}`} onClick={() => act(`${path}/chosen`, { method: 'PUT' })}>{words.choose}</Button>}
        {one.added_at !== null && <Button kind="quiet" label={`${words.remove} ${one.name}`} onClick={() => act(path, { method: 'DELETE' })}>{words.remove}</Button>}
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
  const problem = useSignal<Problem | null>(null)
  useEffect(() => { void load() }, [])
  const act = async (path: string, ask: Ask) => {
    problem.value = null
    try {
      await api<PaperTemplatesOut>(path, ask)
    } catch (error) {
      problem.value = asProblem(error)
    }
    await load()
  }
  const add = (file: File) => { void act(`${PATH}?${new URLSearchParams({ name: file.name.replace(/\.docx$/i, '').slice(0, 100) || words.add }).toString()}`, { method: 'POST', body: file }) }
  return (
    <Frame current="templates">
      <div class="office-column">
        <p class="intro">{words.lead}</p>
        {problem.value && <ProblemNotice problem={problem.value} />}
        <Answered of={found.state.value} waiting={words.waiting} again={() => { void load() }}>
          {data => (
            <>
              <div class="cards">{data.templates.map(one => <Template key={one.id} one={one} act={(path, ask) => { void act(path, ask) }} />)}</div>
              <DropZone title={words.addTitle} choose={words.pick} accept=".docx" onFile={add} />
              <Fields fields={data.fields} />
            </>
          )}
        </Answered>
      </div>
    </Frame>
  )
}
