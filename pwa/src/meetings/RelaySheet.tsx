/** Takes the roll from a relay list that was pasted from a chat; who is meant by a double or unknown name is asked, never guessed. */
import { useDraft } from '../keeping'
import type { Member } from '../rows'
import { AreaField, Button, Chips, Notice, SelectField, Sheet } from '../ui'
import { phrases } from '../phrases'
import type { Editor } from './editor'
import { marksFrom, readRelay, type Said } from './relay'
import { markText } from './format'
import { t, zh } from './words'

/** Lists come from chats in Chinese, whatever language the screen speaks; a reason is written in the screen's. */
const wordsOfLists = () => ({ ...zh.relay.words, reasons: zh.relay.reasonWords.map((saidAs, at) => [t.reasonChips[at]!, saidAs] as const) })

const NOBODY = ''

interface AskedProps { id: string; said: Said; everyone: readonly Member[]; value: string | undefined; onChoose: (member: string) => void }

/** Two of one name stand side by side; whom nobody knows may be anyone, the most alike first. */
function Asked({ id, said, everyone, value = NOBODY, onChoose }: AskedProps) {
  const label = t.relay.whoIs(said.name)
  const others = [...said.near, ...everyone.filter(one => !said.near.includes(one))]
  const about = (one: Member) => [one.job, one.employee_no].filter(Boolean).join(' ')
  return (
    <li class="relay-asked">
      <p class="soft small">{said.line}</p>
      {said.members.length
        ? <><b>{label}</b><Chips label={label} columns={1} value={value} onChoose={onChoose} choices={[...said.members.map(one => ({ value: one.id, label: one.name, note: about(one) })), { value: NOBODY, label: t.relay.leaveOut }]} /></>
        : <SelectField id={id} label={label} value={value} options={[{ value: NOBODY, label: t.relay.leaveOut }, ...others.map(one => ({ value: one.id, label: one.name }))]} onInput={onChoose} />}
    </li>
  )
}

export function RelaySheet({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const { writing, put, send } = useDraft<{ text: string; chosen: Record<number, string> }>(`relay/${editor.writing.value.id}`, { text: '', chosen: {} })
  const { text, chosen } = writing.value
  const relay = readRelay(text, editor.expected.value, wordsOfLists())
  const marks = marksFrom(relay, chosen)
  const count = Object.keys(marks).length
  const away = relay.known.filter(one => one.mark.status !== 'present')
  const asked = [...relay.double, ...relay.unknown]
  const taken = new Set(relay.known.map(one => one.members[0]!.id))
  const everyone = editor.expected.value.filter(one => !taken.has(one.id)).sort((a, b) => a.initials.localeCompare(b.initials))
  const take = () => { editor.mark(marks); send([], onClose) }
  return (
    <Sheet title={t.relay.title} open onClose={onClose} actions={count > 0 && <Button kind="main" icon="check" onClick={take}>{t.relay.take(count)}</Button>}>
      <AreaField id="relay" label={t.relay.paste} hint={t.relay.hint} rows={5} value={text} onInput={value => put({ text: value, chosen: {} })} />
      {away.length > 0 && <p class="small">{t.relay.away}{phrases.listed(away.map(one => phrases.noted(one.name, markText(one.mark.status, one.mark.reason))))}</p>}
      {relay.repeated.length > 0 && <Notice tone="heed" icon="info" title={t.relay.repeated(phrases.listed(relay.repeated))} />}
      {asked.length > 0 && (
        <div class="relay-open">
          <h3>{t.relay.open(asked.length)}</h3>
          <ul>{asked.map((said, at) => <Asked key={at} id={`relay-${at}`} said={said} everyone={everyone} value={chosen[at]} onChoose={id => put({ chosen: { ...chosen, [at]: id } })} />)}</ul>
        </div>
      )}
    </Sheet>
  )
}
