/** Issuing an order: written, from a template, or drawn up from a resolution, a duty or a decision; to several branches at once. */
import { signal, useSignal, type Signal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import { Answered, ProblemNotice } from '../../answered'
import { api, asProblem, type Problem } from '../../api'
import type { DraftOut, IssuedOut, OptionsOut, TemplateOut } from '../../generated/http'
import { Resource } from '../../load'
import { orderWords } from '../../orderWords'
import { phrases } from '../../phrases'
import { ReasonSheet } from '../../reasoning'
import { go } from '../../route'
import { uuid7 } from '../../sync'
import { DAY_MS, dayOf } from '../../time'
import { useTyping } from '../../typing'
import { AreaField, Button, Icon, SelectField, TextField } from '../../ui'
import { announce } from '../../ui/Announcer'
import { Head } from './Tabs'
import { words } from './words'

/** `batch` is one for the form: sent twice, the order is issued once. */
export interface Draft { batch: string; kind: string; cadence: string; content: string; due_on: string; orgs: readonly string[]; source: DraftOut['source']; source_ref: string; source_text: string }

const options = new Resource<OptionsOut>()
const refused = signal<Problem | null>(null)

const inDays = (days: number): string => dayOf(Date.now() + days * DAY_MS)
const BLANK: Omit<Draft, 'batch'> = { kind: 'routine', cadence: 'once', content: '', due_on: '', orgs: [], source: 'free', source_ref: '', source_text: '' }
const DRAWN = ['obligation', 'resolution', 'decision'] as const

function Target({ one, name, inside, chosen, onToggle }: { one: string; name: string; inside: boolean; chosen: boolean; onToggle: (org: string) => void }) {
  return <button type="button" role="checkbox" class={inside ? 'issue-target inside' : 'issue-target'} aria-checked={chosen ? 'true' : 'false'} onClick={() => onToggle(one)}><Icon name={chosen ? 'check' : 'plus'} size={20} />{name}</button>
}

type Tree = OptionsOut['targets']

/** Branches in the order of the tree: those below a general branch after it. */
function ordered(targets: Tree): Tree {
  const branches = targets.filter(one => one.kind === 'branch')
  const generals = targets.filter(one => one.kind === 'general_branch')
  return [...generals.flatMap(one => [one, ...branches.filter(below => below.parent === one.org)]), ...branches.filter(one => !generals.some(general => general.org === one.parent))]
}

/** The branches that a choice of organisations stands for. */
export const branchesOf = (targets: Tree, orgs: readonly string[]): Tree => targets.filter(one => one.kind === 'branch' && (orgs.includes(one.org) || (one.parent !== null && orgs.includes(one.parent))))

/** A few are named: the one that an order was drawn up for may lie far down the list. */
const NAMED_AT_MOST = 5
export const chosenText = (meant: Tree): string => (meant.length && meant.length <= NAMED_AT_MOST ? phrases.named(words.chosen(meant.length), phrases.listed(meant.map(one => one.name))) : words.chosen(meant.length))

function Targets({ targets, draft }: { targets: Tree; draft: Signal<Draft> }) {
  const text = useSignal('')
  const meant = branchesOf(targets, draft.value.orgs)
  const put = (orgs: readonly string[]) => { draft.value = { ...draft.value, orgs } }
  const toggle = (org: string) => put(draft.value.orgs.includes(org) ? draft.value.orgs.filter(one => one !== org) : [...draft.value.orgs, org])
  const shown = ordered(targets).filter(one => one.name.includes(text.value.trim()))
  return (
    <div>
      <TextField id="target-search" type="search" label={words.targets} hint={words.targetsHint} placeholder={words.search} value={text.value} onInput={value => { text.value = value }} />
      <div class="issue-targets" role="group" aria-label={words.targets}>
        {shown.map(one => <Target key={one.org} one={one.org} name={one.name} inside={targets.some(above => above.org === one.parent && above.kind === 'general_branch')} chosen={draft.value.orgs.includes(one.org) || meant.some(other => other.org === one.org)} onToggle={toggle} />)}
      </div>
      <p class="small" aria-live="polite">{chosenText(meant)}</p>
      <div class="ways"><Button small onClick={() => put(targets.filter(one => one.kind === 'branch').map(one => one.org))}>{words.all}</Button><Button small kind="quiet" onClick={() => put([])}>{words.clear}</Button></div>
    </div>
  )
}

function Words({ data, draft }: { data: OptionsOut; draft: Signal<Draft> }) {
  const put = (part: Partial<Draft>) => { draft.value = { ...draft.value, ...part } }
  const { kind, cadence, content, due_on } = draft.value
  const choices = (field: string) => data.choices.filter(one => one.field === field && !one.is_off).map(one => ({ value: one.key, label: one.is_confirmed ? one.title : `${one.title}（${words.unconfirmed}）` }))
  const take = (title: string) => {
    const found = data.templates.find(one => one.template === title)
    if (found) put({ kind: found.kind, cadence: found.cadence, content: found.content, due_on: inDays(found.due_days) })
  }
  return (
    <div>
      <SelectField id="order-template" label={words.template} value="" options={[{ value: '', label: '—' }, ...data.templates.map(one => ({ value: one.template, label: one.title }))]} onInput={take} />
      <AreaField id="order-content" label={words.content} hint={words.contentHint} rows={6} maxLength={2000} value={content} onInput={value => put({ content: value })} />
      <div class="issue-pair">
        <SelectField id="order-kind" label={words.kind} value={kind} options={choices('kind')} onInput={value => put({ kind: value })} />
        <SelectField id="order-cadence" label={words.cadence} value={cadence} options={choices('cadence')} onInput={value => put({ cadence: value })} />
      </div>
      <TextField id="order-due" type="date" label={words.due} value={due_on} onInput={value => put({ due_on: value })} />
      {data.choices.some(one => !one.is_confirmed && !one.is_off) && <p class="small soft">{words.unconfirmedText}</p>}
    </div>
  )
}

function Keeping({ draft }: { draft: Signal<Draft> }) {
  const title = useSignal('')
  const asking = useSignal(false)
  const keep = async (reason: string) => {
    const { kind, cadence, content, due_on } = draft.value
    const due_days = Math.max(0, Math.min(366, Math.round((Date.parse(due_on || inDays(7)) - Date.parse(dayOf(Date.now()))) / DAY_MS)))
    await api<TemplateOut>('/api/order-templates', { method: 'PUT', body: { title: title.value, kind, cadence, content, due_days, reason } })
    announce(words.kept)
    title.value = ''
    void options.load('/api/orders/options')
  }
  return (
    <details class="written"><summary>{words.keepTemplate}</summary>
      <TextField id="template-title" label={words.templateTitle} maxLength={60} value={title.value} onInput={value => { title.value = value }} />
      <Button small disabled={!title.value.trim() || !draft.value.content.trim()} onClick={() => { asking.value = true }}>{words.keepTemplate}</Button>
      {asking.value && <ReasonSheet title={`${words.keepTemplate}${phrases.colon}${title.value}`} send={words.keepTemplate} onSend={keep} onClose={() => { asking.value = false }} />}
    </details>
  )
}

/** What an order still lacks, in the order of the form; nothing is said of a form that is whole. */
const lackOf = ({ content, due_on, orgs }: Draft): string => (!content.trim() ? words.lacks.content : !due_on ? words.lacks.due : orgs.length ? '' : words.lacks.orgs)

/** An earlier sending arrived though its answer was lost, and says something else: what is sent now is an order of its own. */
export const afterRefusal = (draft: Draft, { code }: Problem): Draft => (code === 'dispatch.issued' ? { ...draft, batch: uuid7() } : draft)

function Form({ data, first, from }: { data: OptionsOut; first: Draft; from: string }) {
  const { typed: draft, differs, settle, drop } = useTyping<Draft>(`order/${from}`, first)
  const busy = useSignal(false)
  const { source_text } = draft.value
  const lack = lackOf(draft.value)
  const send = async () => {
    busy.value = true
    refused.value = null
    try {
      const made = await api<IssuedOut>('/api/orders', { method: 'POST', body: draft.value })
      settle(first)
      announce(words.issued(orderWords.number(made.year, made.number), made.orders.length))
      go(made.orders.length === 1 ? `office/orders/${made.orders[0]}` : 'office/orders', true)
    } catch (error) {
      refused.value = asProblem(error)
      draft.value = afterRefusal(draft.value, refused.value)
    } finally {
      busy.value = false
    }
  }
  return (
    <div class="office-column">
      {source_text && <p class="intro">{words.from(source_text)}</p>}
      {refused.value && <ProblemNotice problem={refused.value} />}
      <div class="issue-form"><Words data={data} draft={draft} /><Targets targets={data.targets} draft={draft} /></div>
      <Keeping draft={draft} />
      <div class="page-actions">
        <p class="small page-said" role="status">{lack || (differs ? words.unsent : '')}</p>
        {differs && <Button kind="quiet" onClick={drop}>{words.dropTyped}</Button>}
        <Button kind="main" icon="send" busy={busy.value} disabled={lack !== ''} onClick={() => { void send() }}>{words.send}</Button>
      </div>
      <p class="small soft">{words.batch}</p>
    </div>
  )
}

/** `query` names what the order is drawn up from, if it is. */
export function IssuePage({ query }: { query: URLSearchParams }) {
  const drawn = useSignal<DraftOut | null>(null)
  const asked = DRAWN.some(name => query.get(name))
  const load = () => { void options.load('/api/orders/options') }
  useEffect(() => {
    refused.value = null
    load()
    if (asked) api<DraftOut>(`/api/orders/draft?${query.toString()}`).then(draft => { drawn.value = draft }, (error: unknown) => { refused.value = asProblem(error) })
  }, [query.toString()])
  const batch = useMemo(uuid7, [query.toString()])
  const first: Draft = { batch, ...BLANK, ...(drawn.value ?? {}) }
  if (!first.due_on) first.due_on = inDays(7)
  return (
    <div>
      <Head title={words.issue} tab={null} />
      <Answered of={options.state.value} waiting={words.drafting} again={load}>
        {data => (asked && !drawn.value && !refused.value ? <p class="office-column">{words.drafting}</p> : <Form key={query.toString()} data={data} first={first} from={query.toString()} />)}
      </Answered>
    </div>
  )
}
