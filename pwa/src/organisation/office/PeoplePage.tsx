/** The office's list of people: find them, see who has a login, make activation codes. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Button, ButtonLink, Empty, Icon, Sheet, Tag } from '../../ui'
import { Answered, ProblemNotice } from '../../answered'
import { ExportButton } from '../../exporting'
import { useLive } from '../../live'
import { phrases } from '../../phrases'
import { ReasonField } from '../../reasoning'
import { to } from '../../route'
import type { As, Organisation } from '../../rows'
import { me } from '../../session'
import { wordFor } from '../../text'
import { shell } from '../../words'
import { AccountActs } from './AccountActs'
import { codes, find, findMore, makeCodes, making, people, select, selected, toggle, unselect, withLogin, withoutLogin } from './people'
import { Slips } from './Slips'
import type { Person } from './types'
import { words } from './words'
import './people.css'

const TYPING_MS = 250

const postsOf = (person: Person): string => phrases.listed((person.post ?? '').split(',').map(post => wordFor(shell.posts, post.trim())))

/** Branches for the filter, from the rows that every account of the mine holds. */
function useBranches(): readonly { id: string; name: string }[] {
  return useLive(['row:organisation'], async phone => {
    const all = await phone.rows<As<Organisation>>('organisation')
    return all.filter(one => one.kind === 'branch' && !one.closed_on).sort((one, other) => one.name.localeCompare(other.name, 'zh'))
  }) ?? []
}

function SearchBar() {
  const typed = useSignal(people.value.search.q)
  const branches = useBranches()
  const { branch } = people.value.search
  useEffect(() => {
    if (typed.value === people.value.search.q) return
    const timer = setTimeout(() => { void find({ q: typed.value, branch: people.value.search.branch }) }, TYPING_MS)
    return () => clearTimeout(timer)
  }, [typed.value])
  return (
    <form class="people-search" role="search" onSubmit={event => { event.preventDefault(); void find({ q: typed.value, branch }) }}>
      <label class="search-box"><Icon name="search" size={20} /><span class="sr">{words.search}</span>
        <input type="search" class="control" value={typed.value} placeholder={words.searchHint} onInput={event => { typed.value = event.currentTarget.value }} />
      </label>
      <select class="control" aria-label={words.branch} value={branch} onInput={event => { void find({ q: typed.value, branch: event.currentTarget.value }) }}>
        <option value="">{words.allBranches}</option>
        {branches.map(one => <option key={one.id} value={one.id}>{one.name}</option>)}
      </select>
    </form>
  )
}

function LoginState({ person }: { person: Person }) {
  if (person.disabled) return <span class="login-state"><Icon name="lock" size={16} />{words.disabled}</span>
  if (person.has_login) return <span class="login-state has"><Icon name="check" size={16} weight={2.6} />{words.hasLogin}</span>
  return <span class="login-state">{person.account ? words.codeMade : words.noLogin}</span>
}

function PersonRow({ person }: { person: Person }) {
  const isSelected = selected.value.has(person.member)
  return (
    <tr class={isSelected ? 'selected' : undefined}>
      <td class="pick"><label><input type="checkbox" checked={isSelected} aria-label={words.selectOne(person.name)} onChange={() => toggle(person)} /></label></td>
      <th scope="row">{person.name}{person.kind === 'probationary' && <> <Tag>{words.probationary}</Tag></>}</th>
      <td class="number">{person.employee_no}</td>
      <td>{person.branch_name}</td>
      <td>{person.group_name}</td>
      <td>{postsOf(person)}</td>
      <td><LoginState person={person} /></td>
    </tr>
  )
}

function PeopleTable({ items }: { items: readonly Person[] }) {
  return (
    <table class="list-table people-table">
      <caption class="sr">{words.table}</caption>
      <thead>
        <tr><th scope="col" class="pick"><span class="sr">{words.selectShown}</span></th><th scope="col">{words.name}</th><th scope="col" class="number">{words.number}</th><th scope="col">{words.branchColumn}</th><th scope="col">{words.group}</th><th scope="col">{words.post}</th><th scope="col">{words.login}</th></tr>
      </thead>
      <tbody>{items.map(person => <PersonRow key={person.member} person={person} />)}</tbody>
    </table>
  )
}

