/** A record as a sheet of paper: looked at before it is printed, laid out as an official document. */
import type { ComponentChildren } from 'preact'
import { heldOn, useBranch, useNames, type Branch, type Names } from '../branch'
import { useLive } from '../live'
import type { PageProps } from '../part'
import { phrases } from '../phrases'
import { go } from '../route'
import type { As, Attendance, AttendanceStatus, Meeting, Member } from '../rows'
import { readDraft, type Phone } from '../sync'
import { dayOf, spanText } from '../time'
import { ActionBar, Button, Empty, PageHead, Waiting } from '../ui'
import { shell } from '../words'
import { kindText, resolutionText, sessionText, titleOf, voteText } from './format'
import './print.css'
import { awaited, countHeads, countMarks, expectedMembers, isPassed, mayVote, ruleOf, type Heads } from './rules'
import { t } from './words'
import { draftId, meetingOf, type Writing } from './writing'

type Marked = Pick<Attendance, 'member' | 'status' | 'reason' | 'may_vote'>

interface Sheet { meeting: Meeting; marks: Marked[]; heads: Heads }

/** A draft's roll may not be complete: who is expected counts, marked or not. */
function sheetOf(writing: Writing, branch: Branch | null, votes: (member: string) => boolean): Sheet {
  const meeting = meetingOf(writing)
  const posts = heldOn(branch?.posts ?? [], dayOf(meeting.held_start ?? Date.now()))
  const expected = expectedMembers(meeting.kind, meeting.org, branch?.members ?? [], posts)
  const markOf = (id: string) => writing.marks[id]
  const marks = expected.flatMap(({ id }) => (writing.marks[id] ? [{ member: id, ...writing.marks[id], may_vote: votes(id) }] : []))
  return { meeting, marks, heads: countHeads(awaited(meeting.kind, expected, markOf), markOf) }
}

/** The draft, where it is asked for and lies here; the record as this phone shows it otherwise. */
async function readSheet(phone: Phone, branch: Branch | null, id: string, asDraft: boolean): Promise<Sheet | null> {
  const members = new Map((await phone.rows<As<Member>>('member')).map(one => [one.id, one]))
  const votes = (member: string) => members.has(member) && mayVote(members.get(member)!)
  const draft = asDraft ? await readDraft<Writing>(phone.store, draftId(id)) : null
  if (draft) return sheetOf(draft.content, branch, votes)
  const meeting = await phone.row<As<Meeting>>('meeting', id)
  const marks = meeting ? await phone.children<As<Attendance>>('attendance', id) : []
  const marked = marks.map(mark => ({ ...mark, may_vote: mark.may_vote ?? votes(mark.member) }))
  return meeting && { meeting, marks: marked, heads: countMarks(marked) }
}

/** Read years later, paper needs the year of its date. */
const WHOLE_DATE = 0

const OFF: readonly AttendanceStatus[] = ['leave', 'absent', 'made_up', 'excluded']

function Attended({ marks, names }: { marks: readonly Marked[]; names: Names }) {
  const named = (mark: Marked) => { const name = names.get(mark.member) ?? t.someone; return mark.reason ? phrases.noted(name, mark.reason) : name }
  const of = (status: AttendanceStatus) => marks.filter(mark => mark.status === status)
  return (
    <>
      {of('present').length > 0 && <p>{phrases.named(t.presentCount(of('present').length), phrases.listed(of('present').map(named)))}</p>}
      {OFF.filter(status => of(status).length).map(status => <p key={status}>{phrases.named(`${shell.attendance[status]} ${of(status).length}`, phrases.listed(of(status).map(named)))}</p>)}
    </>
  )
}

/** Sections that have something to say, numbered as official documents number them. */
function Sections({ given }: { given: readonly (readonly [title: string, body: ComponentChildren])[] }) {
  return <>{given.filter(([, body]) => body).map(([title, body], at) => <section key={title}><h2>{t.print.numbered(at, title)}</h2>{body}</section>)}</>
}

