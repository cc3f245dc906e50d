/** Further sessions of one meeting, for shifts that were at work during the first: when, where, and who came to which. */
import { useSignal } from '@preact/signals'
import { phrases } from '../phrases'
import { uuid7 } from '../sync'
import { Button, Card, Field, Icon, IconButton, Notice, Sheet, Suggestions, TextField } from '../ui'
import { dayOf, daysBetween } from '../time'
import type { Editor } from './editor'
import type { SessionFault } from './rules'
import { t } from './words'
import { spanOf, type SessionFields } from './writing'

export function sessionFaultText(fault: NonNullable<SessionFault>): string {
  const why = fault.why === 'one_session' || fault.why === 'no_time' ? t.sessionFaults[fault.why] : t.timeFaults[fault.why ?? 'end_first']
  return fault.at === null ? why : `${t.session(fault.at + 2)}${phrases.colon}${why}`
}

interface OneProps { editor: Editor; session: SessionFields; at: number }

/** Faces of all who are expected; a tap puts one into this session and marks the person as present. */
function Came({ editor, session, at }: OneProps) {
  const open = useSignal(false)
  const faces = [...editor.expected.value].sort((a, b) => a.initials.localeCompare(b.initials))
  const left = faces.filter(one => one.shift && one.shift === session.team && !session.members.includes(one.id)).map(one => one.id)
  return (
    <>
      <Button wide icon="people" onClick={() => { open.value = true }}>{t.cameToIt(session.members.length)}</Button>
      <Sheet title={`${t.session(at + 2)} · ${t.whoCame}`} open={open.value} onClose={() => { open.value = false }} actions={<Button kind="main" icon="check" onClick={() => { open.value = false }}>{t.cameToIt(session.members.length)}</Button>}>
        {left.length > 0 && <Button wide icon="check" onClick={() => editor.attend(at, left, true)}>{t.wholeTeam(session.team, left.length)}</Button>}
        <div class="faces">
          {faces.map(member => {
            const came = session.members.includes(member.id)
            return (
              <button key={member.id} type="button" class={came ? 'face green' : 'face'} aria-pressed={came ? 'true' : 'false'} onClick={() => editor.attend(at, [member.id], !came)}>
                <b>{member.name}</b><small>{came && <Icon name="check" size={14} weight={3} />}{came ? t.thisSession : (member.shift ?? '')}</small>
              </button>
            )
          })}
        </div>
      </Sheet>
    </>
  )
}

function One({ editor, session, at }: OneProps) {
  const { sessions } = editor.fields.value
  const put = (change: Partial<SessionFields>) => editor.set({ sessions: sessions.map((one, index) => (index === at ? { ...one, ...change } : one)) })
  const { held_start, held_end } = spanOf(session)
  const fault = editor.faults.value.sessions
  const shifts = [...new Set(editor.expected.value.map(one => one.shift ?? ''))].filter(Boolean)
  const input = (field: 'day' | 'start' | 'end', type: 'date' | 'time') => (
    <label class="time"><span>{t[field]}</span><input id={`session-${at}-${field}`} class="control" type={type} value={session[field]} onInput={event => put({ [field]: event.currentTarget.value })} /></label>
  )
  return (
    <Card title={t.session(at + 2)} aside={<IconButton icon="bin" label={`${t.remove} ${t.session(at + 2)}`} size={22} onClick={() => editor.set({ sessions: sessions.filter((_, index) => index !== at) })} />}>
      <TextField id={`team-${at}`} label={t.team} value={session.team} maxLength={100} onInput={team => put({ team })} />
      <Suggestions label={t.sayingsOf(t.team)} values={(shifts.length ? shifts : t.teams).filter(team => team !== session.team)} onChoose={team => put({ team })} />
      <Field id={`session-${at}`} label={t.when} reason={fault?.at === at ? sessionFaultText(fault) : undefined}>
        <div class="times" role="group" aria-label={`${t.session(at + 2)} · ${t.when}`}>{input('day', 'date')}{input('start', 'time')}{input('end', 'time')}</div>
        {held_start !== null && held_end !== null && daysBetween(held_start, held_end) > 0 && <p class="field-hint">{t.nextDay}</p>}
      </Field>
      <TextField id={`session-place-${at}`} label={`${t.session(at + 2)} · ${t.place}`} value={session.place} maxLength={200} onInput={place => put({ place })} />
      <Came editor={editor} session={session} at={at} />
    </Card>
  )
}

export function Sessions({ editor, reason }: { editor: Editor; reason: string | undefined }) {
  const { sessions, place, day } = editor.fields.value
  const fault = editor.faults.value.sessions
  const fresh: SessionFields = { team: '', day: day || dayOf(Date.now()), start: '', end: '', place, members: [] }
  return (
    <div class="lists">
      <p class="small soft">{t.sessionsHint}</p>
      {reason && <Notice tone="heed" icon="alert" title={reason} />}
      {fault?.at === null && <Notice tone="heed" icon="alert" title={sessionFaultText(fault)} />}
      {sessions.map((session, at) => <One key={at} editor={editor} session={session} at={at} />)}
      <Button wide icon="plus" onClick={() => editor.set({ sessions: [...sessions, { id: uuid7(), ...fresh }] })}>{t.addSession}</Button>
    </div>
  )
}