function Nobody() {
  const { q, branch } = people.value.search
  if (q || branch) return <Empty icon="search" title={words.nobodyTitle}>{words.nobodyText}</Empty>
  return <Empty icon="people" title={words.emptyTitle} actions={<ButtonLink href={to('office/roster')}>{words.rosterTitle}</ButtonLink>}>{words.emptyText}</Empty>
}

/** New codes end existing logins, so it is asked whether that is meant. */
function CodesSheet({ asking, onClose }: { asking: boolean; onClose: () => void }) {
  const chosen = [...selected.value.values()]
  const reason = useSignal('')
  const make = (some: readonly Person[]) => { onClose(); void makeCodes(some, reason.value.trim()) }
  const without = withoutLogin(chosen)
  return (
    <Sheet title={words.replaceTitle} open={asking} onClose={onClose}
      actions={<>{without.length > 0 && <Button kind="main" onClick={() => make(without)}>{words.onlyWithout}</Button>}<Button disabled={!reason.value.trim()} onClick={() => make(chosen)}>{words.forAll}</Button><Button kind="quiet" onClick={onClose}>{words.cancel}</Button></>}>
      <p>{words.replaceText(withLogin(chosen).length)}</p>
      <ReasonField value={reason} />
    </Sheet>
  )
}

function SelectionBar() {
  const asking = useSignal(false)
  const chosen = [...selected.value.values()]
  const { items, more } = people.value
  const { busy, problem } = making.value
  const start = () => { if (withLogin(chosen).length) asking.value = true; else void makeCodes(chosen) }
  return (
    <>
      <div class={chosen.length ? 'selection some' : 'selection'} role="group" aria-label={words.selectedCount(chosen.length)}>
        <p class="grow" aria-live="polite">{chosen.length ? <b>{words.selectedCount(chosen.length)}</b> : words.shownCount(items.length, more)}</p>
        {chosen.length === 1 && chosen[0]!.account && chosen[0]!.account !== me.value?.account && <AccountActs key={chosen[0]!.member} person={chosen[0]!} />}
        {chosen.length > 0 && <Button kind="quiet" onClick={unselect}>{words.unselect}</Button>}
        <Button onClick={() => select(items)}>{words.selectShown}</Button>
        <Button onClick={() => select(withoutLogin(items))}>{words.selectWithout}</Button>
        <Button kind="main" disabled={!chosen.length} busy={busy} onClick={start}>{busy ? words.makingCodes : words.makeCodes}</Button>
      </div>
      {problem && <ProblemNotice problem={problem} />}
      <CodesSheet asking={asking.value} onClose={() => { asking.value = false }} />
    </>
  )
}

export function PeoplePage() {
  const { items, more, busy, problem, known, search } = people.value
  const again = () => { void find(search) }
  useEffect(() => { document.title = words.peopleTitle; void find(people.value.search) }, [])
  if (codes.value.length) return <Slips />
  return (
    <div class="people-page">
      <header class="office-title"><h1 tabIndex={-1}>{words.peopleTitle}</h1><SearchBar /><ExportButton path="/api/people/export" query={{ branch: search.branch, q: search.q }} name={words.peopleTitle} /></header>
      <Answered of={{ path: '', data: known ? items : null, problem, busy }} waiting={words.waiting} again={again}>
        {shown => (
          <>
            {problem && <ProblemNotice problem={problem} again={again} />}
            {shown.length ? <><SelectionBar /><PeopleTable items={shown} /></> : <Nobody />}
            {more && <Button wide busy={busy} onClick={() => { void findMore() }}>{words.more}</Button>}
          </>
        )}
      </Answered>
    </div>
  )
}
