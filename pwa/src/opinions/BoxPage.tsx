/** The box: what the person said and what became of it, and a form that one sentence fills. Works without a network. */
import { DeliveryChip } from '../delivery'
import { useDraft } from '../keeping'
import { useLive } from '../live'
import { person } from '../ownPlaces'
import type { PageProps } from '../part'
import { back, go, to } from '../route'
import type { As, Opinion, OpinionKind } from '../rows'
import type { Phone } from '../sync'
import { dayText } from '../time'
import { AreaField, Button, ButtonLink, Card, Chips, Facts, PageHead, Section, Tag, TextField, Waiting } from '../ui'
import { shell, wordFor } from '../words'
import { lackOf, newestFirst, uuid4, type Saying } from './saying'
import { t } from './words'

const KINDS: readonly OpinionKind[] = ['burden', 'fault', 'suggestion', 'complaint']

const read = async (phone: Phone): Promise<Opinion[]> => newestFirst(await phone.rows<As<Opinion>>('opinion'))

/** `route`: the page from which somebody came here, by which the words about it are found again. */
function Writing({ route, about: from }: { route: string; about: string }) {
  const { writing, put, send } = useDraft<Saying>(`opinion/${route}`, { kind: '', text: '', about: from, named: '' })
  const { kind, text, about, named } = writing.value
  const lack = lackOf(writing.value)
  const say = () => {
    const is_named = named === 'named'
    const args = { kind, text: text.trim(), named: is_named, about: about.trim(), route: is_named ? route : '' }
    send([{ name: 'opinion.send.v1', row: uuid4(), base: 0, args, shows: { is_named, person: person() } }], () => go('opinions', true))
  }
  return (
    <Card>
      <div class="field"><div class="field-head"><b>{t.kind}</b></div><Chips label={t.kind} columns={2} value={kind || null} choices={KINDS.map(value => ({ value, label: t.kinds[value] }))} onChoose={value => put({ kind: value })} /></div>
      <AreaField id="opinion" label={t.text} hint={kind ? t.kindHints[kind] : undefined} rows={3} value={text} maxLength={1000} onInput={value => put({ text: value })} />
      <TextField id="about" label={t.about} hint={t.aboutHint} value={about} maxLength={200} onInput={value => put({ about: value })} />
      <div class="field">
        <div class="field-head"><b>{t.who}</b></div>
        <Chips label={t.who} columns={2} value={named || null} choices={[{ value: 'named', label: t.named }, { value: 'unnamed', label: t.unnamed }]} onChoose={value => put({ named: value })} />
        {named && <p class="field-hint" role="status">{named === 'named' ? t.namedText : t.unnamedText}</p>}
      </div>
      <Button kind="main" wide icon="send" disabled={lack !== null} onClick={say}>{t.send}</Button>
      <p class="small soft" role="status">{lack ? t.lacks[lack] : t.ready}</p>
    </Card>
  )
}

function Said({ one }: { one: Opinion }) {
  const { kind, text, about, is_named, state, sent_at, answer, answered_by_name, outcome } = one
  const told: [string, string][] = [[t.said, text], [t.name, is_named ? t.named : t.unnamed]]
  if (sent_at !== null) told.push([t.sent, dayText(sent_at)])
  if (answer) told.push([t.answeredBy(answered_by_name), answer])
  if (outcome) told.push([t.outcome, outcome])
  return (
    <Card title={[wordFor(t.kinds, kind), about].filter(Boolean).join(' · ')} aside={<Tag tone={state === 'waiting' ? 'heed' : 'green'}>{sent_at === null ? t.onPhone : wordFor(t.states, state)}</Tag>}>
      <Facts pairs={told} />
    </Card>
  )
}

function Own({ said }: { said: readonly Opinion[] }) {
  return (
    <>
      <div class="section"><ButtonLink kind="main" wide icon="pencil" href={to('opinions/new')}>{t.write}</ButtonLink></div>
      <Section title={t.own}>{said.map(one => <Said key={one.id} one={one} />)}</Section>
    </>
  )
}

/** Whoever has said something before sees first what became of it; whoever has not begins to write. */
export function BoxPage({ path, query }: PageProps) {
  const said = useLive(['row:opinion'], read, [])
  const route = query.get('route') ?? ''
  const writes = path[0] === 'new' || route !== '' || said?.length === 0
  return (
    <main class="page">
      <PageHead title={t.title} onBack={() => back(writes && said?.length ? 'opinions' : 'me')} aside={<DeliveryChip />} />
      {writes ? <Writing key={route} route={route} about={query.get('about') ?? ''} /> : said ? <Own said={said} /> : <Waiting>{shell.loading}</Waiting>}
      <p class="as-of">{t.right}</p>
    </main>
  )
}
