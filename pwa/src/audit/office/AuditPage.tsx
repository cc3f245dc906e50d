/** Who changed which setting or right, when, from what to what, and why: by matter, person and days, and as a workbook. */
import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered, ProblemNotice } from '../../answered'
import { api, asProblem, type Problem } from '../../api'
import { ExportButton } from '../../exporting'
import type { AuditOut, AuditPage as Page } from '../../generated/http'
import { Resource } from '../../load'
import { go } from '../../route'
import { wordFor } from '../../text'
import { momentText } from '../../time'
import { Button, Empty, SelectField, TextField } from '../../ui'
import { words } from './words'

interface Wanted { matter: string; actor: string; from_on: string; to_on: string }

const NAMES = ['matter', 'actor', 'from_on', 'to_on'] as const
const found = new Resource<Page>()
const further = signal<{ entries: AuditOut[]; cursor: string | null } | null>(null)
const refused = signal<Problem | null>(null)

const wantedOf = (query: URLSearchParams): Wanted => ({ matter: query.get('matter') ?? '', actor: query.get('actor') ?? '', from_on: query.get('from_on') ?? '', to_on: query.get('to_on') ?? '' })
const queryOf = (wanted: Wanted, cursor = ''): string => new URLSearchParams([...NAMES.map(name => [name, wanted[name]] as [string, string]), ['cursor', cursor] as [string, string]].filter(([, value]) => value)).toString()
const show = (wanted: Wanted): void => go(`office/settings/audit?${queryOf(wanted)}`)

function load(wanted: Wanted): void {
  further.value = null
  void found.load(`/api/audit?${queryOf(wanted)}`)
}

async function more(wanted: Wanted, cursor: string): Promise<void> {
  refused.value = null
  await api<Page>(`/api/audit?${queryOf(wanted, cursor)}`).then(page => { further.value = { entries: [...(further.value?.entries ?? []), ...page.entries], cursor: page.cursor } }, (error: unknown) => { refused.value = asProblem(error) })
}

function Filters({ wanted, people }: { wanted: Wanted; people: Page['people'] }) {
  const set = (next: Partial<Wanted>) => show({ ...wanted, ...next })
  return (
    <div class="settings-bar">
      <SelectField id="audit-matter" label={words.matter} value={wanted.matter} options={[{ value: '', label: words.anyMatter }, ...Object.entries(words.matters).map(([value, label]) => ({ value, label }))]} onInput={matter => set({ matter })} />
      <SelectField id="audit-who" label={words.who} value={wanted.actor} options={[{ value: '', label: words.anyone }, ...people.map(one => ({ value: one.account, label: one.name || one.account }))]} onInput={actor => set({ actor })} />
      <TextField id="audit-from" type="date" label={words.from} value={wanted.from_on} onInput={from_on => set({ from_on })} />
      <TextField id="audit-to" type="date" label={words.to} value={wanted.to_on} onInput={to_on => set({ to_on })} />
      <ExportButton path="/api/audit/export" query={{ ...wanted }} name={words.title} />
    </div>
  )
}

function Entry({ one }: { one: AuditOut }) {
  return (
    <tr>
      <td>{momentText(one.at)}</td>
      <td>{one.name || words.shell}</td>
      <th scope="row">{wordFor(words.matters, one.matter)}<small class="soft"> {one.hidden ? words.hidden : one.title}</small></th>
      <td>{one.changes.map(({ field, before, after }) => <div key={field}>{words.change(wordFor(words.fields, field), before ?? words.nothing, after ?? words.nothing)}</div>)}</td>
      <td>{one.hidden ? words.hidden : one.reason || <span class="soft">{words.noReason}</span>}</td>
    </tr>
  )
}

function Table({ entries }: { entries: readonly AuditOut[] }) {
  if (!entries.length) return <Empty icon="search" title={words.none} />
  return (
    <div class="settings-table audit-table" tabIndex={0} role="region" aria-label={words.title}>
      <table class="list-table">
        <thead><tr>{Object.values(words.columns).map(name => <th key={name} scope="col">{name}</th>)}</tr></thead>
        <tbody>{entries.map(one => <Entry key={one.entry} one={one} />)}</tbody>
      </table>
    </div>
  )
}

export function AuditPage({ query }: { query: URLSearchParams }) {
  const wanted = wantedOf(query)
  const again = () => load(wanted)
  useEffect(again, [queryOf(wanted)])
  return (
    <div class="settings-wide">
      <p class="intro">{words.lead}</p>
      <Answered of={found.state.value} waiting={words.waiting} again={again}>
        {page => {
          const cursor = further.value ? further.value.cursor : page.cursor
          return (
            <>
              <Filters wanted={wanted} people={page.people} />
              <Table entries={[...page.entries, ...(further.value?.entries ?? [])]} />
              {refused.value && <ProblemNotice problem={refused.value} />}
              {cursor && <Button onClick={() => { void more(wanted, cursor) }}>{words.more}</Button>}
            </>
          )
        }}
      </Answered>
    </div>
  )
}