const prose = (text: string): ComponentChildren => text.trim() && text.trim().split(/\n+/).map((line, at) => <p key={at}>{line}</p>)

function votesOf(meeting: Meeting, heads: Heads): ComponentChildren {
  return meeting.votes.length > 0 && meeting.votes.map((vote, at) => {
    const passed = isPassed({ purpose: ruleOf(meeting.kind, vote.purpose), expected: heads.expected_vote, present: heads.present_vote, written: vote.written, yes: vote.yes })
    return <p key={at}>{phrases.noted(voteText(vote, at), passed ? t.print.passed : t.print.notPassed)}</p>
  })
}

function Paper({ sheet: { meeting, marks, heads }, names }: { sheet: Sheet; names: Names }) {
  const name = (id: string) => names.get(id) ?? ''
  const resolutions = meeting.resolutions.length > 0 && <ol>{meeting.resolutions.map((one, at) => <li key={at}>{resolutionText(one)}</li>)}</ol>
  const sessions = meeting.sessions?.length ? meeting.sessions.map((one, at) => <p key={at}>{phrases.named(t.session(at + 2), sessionText(one, names))}</p>) : null
  return (
    <article class="paper" lang="zh-CN">
      <h1>{t.print.title(names.get(meeting.org) ?? '', titleOf(meeting))}</h1>
      <dl>
        <div><dt>{t.kind}</dt><dd>{kindText(meeting)}</dd></div>
        <div><dt>{t.when}</dt><dd>{meeting.held_start === null ? '' : spanText(meeting.held_start, meeting.held_end, WHOLE_DATE)}</dd></div>
        <div><dt>{t.place}</dt><dd>{meeting.place}</dd></div>
        <div class="half"><dt>{t.chair}</dt><dd>{name(meeting.chair)}</dd></div>
        <div class="half"><dt>{t.recorder}</dt><dd>{name(meeting.recorder)}</dd></div>
        {meeting.observers && <div><dt>{t.observers}</dt><dd>{meeting.observers}</dd></div>}
        <div><dt>{t.print.heads}</dt><dd>{phrases.clauses([t.expected(heads.expected), t.presentCount(heads.present), heads.unmarked ? t.unmarkedCount(heads.unmarked) : '', t.print.voters(heads.present_vote, heads.expected_vote)])}</dd></div>
      </dl>
      <Sections given={[
        [t.agenda, prose(meeting.agenda)], [t.discussion, prose(meeting.discussion)], [t.votes, votesOf(meeting, heads)],
        [t.resolutions, resolutions], [t.sessions, sessions], [t.people, marks.length > 0 && <Attended marks={marks} names={names} />],
      ]} />
      <footer><p>{t.print.sign(t.chair)}</p><p>{t.print.sign(t.recorder)}</p></footer>
    </article>
  )
}

export function PrintPage({ path, query }: PageProps) {
  const id = path[0] ?? ''
  const asDraft = query.has('draft')
  const names = useNames()
  const branch = useBranch()
  const sheet = useLive(['row:meeting', 'row:attendance', 'row:member', 'drafts'], phone => readSheet(phone, branch ?? null, id, asDraft), [id, asDraft, branch])
  const leave = () => go(`${asDraft ? 'write' : 'record'}/${id}`, true)
  return (
    <main class="page has-action print-page">
      <PageHead title={t.print.preview} sub={branch?.name} onBack={leave} />
      {sheet === undefined ? <Waiting>{shell.loading}</Waiting> : sheet ? <Paper sheet={sheet} names={names} /> : <Empty icon="search" title={t.notFound}>{t.notFoundText}</Empty>}
      {sheet && <ActionBar note={typeof print === 'function' ? undefined : t.print.unable}>{typeof print === 'function' && <Button kind="main" icon="text" onClick={() => print()}>{t.print.print}</Button>}</ActionBar>}
    </main>
  )
}
